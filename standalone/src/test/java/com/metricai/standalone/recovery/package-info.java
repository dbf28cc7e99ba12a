@NullMarked
package com.metricai.standalone.recovery;

import org.jspecify.annotations.NullMarked;
