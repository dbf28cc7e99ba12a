/** The SQLite database: one file on a local disk, shared by the services of one host. */
@NullMarked
package com.metricai.store.sqlite;

import org.jspecify.annotations.NullMarked;
