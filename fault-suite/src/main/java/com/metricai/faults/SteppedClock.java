package com.metricai.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The wall clock of a process, by a small library of our own ({@code stepped-clock.c}) that stands in front of libc and
 * adds what a file says. What measures durations goes on undisturbed, as it does when a machine's clock is set.
 */
final class SteppedClock {
    private static final String SOURCE = "stepped-clock.c";

    private SteppedClock() {}

    /** Builds the library; empty where there is no C compiler that can, or another system than Linux. */
    static Optional<Path> build(Path folder) {
        Path library = folder.resolve("stepped-clock.so");
        try (InputStream source = SteppedClock.class.getResourceAsStream("/" + SOURCE)) {
            Files.createDirectories(folder);
            Path file = folder.resolve(SOURCE);
            Files.copy(Objects.requireNonNull(source), file, StandardCopyOption.REPLACE_EXISTING);
            int code = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), file.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return code == 0 && System.getProperty("os.name").equals("Linux") ? Optional.of(library) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What a process must be started with so that its clock reads the file. */
    static Map<String, String> environment(Path library, Path file) {
        set(file, Duration.ZERO);
        return Map.of("LD_PRELOAD", library.toString(), "METRIC_AI_CLOCK", file.toString());
    }

    /** So far beside the machine's clock, from now on. */
    static void set(Path file, Duration offset) {
        ByteBuffer nanos = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(offset.toNanos())
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(nanos, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
