package com.metricai.consumer.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.consumer.Captures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people wrote and tools read, taken from the captures that have it, is in no row. */
class PrivacyTest {
    private static final List<Captures.Request> WITH_CONTENT =
            Captures.json("text+content", "tools+content", "subagent+content", "big", "interactive");

    private static final Set<String> CONTENT = Set.of(
            "prompt",
            "prompt_text",
            "user_prompt",
            "response",
            "tool_input",
            "tool_parameters",
            "full_command",
            "file_path",
            "bash_command",
            "output",
            "content",
            "diff",
            "error",
            "description");

    private final JsonMapper json = new JsonMapper();

    @Test
    void rows_holdNoContent() {
        Set<String> needles = needles();
        assertThat(needles).hasSizeGreaterThan(20);
        StringBuilder rows = new StringBuilder();
        for (Captures.Request request : WITH_CONTENT) {
            Interpreted interpreted = request.interpreted("acme");
            rows.append(
                    switch (interpreted) {
                        case Interpreted.Spans spans -> spans.rows().toString();
                        case Interpreted.Events events -> events.rows().toString();
                        case Interpreted.Metrics metrics ->
                            metrics.points() + metrics.sessions().toString();
                    });
        }
        String stored = rows.toString();
        assertThat(needles)
                .allSatisfy(needle -> assertThat(stored.contains(needle))
                        .as("stored: %s", needle)
                        .isFalse());
    }

    /** Beginning and middle of every text of a content attribute, JSON in a text opened. */
    private Set<String> needles() {
        Set<String> needles = new HashSet<>();
        WITH_CONTENT.forEach(request -> collect(json.readTree(request.body()), needles));
        // Short words occur in names too; a single word is the name of an agent type or of a class of errors.
        needles.removeIf(needle -> needle.length() < 12 || needle.matches("<REDACTED>|[A-Za-z-]+"));
        return needles;
    }

    private void collect(JsonNode node, Set<String> needles) {
        if (node.isObject()
                && node.has("key")
                && node.has("value")
                && CONTENT.contains(node.get("key").asString())) {
            texts(node.get("value"), needles);
        }
        node.forEach(child -> collect(child, needles));
    }

    private void texts(JsonNode value, Set<String> needles) {
        if (!value.isString()) {
            value.forEach(child -> texts(child, needles));
            return;
        }
        String text = value.asString();
        if (text.startsWith("{")) {
            try {
                texts(json.readTree(text), needles);
                return;
            } catch (RuntimeException notJson) {
                needles.add(text.substring(0, Math.min(40, text.length())));
            }
        }
        needles.add(text.substring(0, Math.min(40, text.length())));
        int middle = text.length() / 2;
        needles.add(text.substring(middle, Math.min(middle + 40, text.length())));
    }
}
