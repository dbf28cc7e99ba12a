/** The schema of SQLite and ClickHouse, its migrations, the connections and the token directory. */
@NullMarked
package com.metricai.store;

import org.jspecify.annotations.NullMarked;
