package com.metricai.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the kernel says of a process, under {@code /proc}.
 *
 * @param residentBytes memory of its own. Pages of files that it maps, SQLite's database for one, are left out: they grow
 *     with the file, and the kernel takes them back when it needs them
 */
record Vitals(long residentBytes, long threads, long fileHandles) {
    private static final long KIB = 1024;

    /** Of a living process, on Linux. */
    static Vitals of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return of(status, open.count());
        }
    }

    static Vitals of(List<String> status, long fileHandles) {
        return new Vitals(number(status, "RssAnon:") * KIB, number(status, "Threads:"), fileHandles);
    }

    /** Zero when there is none: SQLite deletes its log when the last connection closes. */
    static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static long number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", 2)[0])
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in a process's status"));
    }
}
