package com.metricai.standalone.e2e;

import com.metricai.otlp.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The requests of a real client, kept in {@code contract/otlp/<scenario>/NNN-<signal>.json} or {@code .bin}. */
final class Captures {
    /** The day on which all of them were made. */
    static final LocalDate CAPTURED = LocalDate.of(2026, 11, 22);

    private Captures() {}

    /** How far they are moved so that they were made yesterday: late enough for retention, and never in the future. */
    static Duration untilYesterday() {
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        return Duration.ofDays(ChronoUnit.DAYS.between(CAPTURED, yesterday));
    }

    static List<String> scenarios() {
        try (Stream<Path> folders = Files.list(folder().resolve("otlp"))) {
            return folders.filter(Files::isDirectory)
                    .map(Captures::name)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The requests of the scenarios in the order in which they were made, moved in time. */
    static List<Request> requests(Collection<String> scenarios, Duration shift) {
        List<Request> requests = new ArrayList<>();
        for (String scenario : scenarios) {
            files(scenario).forEach(file -> requests.add(Shift.by(shift, read(scenario, file))));
        }
        return requests;
    }

    static List<Request> only(List<Request> requests, Predicate<Signal> wanted) {
        return requests.stream()
                .filter(request -> wanted.test(request.signal()))
                .toList();
    }

    private static Request read(String scenario, Path file) {
        try {
            String name = name(file);
            Signal signal = Signal.ofWireName(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
            String headers =
                    Files.readString(file.resolveSibling(name.substring(0, name.indexOf('.')) + ".headers.json"));
            return new Request(
                    scenario + "/" + name,
                    signal,
                    name.endsWith(".bin"),
                    headers.contains("\"content-encoding\": \"gzip\""),
                    Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String scenario) {
        try (Stream<Path> files = Files.list(folder().resolve("otlp").resolve(scenario))) {
            return files.filter(file -> !name(file).endsWith(".headers.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The project's folder {@code contract}. */
    static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path contract = folder.resolve("contract");
            if (Files.isDirectory(contract.resolve("otlp"))) {
                return contract;
            }
        }
        throw new IllegalStateException("contract/otlp is in no folder above this one");
    }
}
