package com.metricai.clickhouse.embedded.http;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The child's command line.
 *
 * @param port 0 for a free one
 * @param maxMemoryBytes of a single statement
 */
public record EngineOptions(Path library, Path data, int port, String user, String database, long maxMemoryBytes) {

    /** Arguments from which {@link #parse} makes these options again. */
    public List<String> arguments() {
        return List.of(
                "--library", library.toString(),
                "--data", data.toString(),
                "--port", Integer.toString(port),
                "--user", user,
                "--database", database,
                "--max-memory", Long.toString(maxMemoryBytes));
    }

    /** @throws IllegalArgumentException for a missing argument or a number that is none */
    static EngineOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        return new EngineOptions(
                Path.of(required(values, "--library")),
                Path.of(required(values, "--data")),
                Integer.parseInt(required(values, "--port")),
                required(values, "--user"),
                required(values, "--database"),
                Long.parseLong(required(values, "--max-memory")));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("missing argument " + name);
        }
        return value;
    }
}
