package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of all parts at once, by libfaketime (Debian: {@code apt install libfaketime}): it stands in front of
 * {@code clock_gettime}, which Java and the engine read the time of day from. What measures durations goes on undisturbed,
 * as it does when a machine's clock is set.
 */
final class SteppedClock {
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");

    private SteppedClock() {}

    /** The library, also where {@code METRIC_AI_FAKETIME} says. */
    static Optional<Path> library() {
        String named = System.getenv("METRIC_AI_FAKETIME");
        return (named == null ? LIBRARIES.stream() : java.util.stream.Stream.of(named))
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
    }

    static Map<String, String> environment(Path library, Path file) {
        set(file, 0);
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_DONT_RESET", "1");
    }

    /** So many seconds beside the machine's clock, a second from now. */
    static void set(Path file, long seconds) {
        try {
            Files.writeString(file, (seconds < 0 ? "" : "+") + seconds + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
