package com.metricai.standalone.e2e;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Content in captures: what people and models wrote, ran and read. None of it may be found anywhere afterwards. */
final class Needles {
    private static final Set<String> CONTENT = Set.of(
            "prompt",
            "prompt_text",
            "user_prompt",
            "response",
            "content",
            "output",
            "full_command",
            "bash_command",
            "file_path",
            "tool_input",
            "tool_parameters",
            "error");

    /** Stored under names of their own, although they are repeated in a tool's parameters. */
    private static final Set<String> STORED = Set.of("agent_type", "agent.name", "subagent_type", "model");

    /** Shorter ones could be found by chance. */
    private static final int SHORTEST = 7;

    /** A part is enough, and is found even where a copy was cut. */
    private static final int LONGEST = 40;

    private final Set<String> needles = new TreeSet<>();
    private final Set<String> stored = new TreeSet<>();

    static Set<String> of(List<Request> requests) {
        Needles found = new Needles();
        requests.forEach(
                request -> found.attributes(Suite.JSON.readTree(request.asJson().body())));
        found.needles.removeAll(found.stored);
        return found.needles;
    }

    private void attributes(JsonNode node) {
        String key = node.path("key").asString("");
        String value = node.path("value").path("stringValue").asString("");
        if (CONTENT.contains(key)) {
            add(value);
        } else if (STORED.contains(key)) {
            stored.add(value);
        }
        node.forEach(this::attributes);
    }

    private void add(String value) {
        if (value.startsWith("{")) {
            leaves(value);
        }
        // Lines as well: stores and logs escape line feeds.
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST && !line.equals("<REDACTED>"))
                .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                .forEach(needles::add);
    }

    /** The strings within a tool's input, which is JSON in a string. */
    private void leaves(String json) {
        try {
            leaves(Suite.JSON.readTree(json));
        } catch (JacksonException cutShort) {
            // Then its lines are needles, as of any text.
        }
    }

    private void leaves(JsonNode node) {
        if (node.isString()) {
            add(node.asString());
        }
        node.forEach(this::leaves);
    }
}
