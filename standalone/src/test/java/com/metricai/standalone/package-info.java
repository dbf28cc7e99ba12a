@NullMarked
package com.metricai.standalone;

import org.jspecify.annotations.NullMarked;
