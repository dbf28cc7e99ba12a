package com.metricai.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code ./metric-ai up} and the process that it starts say to each other. The script has a file, the mark: empty at first,
 * not empty once everything was up, gone once the process ended on purpose. As long as the mark is there and not empty, the
 * script starts the process again, whatever it died of. And the process ends when the script is there no more.
 */
public final class Supervision {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final String UP = "up";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final @Nullable Path mark;
    private final long script;

    private Supervision(@Nullable Path mark, long script) {
        this.mark = mark;
        this.script = script;
    }

    /** Of the properties that the script gives: {@code metric-ai.mark}, a path, and {@code metric-ai.script}, its process id. */
    public static Supervision of(Properties properties) {
        String mark = properties.getProperty("metric-ai.mark");
        return mark == null
                ? new Supervision(null, 0)
                : new Supervision(Path.of(mark), Long.parseLong(properties.getProperty("metric-ai.script")));
    }

    /** Whether an earlier process of this script was up. */
    public boolean isRestart() {
        try {
            return mark != null && Files.size(mark) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Says that everything is up. */
    public void up() {
        if (mark != null && Files.exists(mark)) {
            try {
                Files.writeString(mark, UP);
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("should this process die, it will not be started again");
            }
        }
    }

    /** Says that this process ends on purpose: stopped, or refused to start. */
    public void over() {
        try {
            if (mark != null) {
                Files.deleteIfExists(mark);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("this process ends, and may be started again");
        }
    }

    /** Does something once the script is gone, kill -9 included: nobody would know then that this process still runs. */
    public void onScriptsEnd(Runnable action) {
        if (mark != null) {
            Thread.ofPlatform().daemon().name("script").start(() -> {
                if (awaitScriptsEnd()) {
                    LOG.warn("the script that started this process is gone: stopping");
                    action.run();
                }
            });
        }
    }

    private boolean awaitScriptsEnd() {
        try {
            // A process whose parent ended gets another one at once; whether the parent's id lives on says less.
            while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L) == script) {
                Thread.sleep(LOOK);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
