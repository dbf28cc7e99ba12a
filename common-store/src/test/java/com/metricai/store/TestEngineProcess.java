package com.metricai.store;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.store.clickhouse.ClickHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The embedded engine. */
record TestEngineProcess(EmbeddedClickHouse engine, Path directory) implements TestEngine {
    private static final long MAX_MEMORY = 1_000_000_000;

    static TestEngine start(Path directory) {
        try {
            Path library = EngineLibrary.ofThisMachine().install(System.err::println);
            return new TestEngineProcess(
                    EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(directory, library, 0, MAX_MEMORY)),
                    directory);
        } catch (EngineUnavailableException e) {
            return Assumptions.abort(e.toString());
        }
    }

    @Override
    public ClickHouse clickHouse() {
        return new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password());
    }

    @Override
    public int port() {
        return URI.create(engine.httpUrl()).getPort();
    }

    @Override
    public List<String> filesWith(String text) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> lowercase(each).contains(text.toLowerCase(Locale.ROOT)))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lowercase(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            // The engine removes its files while it runs.
            return "";
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
