/** The two ids that follow a request through all services, and the two log lines about it. */
@NullMarked
package com.metricai.service.trace;

import org.jspecify.annotations.NullMarked;
