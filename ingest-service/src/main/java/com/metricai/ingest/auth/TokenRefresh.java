package com.metricai.ingest.auth;

import com.metricai.store.access.TokenDirectory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tokens again and again. A failure is logged once, and what was read before stays in force. */
public final class TokenRefresh implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TokenRefresh.class);

    private final TokenDirectory directory;
    private final Duration every;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("token-refresh").daemon().factory());
    private boolean failing;

    public TokenRefresh(TokenDirectory directory, Duration every) {
        this.directory = directory;
        this.every = every;
    }

    /** Begins at once, in a thread of its own: a store that is away delays nothing else. */
    public TokenRefresh start() {
        Future<?> _ = schedule.scheduleWithFixedDelay(this::refresh, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void refresh() {
        try {
            directory.refresh();
            if (failing) {
                log.info("the tokens can be read again");
                failing = false;
            }
        } catch (RuntimeException e) {
            if (!failing) {
                log.atWarn()
                        .addKeyValue("loaded", directory.isLoaded())
                        .setCause(e)
                        .log("the tokens could not be read; the last ones stay in force and it is tried again");
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
