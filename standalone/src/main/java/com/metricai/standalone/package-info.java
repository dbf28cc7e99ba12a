/** One command, one machine: the broker, the engine, local access and the four services in one process, and the command line. */
@NullMarked
package com.metricai.standalone;

import org.jspecify.annotations.NullMarked;
