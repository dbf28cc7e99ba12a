/** The child process: the part of ClickHouse's HTTP interface that its JDBC driver uses, in front of the engine. */
@NullMarked
package com.metricai.clickhouse.embedded.http;

import org.jspecify.annotations.NullMarked;
