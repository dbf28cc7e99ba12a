/** libchdb, the ClickHouse engine as a native library, bound with Java's foreign function interface. */
@NullMarked
package com.metricai.clickhouse.embedded.engine;

import org.jspecify.annotations.NullMarked;
