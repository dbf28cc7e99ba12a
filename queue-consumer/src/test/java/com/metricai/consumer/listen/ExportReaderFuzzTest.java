package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.metricai.consumer.Captures;
import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.MetricPoint;
import com.metricai.consumer.interpret.SpanRow;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a body holds, it is read within bounds or refused as not decodable. As a plain test it reads the captured
 * requests; the execution {@code fuzz} of this module's pom mutates them.
 */
class ExportReaderFuzzTest {
    /** The processor's time: what else runs on the machine is no fault of the decoder's. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** A body of a fuzzer has some kilobytes. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;
    private static final int LONGEST_NAME = 256;

    private record Kind(Signal signal, Encoding encoding, boolean gzip) {}

    private static final List<Kind> KINDS = Stream.of(false, true)
            .flatMap(gzip -> Arrays.stream(Encoding.values())
                    .flatMap(
                            encoding -> Arrays.stream(Signal.values()).map(signal -> new Kind(signal, encoding, gzip))))
            .toList();

    /** The first byte says what the others are. */
    static Stream<Arguments> captures() {
        return Stream.concat(Captures.json().stream(), Captures.protobuf().stream())
                .filter(request -> request.body().length < 32 * 1024)
                .map(request -> {
                    byte[] body = request.body();
                    byte[] input = new byte[1 + body.length];
                    input[0] = (byte) KINDS.indexOf(new Kind(request.signal(), request.encoding(), false));
                    System.arraycopy(body, 0, input, 1, body.length);
                    return Arguments.of((Object) input);
                });
    }

    @MethodSource("captures")
    @FuzzTest(maxDuration = "10s")
    void read_refusesOrKeepsWithinBounds(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Kind kind = KINDS.get(Math.floorMod(input[0], KINDS.size()));
        long started = CLOCK.getCurrentThreadCpuTime();
        try {
            check(ExportReader.read(
                    Exports.record(kind.signal, kind.encoding, kind.gzip, Arrays.copyOfRange(input, 1, input.length))));
        } catch (ContentFailure refused) {
            // "not interpretable" would be a bug of ours.
            assertThat(refused).hasMessageStartingWith("not decodable: ");
        }
        assertThat(Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - started)).isLessThan(LONGEST);
    }

    private static void check(Interpreted interpreted) {
        long dropped = interpreted.tally().counts().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("dropped:"))
                .mapToLong(entry -> entry.getValue())
                .sum();
        long kept = switch (interpreted) {
            case Interpreted.Spans spans -> {
                spans.rows().forEach(ExportReaderFuzzTest::check);
                yield spans.rows().size();
            }
            case Interpreted.Events events -> {
                events.rows().forEach(ExportReaderFuzzTest::check);
                yield events.rows().size();
            }
            case Interpreted.Metrics metrics -> {
                metrics.points().forEach(ExportReaderFuzzTest::check);
                yield metrics.points().size();
            }
        };
        assertThat(kept + dropped).isEqualTo(interpreted.decoded());
    }

    private static void check(SpanRow row) {
        amounts(row.durationMs(), row.inputTokens(), row.outputTokens(), row.cacheReadTokens(), row.blockedMs());
        names(
                row.name(),
                row.model(),
                row.tool(),
                row.identity().user(),
                row.identity().sessionId());
        assertThat(row.day()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    private static void check(EventRow row) {
        amounts(row.costMicros(), row.inputTokens(), row.outputTokens(), row.cacheReadTokens());
        names(
                row.name(),
                row.model(),
                row.tool(),
                row.identity().repo(),
                row.identity().team());
        assertThat(row.day()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(row.eventKey()).matches("[0-9a-f]{32}");
    }

    private static void check(MetricPoint point) {
        amounts(point.value());
        names(
                point.dimensions().model(),
                point.dimensions().agent(),
                point.dimensions().querySource());
        assertThat(point.dimensions().minute() % 60).isZero();
    }

    private static void amounts(long... amounts) {
        for (long amount : amounts) {
            assertThat(amount).isBetween(0L, LARGEST_AMOUNT);
        }
    }

    private static void names(String... names) {
        for (String name : names) {
            // "user:" before a user.id.
            assertThat(name.length()).isLessThanOrEqualTo(LONGEST_NAME + 5);
        }
    }
}
