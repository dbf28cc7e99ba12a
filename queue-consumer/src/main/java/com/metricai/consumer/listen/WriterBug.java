package com.metricai.consumer.listen;

import com.metricai.store.clickhouse.ClickHouseAway;
import java.io.IOException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a mistake of ours, which fails as often as it is tried, from surroundings that will be better later. By patience:
 * only what failed {@link #PATIENCE} times in the same way, with no database, disk, connection or broker in it, is one.
 */
final class WriterBug {
    /** With the growing pauses between attempts, more than half a minute. */
    static final int PATIENCE = 10;

    private @Nullable String last;
    private int times;

    /** Notes a failure; whether it is a mistake of ours by now. */
    boolean isOne(RuntimeException failure) {
        String what = isAboutSurroundings(failure) ? null : inOneLine(failure);
        times = what != null && what.equals(last) ? times + 1 : 1;
        last = what;
        return what != null && times >= PATIENCE;
    }

    /** Something was written: what failed before does so no more. */
    void forget() {
        last = null;
        times = 0;
    }

    private static boolean isAboutSurroundings(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException
                    || cause instanceof IOException
                    || cause instanceof ClickHouseAway
                    || cause instanceof KafkaException
                    || cause instanceof Error
                    || cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** Without its message, which may quote a record. */
    private static String inOneLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        return root.getClass().getName() + (stack.length == 0 ? "" : " " + stack[0]);
    }
}
