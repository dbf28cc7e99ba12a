/** Answers the panels from SQLite to whoever carries a valid Access token, and serves the web pages. */
@NullMarked
package com.metricai.api;

import org.jspecify.annotations.NullMarked;
