package com.metricai.standalone.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of one export. */
sealed interface Outcome {
    /** How long it took until this was known. */
    Duration took();

    /**
     * An answer over HTTP.
     *
     * @param contentType empty when there was none
     * @param body its beginning
     * @param location where a redirect leads to
     * @param date the server's time, where it tells it
     */
    record Answered(
            int status,
            String contentType,
            String body,
            @Nullable String location,
            @Nullable Instant date,
            Duration took)
            implements Outcome {}

    /** No answer. */
    record Failed(IOException failure, Duration took) implements Outcome {}
}
