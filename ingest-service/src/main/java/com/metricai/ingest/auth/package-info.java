/** For whom a request speaks, and how much of it that token may send. */
@NullMarked
package com.metricai.ingest.auth;

import org.jspecify.annotations.NullMarked;
