package com.metricai.rollup.job.rollup;

/** The key columns of {@code rollups_daily} within an org, day and user. {@code ''}: does not apply. */
public record Key(String source, String team, String repo, String model, String tool, String status) {}
