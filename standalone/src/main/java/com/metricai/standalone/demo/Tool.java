package com.metricai.standalone.demo;

/** The tools of the story: how often, how long, how likely to fail, and whether a person may be asked first. */
enum Tool {
    READ("Read", 30, 14, 0.02, 70, 4200, false),
    BASH("Bash", 27, 2200, 0.09, 90, 900, true),
    EDIT("Edit", 16, 12, 0.04, 620, 210, true),
    GREP("Grep", 12, 60, 0.01, 80, 1500, false),
    WRITE("Write", 5, 10, 0.01, 2400, 150, true),
    GLOB("Glob", 5, 45, 0.01, 50, 700, false),
    WEB_FETCH("WebFetch", 2, 3200, 0.08, 110, 5200, true),
    MCP("mcp__tracker__search", 3, 800, 0.05, 130, 2600, false),
    AGENT("Agent", 0, 12, 0, 640, 1800, false);

    private final String wireName;
    private final int weight;
    private final int medianMillis;
    private final double failChance;
    private final int inputSize;
    private final int resultSize;
    private final boolean asks;

    Tool(
            String wireName,
            int weight,
            int medianMillis,
            double failChance,
            int inputSize,
            int resultSize,
            boolean asks) {
        this.wireName = wireName;
        this.weight = weight;
        this.medianMillis = medianMillis;
        this.failChance = failChance;
        this.inputSize = inputSize;
        this.resultSize = resultSize;
        this.asks = asks;
    }

    static Tool pick(Dice dice) {
        int left = dice.between(0, 99);
        for (Tool tool : values()) {
            left -= tool.weight;
            if (left < 0) {
                return tool;
            }
        }
        throw new IllegalStateException("the weights add up to less than 100");
    }

    /** As spans have it. */
    String wireName() {
        return wireName;
    }

    /** As events have it: the client keeps the names of MCP tools to itself. */
    String eventName() {
        return this == MCP ? "mcp_tool" : wireName;
    }

    String safeName() {
        return this == MCP ? "mcp_other" : wireName;
    }

    int medianMillis() {
        return medianMillis;
    }

    double failChance() {
        return failChance;
    }

    int inputSize() {
        return inputSize;
    }

    int resultSize() {
        return resultSize;
    }

    boolean asks() {
        return asks;
    }

    boolean isEdit() {
        return this == EDIT || this == WRITE;
    }

    /** The client's class of error. */
    String errorType() {
        return switch (this) {
            case BASH -> "ShellError";
            case AGENT -> "AgentApiErrorTerminationError";
            default -> "TelemetrySafeError";
        };
    }
}
