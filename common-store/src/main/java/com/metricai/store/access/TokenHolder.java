package com.metricai.store.access;

/** For whom a valid token speaks. */
public record TokenHolder(String tokenId, String orgId) {}
