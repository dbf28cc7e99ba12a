/** Connections to ClickHouse, embedded or a server: the same JDBC URL either way. */
@NullMarked
package com.metricai.store.clickhouse;

import org.jspecify.annotations.NullMarked;
