package com.metricai.service.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Something that is tried again until it works, as the log tells of it: one line when it first fails, one when it fails in
 * another way, none for all the tries between, and one when it works again. Any thread may report.
 */
public final class Outage {
    private final Logger log;
    private final String what;
    private final Class<? extends RuntimeException> away;

    private @Nullable Class<?> told;
    private long failures;

    /**
     * Nothing has failed yet.
     *
     * @param what is tried, for the beginning of a line
     * @param away the failure that was to be expected: its line has no stack
     */
    public Outage(Logger log, String what, Class<? extends RuntimeException> away) {
        this.log = log;
        this.what = what;
        this.away = away;
    }

    /** It failed once more. */
    public synchronized void failed(RuntimeException failure) {
        failures++;
        if (failure.getClass().equals(told)) {
            return;
        }
        told = failure.getClass();
        LoggingEventBuilder line = log.atWarn().addKeyValue("cause", causes(failure));
        if (!away.isInstance(failure)) {
            line = line.setCause(failure);
        }
        line.log("{} failed; it is tried again until it works, without another line", what);
    }

    /** It worked, as it nearly always does. */
    public synchronized void worked() {
        if (told != null) {
            log.atInfo().addKeyValue("failures", failures).log("{} works again", what);
            told = null;
            failures = 0;
        }
    }

    /** The message, and that of what lies at its bottom, in one line. */
    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable bottom = failure.getCause();
        if (bottom != null) {
            while (bottom.getCause() != null) {
                bottom = bottom.getCause();
            }
            text.append(": ").append(bottom);
        }
        String line = text.toString().strip().replaceAll("\\s+", " ");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
