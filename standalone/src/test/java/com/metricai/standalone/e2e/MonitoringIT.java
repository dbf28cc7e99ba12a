package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus's rules and Grafana's board ask for is what the services tell of themselves. */
class MonitoringIT {
    private static final Path MONITORING = Path.of("..", "deploy", "monitoring");
    private static final Pattern RULE = Pattern.compile("^\\s*expr: (.*)$", Pattern.MULTILINE);
    private static final Pattern TARGET = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NO_NAMES = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\bby \\([^)]*\\)");
    /** With an underscore, unlike {@code up}, which is Prometheus's own; and no function. */
    private static final Pattern NAME = Pattern.compile("\\b[a-z0-9]+_[a-z0-9_]+\\b(?!\\()");

    @TempDir
    private Path folder;

    @Test
    void everyMetricThatIsAskedFor_isThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        asked.addAll(names(RULE, Files.readString(MONITORING.resolve("alerts.yml"))));
        asked.addAll(names(TARGET, Files.readString(MONITORING.resolve("grafana/boards/metric-ai.json"))));
        assertThat(asked).contains("ingest_intake_closed", "jvm_memory_used_bytes");

        try (Suite suite = Suite.start(folder)) {
            suite.postAll(Captures.requests(List.of("text"), Captures.untilYesterday()));
            Set<Integer> ports = Listening.ports(suite.pid());
            assertThat(ports).contains(suite.ingestPort, suite.dashboardPort);
            Await.noDifferences(Duration.ofMinutes(1), () -> missing(asked, suite, ports));
        }
    }

    private static List<String> missing(Set<String> asked, Suite suite, Set<Integer> ports) {
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(told(suite, ports));
        return List.copyOf(missing);
    }

    /** The broker and the engine listen as well, and have no such page. */
    private static Set<String> told(Suite suite, Set<Integer> ports) {
        Set<String> told = new TreeSet<>();
        for (int port : ports) {
            try {
                suite.metrics(port)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst("[{ ].*", ""))
                        .forEach(told::add);
            } catch (UncheckedIOException e) {
                // Another protocol's port.
            }
        }
        return told;
    }

    private static Set<String> names(Pattern expressions, String file) {
        return expressions
                .matcher(file)
                .results()
                .map(each -> NO_NAMES.matcher(each.group(1)).replaceAll(""))
                .flatMap(MonitoringIT::names)
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(String expression) {
        return NAME.matcher(expression).results().map(MatchResult::group);
    }
}
