package com.metricai.faults;

import com.metricai.otlp.Signal;
import com.metricai.standalone.demo.DemoExport;
import com.metricai.standalone.demo.DemoExports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An endless load: copies of what a real client sent, and among them exports made up by the demo's generator, running
 * totals, and bodies that nobody can read. Some are sent as protobuf, some zipped, and some a second time.
 */
final class Load {
    private static final LocalDate CAPTURED = LocalDate.of(2026, 11, 22);

    /** Left out: what was sent without session ids, which cannot be told apart; what a client repeated itself. */
    private static final List<String> LEFT_OUT = List.of("flags", "protobuf", "fault-429-twice");

    /** Of this capture's metrics it depends on the order what they come to: {@link RunningTotals} stand in for them. */
    private static final String RUNNING = "cumulative/";

    /** The generated history begins this long before today's end; retention's closed days are older. */
    private static final int GENERATED_DAYS = 28;

    /**
     * A captured body.
     *
     * @param paired whether it is the one metrics export of its capture that goes by the same sessions as its events
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Captured(String file, Signal signal, byte[] body, boolean paired) {}

    private final long seed;
    private final Random random;
    private final List<Captured> captured = new ArrayList<>();
    private Iterator<DemoExport> generated;
    private int history;
    private final RunningTotals running;
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
        running = new RunningTotals(Long.toString(seed), random);
        Set<String> paired = new HashSet<>();
        try (Stream<Path> files = Files.walk(contract.resolve("otlp"))) {
            files.filter(file -> file.toString().matches(".*/\\d+-(traces|logs|metrics)\\.json"))
                    .filter(file -> !LEFT_OUT.contains(scenario(file)))
                    .sorted()
                    .map(file -> read(file, paired))
                    .filter(one -> !(one.file().startsWith(RUNNING) && one.signal() == Signal.METRICS))
                    .forEach(captured::add);
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

    private static Captured read(Path file, Set<String> paired) {
        try {
            String name = name(file);
            Signal signal = Signal.ofWireName(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
            boolean isFirst = signal == Signal.METRICS && paired.add(scenario(file));
            return new Captured(scenario(file) + "/" + name, signal, Files.readAllBytes(file), isFirst);
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
        Export.Manner manner = new Export.Manner(random.nextInt(3) == 0, random.nextBoolean(), random.nextInt(20) == 0);
        if (made % 40 == 17) {
            return unreadable(manner);
        }
        if (made % 12 == 5) {
            return Export.of("running/" + made, Signal.METRICS, running.next(), manner);
        }
        if (made % 3 == 0 && generated.hasNext()) {
            return generated(manner);
        }
        if (next == captured.size()) {
            next = 0;
            copy++;
        }
        Captured one = captured.get(next++);
        // Every second time round, one metrics export of each capture belongs to the sessions that its events have.
        String file = one.paired() && copy % 2 == 0 ? "" : one.file();
        byte[] own = Copies.of(one.body(), one.signal(), seed + "/" + copy, file, later);
        return Export.of(copy + "/" + one.file(), one.signal(), own, manner);
    }

    private Export generated(Export.Manner manner) {
        if (!generated.hasNext()) {
            generated = history();
        }
        DemoExport one = generated.next();
        // As if all of it were of the last days: a quarter of the way, in whole days, so that the order stays.
        long age = ChronoUnit.DAYS.between(one.day(), LocalDate.now(ZoneOffset.UTC));
        Duration younger = Duration.ofDays(age <= 1 ? 0 : age - 1 - age * 6 / GENERATED_DAYS);
        byte[] own = Copies.of(one.body(), one.signal(), "made " + seed + "/" + history, "" + made, younger);
        return Export.of("made/" + made, one.signal(), own, manner);
    }

    /** JSON that ends in the middle, or protobuf whose first field is longer than the body. */
    private Export unreadable(Export.Manner manner) {
        String text = manner.protobuf()
                ? "\n\u007f" + seed + "/" + made
                : "{\"resourceLogs\":[{\"cut off\":\"" + seed + "/" + made;
        return Export.of(
                "unreadable/" + made,
                Signal.LOGS,
                text.getBytes(StandardCharsets.UTF_8),
                manner,
                new Facts.Unreadable());
    }
}
