package com.metricai.standalone.demo;

/** The models of the story, with prices in hundredths of a micro-dollar per token: whole numbers, so that sums are exact. */
enum DemoModel {
    OPUS("claude-opus-4-8", 500, 2500, 50, 625, 19),
    SONNET("claude-sonnet-5", 300, 1500, 30, 375, 12),
    HAIKU("claude-haiku-5-5", 100, 500, 10, 125, 6);

    private final String id;
    private final int input;
    private final int output;
    private final int cacheRead;
    private final int cacheCreation;
    private final int millisPerToken;

    DemoModel(String id, int input, int output, int cacheRead, int cacheCreation, int millisPerToken) {
        this.id = id;
        this.input = input;
        this.output = output;
        this.cacheRead = cacheRead;
        this.cacheCreation = cacheCreation;
        this.millisPerToken = millisPerToken;
    }

    String id() {
        return id;
    }

    int millisPerToken() {
        return millisPerToken;
    }

    /** What a request costs, rounded half up to micro-dollars. */
    long costMicros(Tokens tokens) {
        long hundredths = tokens.input() * input
                + tokens.output() * output
                + tokens.cacheRead() * cacheRead
                + tokens.cacheCreation() * cacheCreation;
        return (hundredths + 50) / 100;
    }

    /** What one request used. */
    record Tokens(long input, long output, long cacheRead, long cacheCreation) {
        long total() {
            return input + output + cacheRead + cacheCreation;
        }
    }
}
