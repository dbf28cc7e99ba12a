/** The whole suite as a person starts it: a child process, spoken to over HTTP. */
@NullMarked
package com.metricai.standalone.e2e;

import org.jspecify.annotations.NullMarked;
