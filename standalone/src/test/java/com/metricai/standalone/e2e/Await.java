package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions, looking a few times a second. */
final class Await {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private Await() {}

    /** Until it holds; what cannot be reached yet does not hold. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            assertThat(System.nanoTime()).as("within " + limit + ": " + what).isLessThan(end);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Until there are none; else they are shown. */
    static void noDifferences(Duration limit, Supplier<List<String>> differences) {
        long end = System.nanoTime() + limit.toNanos();
        List<String> left = differences.get();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            left = differences.get();
        }
        assertThat(left).as("differences after " + limit).isEmpty();
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
