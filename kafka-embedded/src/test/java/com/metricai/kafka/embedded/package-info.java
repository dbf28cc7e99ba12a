@NullMarked
package com.metricai.kafka.embedded;

import org.jspecify.annotations.NullMarked;
