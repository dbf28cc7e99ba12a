package com.metricai.ingest.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import com.metricai.otlp.envelope.UsageReport;
import com.metricai.otlp.envelope.UsageReport.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What requests over real HTTP leave behind on the topic of a real broker. */
class UsageOnTheTopicTest {
    private static final byte[] EMPTY_EXPORT = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private IngestRig rig;

    @BeforeEach
    void create() {
        rig = new IngestRig(directory).startKafka().createStore();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyAnswer_isReported_theLastOnesAtShutdown() throws Exception {
        rig.startIngest("--metric-ai.ingest.usage-report=200ms");
        awaitReady();
        for (int i = 0; i < 3; i++) {
            assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(200);
        }
        assertThat(rig.post("/v1/logs", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(rig.post("/v1/logs", EMPTY_EXPORT, "Authorization", "Bearer x")
                        .statusCode())
                .isEqualTo(401);
        await().until(() -> sum(Usage::requests) == 3 && sum(Usage::refused) == 1);
        assertThat(sum(Usage::bytes)).isEqualTo(6);
        rig.stopIngest();

        rig.startIngest("--metric-ai.ingest.usage-report=1h", "--metric-ai.ingest.rate-limit=1");
        awaitReady();
        int status = 0;
        while (status != 429) {
            status = rig.post("/v1/logs", EMPTY_EXPORT).statusCode();
        }
        rig.stopIngest();

        List<UsageReport> reports = rig.usage();
        assertThat(reports.getLast().sequence()).as("another process").isEqualTo(1);
        assertThat(reports.getLast().tokens()).singleElement().satisfies(usage -> {
            assertThat(usage.limited()).isEqualTo(1);
            assertThat(usage.tokenId()).isEqualTo(rig.tokenId("first"));
            assertThat(usage.orgId()).isEqualTo(IngestRig.ORG);
        });
    }

    @Test
    void brokerAwayForAWhile_losesNoCount() throws Exception {
        rig.startIngest("--metric-ai.ingest.usage-report=200ms");
        awaitReady();
        assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(200);
        await().until(() -> sum(Usage::requests) == 1);

        rig.stopKafka();
        for (int i = 0; i < 3; i++) {
            assertThat(rig.post("/v1/logs", EMPTY_EXPORT).statusCode()).isEqualTo(503);
        }
        rig.startKafka();
        await().atMost(Duration.ofSeconds(30)).until(() -> once(Usage::refused) == 3);
        assertThat(once(Usage::requests)).isEqualTo(1);
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(20)).until(() -> rig.statusOf("/actuator/health/readiness") == 200);
    }

    private long sum(ToLongFunction<Usage> field) {
        return rig.usage().stream()
                .flatMap(report -> report.tokens().stream())
                .mapToLong(field)
                .sum();
    }

    /** As the consumer counts: a report that came twice is one. */
    private long once(ToLongFunction<Usage> field) {
        return rig.usage().stream()
                .distinct()
                .flatMap(report -> report.tokens().stream())
                .mapToLong(field)
                .sum();
    }
}
