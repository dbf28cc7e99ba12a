package com.metricai.rollup.job.rollup;

/** What a rollup replaces as a whole. {@code day} is a UTC day, YYYY-MM-DD. */
public record UserDay(String orgId, String day, String user) {}
