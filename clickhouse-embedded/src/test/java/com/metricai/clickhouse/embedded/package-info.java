@NullMarked
package com.metricai.clickhouse.embedded;

import org.jspecify.annotations.NullMarked;
