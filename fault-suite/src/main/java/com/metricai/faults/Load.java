package com.metricai.faults;

import com.metricai.otlp.Signal;
import com.metricai.standalone.demo.DemoExport;
import com.metricai.standalone.demo.DemoExports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** An endless load: copies of what a real client sent, every third export made up by the demo's generator. */
final class Load {
    private static final LocalDate CAPTURED = LocalDate.of(2026, 11, 22);

    /**
     * Left out: running totals, whose sum depends on which of them arrived; and what was sent without session ids, which
     * cannot be told apart; what a client repeated itself. Protobuf is left to the tests of the path.
     */
    private static final List<String> LEFT_OUT = List.of("cumulative", "flags", "protobuf", "fault-429-twice");

    /** The generated history begins this long before today's end; retention's closed days are older. */
    private static final int GENERATED_DAYS = 28;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Captured(String file, Signal signal, byte[] body) {}

    private final long seed;
    private final Random random;
    private final List<Captured> captured = new ArrayList<>();
    private Iterator<DemoExport> generated;
    private int history;
    private final Duration later;
    private int copy;
    private int next;
    private int made;

    Load(Path contract, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        later = Duration.ofDays(ChronoUnit.DAYS.between(CAPTURED, today.minusDays(1)));
        generated = history();
        try (Stream<Path> files = Files.walk(contract.resolve("otlp"))) {
            files.filter(file -> file.toString().matches(".*/\\d+-(traces|logs|metrics)\\.json"))
                    .filter(file -> !LEFT_OUT.contains(scenario(file)))
                    .sorted()
                    .forEach(file -> captured.add(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another history each time: one lasts for some thousand exports. */
    private Iterator<DemoExport> history() {
        history++;
        return DemoExports.of(seed + history, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The folder of the capture. */
    private static String scenario(Path file) {
        return name(Objects.requireNonNull(file.getParent()));
    }

    private static Captured read(Path file) {
        try {
            String name = name(file);
            Signal signal = Signal.ofWireName(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
            return new Captured(scenario(file) + "/" + name, signal, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The next export; the same seed gives the same ones. */
    synchronized Export next() {
        made++;
        boolean gzip = random.nextBoolean();
        if (made % 3 == 0) {
            return generated(gzip);
        }
        if (next == captured.size()) {
            next = 0;
            copy++;
        }
        Captured one = captured.get(next++);
        String key = seed + "/" + copy;
        return export(copy + "/" + one.file(), one.signal(), one.body(), gzip, key, one.file(), later);
    }

    private Export generated(boolean gzip) {
        if (!generated.hasNext()) {
            generated = history();
        }
        DemoExport one = generated.next();
        // As if all of it were of the last days: a quarter of the way, in whole days, so that the order stays.
        long age = ChronoUnit.DAYS.between(one.day(), LocalDate.now(ZoneOffset.UTC));
        Duration younger = Duration.ofDays(age <= 1 ? 0 : age - 1 - age * 6 / GENERATED_DAYS);
        return export(
                "made/" + made, one.signal(), one.body(), gzip, "made " + seed + "/" + history, "" + made, younger);
    }

    private static Export export(
            String id, Signal signal, byte[] body, boolean gzip, String copy, String file, Duration later) {
        byte[] own = Copies.of(body, signal, copy, file, later);
        return new Export(id, signal, own, gzip, Facts.of(signal, own));
    }
}
