/** The real ClickHouse engine behind its HTTP protocol on loopback, in a supervised child process. */
@NullMarked
package com.metricai.clickhouse.embedded;

import org.jspecify.annotations.NullMarked;
