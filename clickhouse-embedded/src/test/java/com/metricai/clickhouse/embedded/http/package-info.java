@NullMarked
package com.metricai.clickhouse.embedded.http;

import org.jspecify.annotations.NullMarked;
