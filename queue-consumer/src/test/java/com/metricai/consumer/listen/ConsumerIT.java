package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.consumer.Captures;
import com.metricai.consumer.ConsumerApplication;
import com.metricai.consumer.NaiveReader;
import com.metricai.kafka.embedded.EmbeddedKafka;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import com.metricai.store.TestEngine;
import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service between a real broker and real stores. */
class ConsumerIT {
    private static final String GROUP = "queue-consumer";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final byte[] MALFORMED = "{\"resourceLogs\":[".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path engineDirectory;

    private static TestEngine engine;

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private TestTopics topics;
    private Sqlite sqlite;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void startEngine() throws Exception {
        engine = TestEngine.start(Files.createDirectories(engineDirectory.resolve("engine")));
    }

    @AfterAll
    static void stopEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        topics = new TestTopics(kafka.bootstrapServers());
        sqlite = Sqlite.writer(directory.resolve("metric-ai.db"));
        log.start();
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        sqlite.close();
        topics.close();
        kafka.close();
    }

    @Test
    void exports_areStoredWithinSeconds() throws Exception {
        List<Captures.Request> requests = Captures.json("tools");
        NaiveReader expected = NaiveReader.of(requests);
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            for (Captures.Request request : requests) {
                topics.send(request.signal(), request.body());
            }
            await().atMost(SOON).until(() -> topics.committed(GROUP) == requests.size());

            assertThat(number("SELECT count(*) FROM spans")).isEqualTo(expected.spans.size());
            assertThat(number("SELECT count(*) FROM events"))
                    .isEqualTo(expected.events().size());
            assertThat(number("SELECT count(*) FROM outbox")).isZero();
            assertThat(number("SELECT count(*) FROM dirty_days")).isPositive();
            String session = expected.events().iterator().next().session();
            assertThat(TestEngine.number(
                            clickHouse(),
                            "SELECT sum(cost_micros) FROM metric_ai_metrics FINAL WHERE session_id = '" + session
                                    + "'"))
                    .isEqualTo(NaiveReader.sum(expected.points("cost.usage"), NaiveReader.Item::valueMicros));
            assertThat(topics.deadLetters()).isEmpty();
            assertThat(events("export stored"))
                    .hasSize(requests.size())
                    .allSatisfy(event -> assertThat(event.getKeyValuePairs().toString())
                            .contains("traceId=\"00000000-0000-4000-8000-000000000001\"")
                            .contains("requestId=\"00000000-0000-4000-8000-000000000002\""));
        }
    }

    @Test
    void malformedRecord_goesToTheDeadLettersAndNoOther() throws Exception {
        byte[] good = Captures.json("text").stream()
                .filter(request -> request.signal() == Signal.LOGS)
                .findFirst()
                .orElseThrow()
                .body();
        byte[] other = Captures.json("refusal").stream()
                .filter(request -> request.signal() == Signal.LOGS)
                .findFirst()
                .orElseThrow()
                .body();
        topics.send(Signal.LOGS, good);
        topics.send(Signal.LOGS, MALFORMED);
        topics.send(Signal.LOGS, other);
        try (ConfigurableApplicationContext context = run(clickHouse().url())) {
            await().atMost(SOON).until(() -> topics.committed(GROUP) == 3);

            assertThat(number("SELECT count(DISTINCT session_id) FROM events")).isEqualTo(2);
            List<ConsumerRecord<byte[], byte[]>> dead = topics.deadLetters();
            assertThat(dead).hasSize(1);
            assertThat(dead.getFirst().value()).isEqualTo(MALFORMED);
            assertThat(header(dead.getFirst(), "dead-letter-detail")).contains("not decodable");
            assertThat(dead.getFirst().headers())
                    .as("what may quote a body")
                    .noneMatch(header ->
                            header.key().contains("message") || header.key().contains("stacktrace"));
            assertThat(header(dead.getFirst(), "org-id")).isEqualTo("acme");
            assertThat(events("export refused")).as("once and three times more").hasSize(4);
            assertThat(events("export put to the dead letters"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getKeyValuePairs().toString())
                            .contains("orgId=\"acme\"")
                            .contains("traceId=\"00000000-0000-4000-8000-000000000001\""));
            assertThat(context.getBean(MeterRegistry.class)
                            .counter("metric_ai.dead_lettered")
                            .count())
                    .isEqualTo(1);
            assertThat(number("SELECT sum(records) FROM books WHERE outcome = 'duplicate'"))
                    .as("what lies before it is not stored again")
                    .isZero();
        }
    }

    @Test
    void deadLetter_isListedWithItsReasonAndOrigin() throws Exception {
        topics.send(Signal.LOGS, Captures.json("text").getFirst().body());
        topics.send(Signal.LOGS, MALFORMED);
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 1);
        }
        assertThat(text(
                        "SELECT org_id || ' ' || token_id || ' ' || signal || ' ' || reason || ' ' || attempts || ' ' || bytes"
                                + " || ' ' || content_type || ' ' || origin_partition || ' ' || origin_offset || ' ' || partition"
                                + " || ' ' || \"offset\" || ' ' || state || ' ' || trace_id FROM dead_letters"))
                .isEqualTo("acme token logs not_decodable 4 17 application/json 0 1 0 0 waiting"
                        + " 00000000-0000-4000-8000-000000000001");
        assertThat(text("SELECT detail FROM dead_letters")).startsWith("not decodable: ");
        assertThat(text("SELECT exception FROM dead_letters")).contains("Exception");
        assertThat(number("SELECT dead_at >= origin_at AND received_at = " + Captures.RECEIVED.toEpochMilli()
                        + " FROM dead_letters"))
                .isEqualTo(1);
    }

    @Test
    void replayAfterAMend_countsOnce_howeverOftenItIsReplayed() throws Exception {
        byte[] good = Captures.json("text").stream()
                .filter(request -> request.signal() == Signal.LOGS)
                .findFirst()
                .orElseThrow()
                .body();
        topics.send(Signal.LOGS, good);
        // What stands for a mistake of this software that a later version has mended: the store refuses the rows.
        refuseEvents();
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 1);
            assertThat(text("SELECT reason FROM dead_letters")).isEqualTo("refused_by_the_store");
            long id = number("SELECT id FROM dead_letters");

            ask(id, "replay");
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 2);
            assertThat(
                            text(
                                    "SELECT group_concat(state || ' ' || coalesce(replay_of, '-') ORDER BY id) FROM dead_letters"))
                    .as("nothing was mended yet")
                    .isEqualTo("replayed -,waiting " + id);
            assertThat(number("SELECT count(*) FROM events")).isZero();

            acceptEvents();
            ask(id + 1, "replay");
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM events") > 0);
            await().atMost(SOON).until(() -> topics.committed(GROUP) == 3);
            long events = number("SELECT count(*) FROM events");
            long micros = number("SELECT sum(cost_micros) FROM prompt_summary");

            // A death between publishing and noting it: it is asked for again.
            sqlite.jdbi()
                    .useTransaction(handle -> handle.execute(
                            "UPDATE dead_letters SET state = 'waiting', settled_at = NULL WHERE id = " + (id + 1)));
            await().atMost(SOON).until(() -> topics.committed(GROUP) == 4);
            assertThat(number("SELECT count(*) FROM events")).isEqualTo(events);
            assertThat(number("SELECT sum(cost_micros) FROM prompt_summary")).isEqualTo(micros);
            assertThat(number("SELECT sum(records) FROM books WHERE outcome = 'duplicate'"))
                    .isEqualTo(events);
            assertThat(number("SELECT sum(records) FROM books WHERE outcome = 'decoded'"))
                    .as("what was refused was not decoded, each replay that was stored was")
                    .isEqualTo(2 * events);
            assertThat(topics.deadLetters())
                    .as("four were appended: two stored, two dead letters")
                    .hasSize(2);
        }
    }

    @Test
    void deadLetters_areDiscarded_orGoneWhenTheTopicHasThemNoMore() throws Exception {
        topics.send(Signal.LOGS, MALFORMED);
        topics.send(Signal.METRICS, MALFORMED);
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 2);
            ask(1, "discard");
            await().atMost(SOON)
                    .until(() ->
                            text("SELECT state FROM dead_letters WHERE id = 1").equals("discarded"));
            topics.forgetDeadLetters();
            ask(2, "replay");
            await().atMost(SOON)
                    .until(() ->
                            text("SELECT state FROM dead_letters WHERE id = 2").equals("gone"));
            assertThat(number("SELECT count(*) FROM dead_letters WHERE settled_at IS NOT NULL"))
                    .isEqualTo(2);
            assertThat(topics.committed(GROUP))
                    .as("nothing was published again")
                    .isEqualTo(2);
        }
    }

    @Test
    void deadLetters_areGoneUnasked_whenTheTopicHasThemNoMore() throws Exception {
        topics.send(Signal.LOGS, MALFORMED);
        try (ConfigurableApplicationContext context =
                run(clickHouse().url(), "--metric-ai.consumer.note-gone-dead-letters-every=100ms")) {
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 1);
            topics.forgetDeadLetters();
            topics.send(Signal.LOGS, MALFORMED);
            await().atMost(SOON)
                    .until(() ->
                            text("SELECT state FROM dead_letters WHERE id = 1").equals("gone"));
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM dead_letters") == 2);
            assertThat(context.getBean(MeterRegistry.class)
                            .counter("metric_ai.dead_letters_settled", "outcome", "gone")
                            .count())
                    .isEqualTo(1);
            assertThat(text("SELECT state FROM dead_letters WHERE id = 2"))
                    .as("the topic has this one")
                    .isEqualTo("waiting");
        }
    }

    private void refuseEvents() {
        SqliteMigrations.migrate(sqlite.jdbi());
        sqlite.jdbi()
                .useHandle(handle -> handle.execute(
                        "CREATE TRIGGER refusing BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'refused'); END"));
    }

    private void acceptEvents() {
        sqlite.jdbi().useHandle(handle -> handle.execute("DROP TRIGGER refusing"));
    }

    /** As dashboard-api does for an operator. */
    private void ask(long id, String action) {
        sqlite.jdbi()
                .useTransaction(handle -> handle.execute(
                        "INSERT INTO dead_letter_requests (dead_letter_id, action, requested_by, requested_at) VALUES (?, ?, 'ops', 1)",
                        id,
                        action));
    }

    @Test
    void usageReports_countOnce_andUnreadableOnesAreLeftOut() throws Exception {
        Instant at = Instant.parse("2026-11-22T10:59:59.999Z");
        UsageReport first = report(1, new Usage("acme", "t", 3, 300, 1, 2, at));
        UsageReport second = report(
                2,
                new Usage("acme", "t", 1, 100, 0, 0, at.minusMillis(10)),
                new Usage("acme", "t", 10, 1000, 0, 0, at.plusMillis(1)));
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            topics.sendUsage(first.toJson());
            topics.sendUsage("{\"reporter\":\"x\"}".getBytes(StandardCharsets.UTF_8));
            topics.sendUsage(first.toJson());
            topics.sendUsage(second.toJson());
            topics.sendUsage(first.toJson());
            topics.sendUsage(new UsageReport("other", 1, at, List.of(new Usage("acme", "u", 1, 1, 0, 0, at))).toJson());
            await().atMost(SOON).until(() -> number("SELECT count(*) FROM usage_reporters") == 2);
        }
        List<String> hours = sqlite.jdbi()
                .withHandle(handle -> handle.select("SELECT token_id || ' ' || (hour / 3600000 % 24) || ' ' || requests"
                                + " || ' ' || bytes || ' ' || limited || ' ' || refused || ' ' || (last_at % 1000)"
                                + " FROM token_usage ORDER BY token_id, hour")
                        .mapTo(String.class)
                        .list());
        assertThat(hours).containsExactly("t 10 4 400 1 2 999", "t 11 10 1000 0 0 0", "u 10 1 1 0 0 999");
        assertThat(events("usage report left out: field tokens is missing")).hasSize(1);
        assertThat(number("SELECT count(*) FROM books")).isZero();
    }

    private static UsageReport report(long sequence, Usage... tokens) {
        return new UsageReport("reporter", sequence, Instant.parse("2026-11-22T11:00:00Z"), List.of(tokens));
    }

    @Test
    void clickHouseAway_holdsEverythingBackAndNothingIsRefusedForIt() throws Exception {
        List<Captures.Request> requests = Captures.json("subagent");
        NaiveReader expected = NaiveReader.of(requests);
        try (Door door = new Door(engine.port())) {
            // In one batch with what cannot be stored yet: it must not be tried for ever, nor take others with it.
            topics.send(Signal.LOGS, MALFORMED);
            for (Captures.Request request : requests) {
                topics.send(request.signal(), request.body());
            }
            topics.send(Signal.LOGS, MALFORMED);
            String away = clickHouse().url().replace(":" + engine.port() + "/", ":" + door.port() + "/");
            try (ConfigurableApplicationContext context = run(away)) {
                MeterRegistry registry = context.getBean(MeterRegistry.class);
                await().atMost(SOON)
                        .until(() ->
                                registry.counter("metric_ai.batches.not_stored").count() >= 3);
                assertThat(warnings()).hasSize(1).first().satisfies(line -> {
                    assertThat(line.getFormattedMessage()).startsWith("storing exports failed");
                    assertThat(line.getThrowableProxy()).isNull();
                    assertThat(line.getKeyValuePairs().toString()).contains("ConnectException");
                });
                assertThat(events("storing exports works again")).isEmpty();
                assertThat(topics.committed(GROUP)).isLessThanOrEqualTo(1);
                assertThat(topics.deadLetters()).hasSizeLessThanOrEqualTo(1);
                assertThat(number("SELECT count(*) FROM outbox")).isPositive();

                door.open();
                await().atMost(SOON).until(() -> topics.committed(GROUP) == requests.size() + 2);
                assertThat(topics.deadLetters())
                        .extracting(ConsumerRecord::value)
                        .containsOnly(MALFORMED);
                assertThat(topics.deadLetters()).hasSize(2);
                assertThat(events("storing exports works again")).hasSize(1);
                assertThat(number("SELECT count(*) FROM outbox")).isZero();
                assertThat(number("SELECT count(*) FROM events"))
                        .isEqualTo(expected.events().size());
                String session = expected.events().iterator().next().session();
                assertThat(TestEngine.number(
                                clickHouse(),
                                "SELECT sum(cost_micros) FROM metric_ai_metrics FINAL WHERE session_id = '" + session
                                        + "'"))
                        .isEqualTo(NaiveReader.sum(expected.points("cost.usage"), NaiveReader.Item::valueMicros));
            }
        }
    }

    @Test
    void sqliteLocked_isWaitedFor() throws Exception {
        List<Captures.Request> requests = Captures.json("text");
        try (ConfigurableApplicationContext _ = run(clickHouse().url())) {
            CountDownLatch locked = new CountDownLatch(1);
            CompletableFuture<Void> release = new CompletableFuture<>();
            Thread writer = Thread.ofPlatform()
                    .start(() -> sqlite.jdbi().useTransaction(handle -> {
                        handle.execute("INSERT INTO orgs (id, name, created_at) VALUES ('x', 'X', 1)");
                        locked.countDown();
                        release.join();
                    }));
            locked.await();
            for (Captures.Request request : requests) {
                topics.send(request.signal(), request.body());
            }
            await().atMost(SOON).until(() -> !events("storing exports failed").isEmpty());
            assertThat(topics.committed(GROUP)).isEqualTo(-1);
            release.complete(null);
            writer.join();
            await().atMost(SOON).until(() -> topics.committed(GROUP) == requests.size());
            assertThat(topics.deadLetters()).isEmpty();
            assertThat(number("SELECT count(*) FROM events"))
                    .isEqualTo(NaiveReader.of(requests).events().size());
        }
    }

    private ConfigurableApplicationContext run(String clickHouseUrl, String... more) {
        // Spring sets logging up anew; what was attached before that is gone.
        ApplicationListener<ApplicationPreparedEvent> listen = prepared -> logger().addAppender(log);
        return ConsumerApplication.builder()
                .listeners(listen)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--metric-ai.consumer.settle-dead-letters-every=100ms",
                                        "--metric-ai.consumer.database=" + directory.resolve("metric-ai.db"),
                                        "--metric-ai.consumer.bootstrap-servers=" + kafka.bootstrapServers(),
                                        "--metric-ai.consumer.clickhouse-url=" + clickHouseUrl,
                                        "--metric-ai.consumer.clickhouse-user="
                                                + clickHouse().user(),
                                        "--metric-ai.consumer.clickhouse-password="
                                                + clickHouse().password()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static ClickHouse clickHouse() {
        return engine.clickHouse();
    }

    private long number(String sql) {
        return sqlite.jdbi()
                .withHandle(
                        handle -> handle.select(sql).mapTo(Long.class).findOne().orElse(0L));
    }

    private String text(String sql) {
        return sqlite.jdbi()
                .withHandle(handle ->
                        handle.select(sql).mapTo(String.class).findOne().orElse(""));
    }

    private List<ILoggingEvent> events(String message) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getFormattedMessage().startsWith(message))
                .toList();
    }

    /** Of everything, but for the exports that are refused on purpose. */
    private List<ILoggingEvent> warnings() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .filter(event -> !event.getFormattedMessage().startsWith("export "))
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(BatchListener.class.getPackageName());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
    }
}
