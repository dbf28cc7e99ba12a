package com.metricai.standalone.demo;

import java.util.Locale;

/** The client's eight counters, in the order of its requests. Measured in whole units, {@code scale} of which make 1. */
enum ClientMetric {
    SESSION_COUNT("Count of CLI sessions started", "", 1),
    LINES_OF_CODE_COUNT(
            "Count of lines of code modified, with the 'type' attribute indicating whether lines were added or removed and"
                    + " the 'model' attribute indicating which model made the change",
            "",
            1),
    PULL_REQUEST_COUNT("Number of pull requests created", "", 1),
    COMMIT_COUNT("Number of git commits created", "", 1),
    COST_USAGE("Cost of the Claude Code session", "USD", 1_000_000),
    TOKEN_USAGE("Number of tokens used", "tokens", 1),
    CODE_EDIT_TOOL_DECISION(
            "Count of code editing tool permission decisions (accept/reject) for Edit, Write, and NotebookEdit tools",
            "",
            1),
    ACTIVE_TIME_TOTAL("Total active time in seconds", "s", 1000);

    private final String description;
    private final String unit;
    private final int scale;

    ClientMetric(String description, String unit, int scale) {
        this.description = description;
        this.unit = unit;
        this.scale = scale;
    }

    /** {@code claude_code.cost.usage} and so on: the last underscore of the constant is a dot on the wire. */
    String wireName() {
        String words = name().toLowerCase(Locale.ROOT);
        int dot = words.lastIndexOf('_');
        return "claude_code." + words.substring(0, dot) + "." + words.substring(dot + 1);
    }

    String description() {
        return description;
    }

    String unit() {
        return unit;
    }

    double value(long units) {
        return (double) units / scale;
    }

    /** The description of a metric, empty when it is none of these. */
    static String descriptionOf(String wireName) {
        for (ClientMetric metric : values()) {
            if (metric.wireName().equals(wireName)) {
                return metric.description;
            }
        }
        return "";
    }
}
