package com.metricai.store.access;

/**
 * For whom a valid token speaks, and how much it may send.
 *
 * @param team for records that name no team themselves; empty for none
 * @param repo for records that name no repository themselves; empty for none
 * @param limits the token's own; what is not set follows the installation's defaults
 * @param orgLimits of all tokens of the org together; what is not set is not limited
 */
public record TokenHolder(String tokenId, String orgId, String team, String repo, Limits limits, Limits orgLimits) {}
