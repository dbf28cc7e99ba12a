package com.metricai.faults;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells on every line that it is sent what its clocks say, and has something to wait for meanwhile, as a service does. */
final class ClockMain {
    private ClockMain() {}

    public static void main(String[] arguments) throws Exception {
        try (ScheduledExecutorService idle = Executors.newScheduledThreadPool(4);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (int i = 1; i <= 4; i++) {
                var _ = idle.scheduleAtFixedRate(() -> {}, i, 100, TimeUnit.MILLISECONDS);
            }
            while (in.readLine() != null) {
                System.out.printf(
                        Locale.ROOT,
                        "%d %d %d%n",
                        System.currentTimeMillis(),
                        Instant.now().toEpochMilli(),
                        System.nanoTime() / 1_000_000);
            }
            idle.shutdownNow();
        }
    }
}
