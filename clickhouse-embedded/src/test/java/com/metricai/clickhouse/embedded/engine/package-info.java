@NullMarked
package com.metricai.clickhouse.embedded.engine;

import org.jspecify.annotations.NullMarked;
