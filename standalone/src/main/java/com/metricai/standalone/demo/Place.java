package com.metricai.standalone.demo;

/** A span by its ids: where an event happened, or what a span hangs under. */
record Place(String traceId, String spanId) {
    /** Outside of any span. */
    static final Place NONE = new Place("", "");

    Place child(Dice dice) {
        return new Place(traceId, dice.hex(16));
    }
}
