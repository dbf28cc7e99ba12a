package com.metricai.otlp;

/**
 * How a span ended.
 *
 * @param message free text by the client, which may quote content: never store it
 */
public record Status(StatusCode code, String message) {
    /** The status of a span that was sent without one. */
    public static final Status UNSET = new Status(StatusCode.UNSET, "");
}
