@NullMarked
package com.metricai.service.start;

import org.jspecify.annotations.NullMarked;
