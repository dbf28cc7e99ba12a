package com.metricai.consumer;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.Interpreter;
import com.metricai.otlp.Signal;
import com.metricai.otlp.decode.Decoder;
import com.metricai.otlp.envelope.Encoding;
import com.metricai.otlp.envelope.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The requests of a real client, kept in the project's {@code contract/otlp}, all sent on 2026-11-22. */
public final class Captures {
    /** When they are said to be received. */
    public static final Instant RECEIVED = Instant.parse("2026-11-22T22:00:00Z");

    private Captures() {}

    /** One request, as interpreted for an org. */
    public record Request(String scenario, Signal signal, Encoding encoding, Path file) {
        public Interpreted interpreted(String orgId) {
            return Interpreter.interpret(
                    envelope(orgId, signal, encoding, RECEIVED), Decoder.decode(signal, encoding, body()));
        }

        public byte[] body() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Envelope envelope(String orgId, Signal signal, Encoding encoding, Instant receivedAt) {
        return new Envelope(
                orgId,
                "token",
                signal,
                encoding,
                false,
                receivedAt,
                "00000000-0000-4000-8000-000000000001",
                "00000000-0000-4000-8000-000000000002",
                "test",
                "",
                "");
    }

    /** The JSON requests of the scenarios; of all of them when none is named. */
    public static List<Request> json(String... scenarios) {
        return requests(".json", Encoding.JSON, scenarios);
    }

    /** The protobuf requests, which are a session of their own. */
    public static List<Request> protobuf() {
        return requests(".bin", Encoding.PROTOBUF);
    }

    private static List<Request> requests(String extension, Encoding encoding, String... scenarios) {
        Path folder = folder();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(extension)
                            && !file.toString().endsWith(".headers.json")
                            && !file.toString().endsWith("summary.json"))
                    .filter(file -> scenarios.length == 0
                            || Arrays.asList(scenarios)
                                    .contains(folder.relativize(file).getName(0).toString()))
                    .sorted()
                    .map(file -> request(folder.relativize(file), file, encoding))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(Path relative, Path file, Encoding encoding) {
        String name = file.getFileName().toString();
        return new Request(
                relative.getName(0).toString(),
                Signal.ofWireName(name.substring(name.indexOf('-') + 1, name.indexOf('.'))),
                encoding,
                file);
    }

    private static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path captures = folder.resolve("contract").resolve("otlp");
            if (Files.isDirectory(captures)) {
                return captures;
            }
        }
        throw new IllegalStateException("contract/otlp is in no folder above this one");
    }
}
