package com.metricai.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code up} prints when it is ready. */
final class Announcement {
    private Announcement() {}

    /**
     * The lines.
     *
     * @param token only at the first start, because it is not stored
     * @param signIn none while what the dashboard shows is not all there: {@link #signIn} follows then
     */
    static List<String> lines(
            String ingestUrl, @Nullable String token, String dashboardUrl, @Nullable String signIn, Path data) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("metric-ai is running.");
        lines.add("");
        lines.add("  Ingest URL    " + ingestUrl);
        lines.add(
                token == null
                        ? "  Ingest token  shown at the first start; another one: ./metric-ai token create --label NAME"
                                + " --data " + data
                        : "  Ingest token  " + token + "   (shown this once)");
        lines.add("  Dashboard     " + dashboardUrl);
        lines.add(
                signIn == null
                        ? "  Sign in       the link follows when the demo history is counted, in a minute or two"
                        : signIn(signIn));
        lines.add("");
        if (token != null) {
            lines.addAll(settings(ingestUrl, token));
        }
        lines.add("Data: " + data + "   Log: " + data.resolve("logs").resolve("metric-ai.log") + "   ^C stops.");
        lines.add("");
        return lines;
    }

    /** The line with the way into the dashboard. */
    static String signIn(String loginLink) {
        return "  Sign in       " + loginLink + "   (once, within 15 minutes)";
    }

    private static List<String> settings(String ingestUrl, String token) {
        List<String> lines = new ArrayList<>();
        lines.add("Claude Code reports here with these lines in ~/.claude/settings.json:");
        lines.add("");
        lines.addAll(
                """
                {
                  "env": {
                    "CLAUDE_CODE_ENABLE_TELEMETRY": "1",
                    "OTEL_METRICS_EXPORTER": "otlp",
                    "OTEL_LOGS_EXPORTER": "otlp",
                    "OTEL_TRACES_EXPORTER": "otlp",
                    "CLAUDE_CODE_ENHANCED_TELEMETRY_BETA": "1",
                    "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json",
                    "OTEL_EXPORTER_OTLP_ENDPOINT": "%s",
                    "OTEL_EXPORTER_OTLP_HEADERS": "Authorization=Bearer %s"
                  }
                }""".formatted(ingestUrl, token).lines().map(line -> "  " + line).toList());
        lines.add("");
        return lines;
    }
}
