package com.metricai.api.spans;

import org.jspecify.annotations.Nullable;

/** A subagent of a prompt, as stored. */
record AgentRow(String agentId, @Nullable String parentAgentId, String agentType) {}
