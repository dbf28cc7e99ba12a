package com.metricai.standalone.demo;

import org.jspecify.annotations.Nullable;

/** Who asks the model, in the client's four spellings. */
enum Caller {
    TERMINAL("repl_main_thread", "repl_main_thread", "main", null),
    PRINT("sdk", "sdk", "main", null),
    COMPACTION("compact", "compact", "auxiliary", null),
    GENERAL_PURPOSE("agent:builtin:general-purpose", "agent.builtin.general-purpose", "subagent", "general-purpose"),
    EXPLORE("agent:builtin:Explore", "agent.builtin.Explore", "subagent", "Explore"),
    CUSTOM("agent:custom", "agent.custom", "subagent", "custom");

    private final String querySource;
    private final String querySourceSafe;
    private final String metricSource;
    private final @Nullable String agentName;

    Caller(String querySource, String querySourceSafe, String metricSource, @Nullable String agentName) {
        this.querySource = querySource;
        this.querySourceSafe = querySourceSafe;
        this.metricSource = metricSource;
        this.agentName = agentName;
    }

    String querySource() {
        return querySource;
    }

    String querySourceSafe() {
        return querySourceSafe;
    }

    /** The {@code query_source} of metrics. */
    String metricSource() {
        return metricSource;
    }

    /** Null unless a subagent. */
    @Nullable
    String agentName() {
        return agentName;
    }

    boolean isBuiltIn() {
        return this != CUSTOM;
    }
}
