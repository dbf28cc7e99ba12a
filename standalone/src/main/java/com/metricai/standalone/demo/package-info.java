/**
 * The history that {@code --demo} shows: 28 days of invented people, made as the exports that Claude Code would have sent and
 * posted to the ingest URL like any other client's. Everything but {@link com.metricai.standalone.demo.DemoPoster} is a pure
 * function of a seed and an instant.
 */
@NullMarked
package com.metricai.standalone.demo;

import org.jspecify.annotations.NullMarked;
