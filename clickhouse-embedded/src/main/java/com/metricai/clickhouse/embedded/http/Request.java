package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request in ClickHouse's HTTP interface: everything but the user.
 *
 * @param rows what is to be inserted, when it is apart from the statement
 * @param database null for the engine's own
 * @param format of the answer, unless the statement names one
 * @param parameters values for placeholders {@code {name:Type}}
 */
record Request(
        SqlText sql,
        @Nullable InputStream rows,
        String queryId,
        @Nullable String database,
        String format,
        Map<String, String> parameters,
        Map<String, String> settings) {

    /** A statement that comes as text is held in memory, which the child has 128 MiB of. Rows in a binary format stream. */
    private static final int MAX_TEXT_BYTES = 16 * 1024 * 1024;

    private static final int NOT_IMPLEMENTED = 48;
    private static final int TOO_LARGE = 62;

    /** URL parameters that are no settings. */
    private static final Set<String> OWN_PARAMETERS = Set.of(
            "query",
            "database",
            "default_format",
            "query_id",
            "compress",
            "decompress",
            "user",
            "password",
            "quota_key",
            "role",
            "wait_end_of_query",
            "buffer_size",
            "client_protocol_version",
            "enable_http_compression",
            "network_compression_method",
            "http_write_exception_in_output_format",
            "stacktrace");

    private static final String PLACEHOLDER_PREFIX = "param_";

    static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> url = urlParameters(exchange);
        Headers headers = exchange.getRequestHeaders();
        refuseWhatIsNotOffered(url, headers);

        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        url.forEach((name, value) -> {
            if (name.startsWith(PLACEHOLDER_PREFIX)) {
                parameters.put(name.substring(PLACEHOLDER_PREFIX.length()), value);
            } else if (!OWN_PARAMETERS.contains(name)) {
                settings.put(name, value);
            }
        });

        SqlText sql = SqlText.of(url.getOrDefault("query", ""));
        InputStream rows = null;
        if (sql.sql().isBlank()) {
            sql = SqlText.of(text(exchange.getRequestBody()));
        } else {
            rows = unlessEmpty(exchange.getRequestBody());
            if (rows != null && !sql.isInsert()) {
                sql = SqlText.of(sql.sql() + "\n" + new String(text(rows), StandardCharsets.UTF_8));
                rows = null;
            }
        }
        return new Request(
                sql,
                rows,
                or(url.get("query_id"), UUID.randomUUID().toString()),
                either(headers.getFirst("X-ClickHouse-Database"), url.get("database")),
                or(either(headers.getFirst("X-ClickHouse-Format"), url.get("default_format")), "TabSeparated"),
                Map.copyOf(parameters),
                Map.copyOf(settings));
    }

    static Map<String, String> urlParameters(HttpExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!name.isEmpty()) {
                    parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    /** Better a clear refusal than bytes that the other side misreads. */
    private static void refuseWhatIsNotOffered(Map<String, String> url, Headers headers) {
        if ("1".equals(url.get("compress"))) {
            throw notOffered("compressed answers, set compress=false in the JDBC URL");
        }
        if ("1".equals(url.get("decompress")) || headers.getFirst("Content-Encoding") != null) {
            throw notOffered("compressed requests, set decompress=false in the JDBC URL");
        }
        if (url.containsKey("session_id")) {
            throw notOffered("sessions");
        }
        String type = headers.getFirst("Content-Type");
        if (type != null && type.startsWith("multipart/form-data")) {
            throw notOffered("multipart forms");
        }
    }

    private static ChdbException notOffered(String what) {
        return ChdbException.of(NOT_IMPLEMENTED, "NOT_IMPLEMENTED", "The embedded ClickHouse does not offer " + what);
    }

    private static byte[] text(InputStream body) throws IOException {
        byte[] text = body.readNBytes(MAX_TEXT_BYTES + 1);
        if (text.length > MAX_TEXT_BYTES) {
            throw ChdbException.of(
                    TOO_LARGE,
                    "SYNTAX_ERROR",
                    "The statement is longer than %d bytes: insert many rows in RowBinary".formatted(MAX_TEXT_BYTES));
        }
        return text;
    }

    private static @Nullable InputStream unlessEmpty(InputStream body) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(body, 1);
        int first = stream.read();
        if (first < 0) {
            return null;
        }
        stream.unread(first);
        return stream;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() ? second : first;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
