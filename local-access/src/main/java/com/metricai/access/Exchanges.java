package com.metricai.access;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading and answering requests of the JDK's server. */
final class Exchanges {
    private static final int MAX_FORM_BYTES = 16 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Exchanges() {}

    static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head && bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(303, -1);
    }

    static Map<String, String> query(HttpExchange exchange) {
        return decoded(exchange.getRequestURI().getRawQuery());
    }

    /** What the nearest proxy says of where the request comes from; empty when none says an address. */
    static String forwardedFor(HttpExchange exchange) {
        List<String> lines = exchange.getRequestHeaders().getOrDefault("X-Forwarded-For", List.of());
        String all = lines.isEmpty() ? "" : lines.getLast();
        String last = all.substring(all.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : "";
    }

    /** The fields of a posted form; empty when it is longer than any login. */
    static Map<String, String> form(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
        return body.length > MAX_FORM_BYTES ? Map.of() : decoded(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> decoded(@Nullable String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : encoded == null ? new String[0] : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(fields, pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        try {
            fields.putIfAbsent(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // A stray % in one field says nothing about the others: it counts as absent.
            fields.remove(name);
        }
    }
}
