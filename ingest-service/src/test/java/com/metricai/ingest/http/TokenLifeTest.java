package com.metricai.ingest.http;

import static com.metricai.ingest.http.ExportContractTest.assertStatus;
import static com.metricai.ingest.http.ExportContractTest.awaitReady;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.metricai.ingest.IngestRig;
import com.metricai.store.access.IngestToken;
import com.metricai.store.access.NewToken;
import com.metricai.store.access.TokenTerms;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A token from its making to its end, and what it may send, over real HTTP. */
class TokenLifeTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static IngestRig rig;

    /** The time of ingest, which the tests move. */
    @Configuration(proxyBeanMethods = false)
    static class MovableTime {
        @Bean
        @Primary
        Clock movableClock() {
            InstantSource time = () -> Instant.now().plus(AHEAD.get());
            return time.withZone(ZoneOffset.UTC);
        }
    }

    @BeforeAll
    static void start() {
        rig = new IngestRig(directory).startKafka().createStore().startIngest(MovableTime.class);
        awaitReady(rig);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void newToken_isTakenWithin5Seconds_andARevokedOneRefused() throws Exception {
        NewToken token = create(null, null);
        await().atMost(SOON).until(() -> status(token.secret()) == 200);

        rig.tokens().revoke(IngestRig.ORG, token.token().id(), IngestRig.TESTER);
        await().atMost(SOON).until(() -> status(token.secret()) == 401);
        assertThat(new String(post(token.secret()).body(), UTF_8)).contains("unknown, revoked or expired");
        assertThat(post(new IngestToken(rig.token())).statusCode()).isEqualTo(200);
    }

    @Test
    void typo_isToldApartFromARevokedToken() throws Exception {
        HttpResponse<byte[]> response = post(new IngestToken(rig.token() + "x"));
        assertStatus(response, 401, 16);
        assertThat(new String(response.body(), UTF_8)).contains("this is no ingest token of metric-ai");
    }

    @Test
    void rotatedToken_worksBesideItsSuccessorForTheOverlap() throws Exception {
        NewToken old = create(null, null);
        NewToken fresh = rig.tokens()
                .rotate(IngestRig.ORG, old.token().id(), Duration.ofDays(1), IngestRig.TESTER)
                .fresh();
        await().atMost(SOON).until(() -> status(fresh.secret()) == 200);
        assertThat(status(old.secret())).isEqualTo(200);

        AHEAD.set(Duration.ofDays(1));
        try {
            assertThat(status(old.secret())).as("at the end of the overlap").isEqualTo(401);
            assertThat(status(fresh.secret())).isEqualTo(200);
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    @Test
    void expiry_isAtItsInstant() throws Exception {
        Instant end = Instant.now().plus(Duration.ofDays(90));
        NewToken token = create(end, null);
        await().atMost(SOON).until(() -> status(token.secret()) == 200);

        try {
            AHEAD.set(Duration.between(Instant.now(), end).minusMinutes(1));
            assertThat(status(token.secret())).isEqualTo(200);
            AHEAD.set(Duration.between(Instant.now(), end));
            assertThat(status(token.secret())).as("no refresh needed").isEqualTo(401);
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    @Test
    void everyAnswer_tellsTheServersTime() throws Exception {
        AHEAD.set(Duration.ofDays(10));
        try {
            HttpResponse<byte[]> response = post(new IngestToken(rig.token()));
            ZonedDateTime date = ZonedDateTime.parse(
                    response.headers().firstValue("date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
            assertThat(date.toInstant())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(10)).minusSeconds(10),
                            Instant.now().plus(Duration.ofDays(10)));
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    @Test
    void tooManyRequests_are429InTheTypeOfTheRequest_untilTheLimitIsRaised() throws Exception {
        NewToken token = create(null, 1L);
        await().until(() -> status(token.secret()) == 429);
        await().until(() -> {
            HttpResponse<byte[]> response = post(token.secret());
            if (response.statusCode() != 429) {
                return false;
            }
            assertStatus(response, 429, 8);
            assertThat(new String(response.body(), UTF_8)).contains("more than 1 requests per second");
            return true;
        });
        await().until(() -> {
            HttpResponse<byte[]> response = rig.post(
                    "/v1/logs",
                    new byte[0],
                    "Authorization",
                    "Bearer " + token.secret().text(),
                    "Content-Type",
                    "application/x-protobuf");
            assertThat(response.headers().firstValue("content-type")).contains("application/x-protobuf");
            return response.statusCode() == 429;
        });

        rig.tokens()
                .change(
                        IngestRig.ORG,
                        token.token().id(),
                        TokenTerms.labelled("t"),
                        token.token().version(),
                        IngestRig.TESTER);
        await().atMost(SOON).until(() -> {
            for (int i = 0; i < 10; i++) {
                if (status(token.secret()) != 200) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void tooManyBytes_are429_alsoWhenTheirNumberIsNotAnnounced_andTheOrgCanBeLimitedToo() throws Exception {
        rig.access().ensureOrg("small", "Small");
        rig.sqlite().jdbi().useHandle(h -> h.execute("UPDATE orgs SET bytes_per_second = 10 WHERE id = 'small'"));
        NewToken token = rig.tokens().create("small", TokenTerms.labelled("t"), IngestRig.TESTER);
        await().atMost(SOON).until(() -> status(token.secret()) == 200);
        byte[] large = new byte[64 * 1024 * 1024 - 1000];
        assertThat(post(token.secret(), large).statusCode())
                .as("the largest body is possible")
                .isEqualTo(200);

        HttpResponse<byte[]> announced = post(token.secret(), new byte[50_000]);
        assertStatus(announced, 429, 8);
        assertThat(new String(announced.body(), UTF_8)).contains("this org", "10 bytes per second");
        HttpResponse<byte[]> chunked = rig.send(
                rig.request("/v1/logs", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[50_000])))
                        .setHeader("Authorization", "Bearer " + token.secret().text()));
        assertStatus(chunked, 429, 8);
        await().until(() -> rig.get("/actuator/prometheus").contains("ingest_in_flight_bytes 0.0"));
    }

    private static NewToken create(@Nullable Instant expiresAt, @Nullable Long requestsPerSecond) {
        TokenTerms terms = new TokenTerms("t", expiresAt, "", "", requestsPerSecond, null);
        return rig.tokens().create(IngestRig.ORG, terms, IngestRig.TESTER);
    }

    private static int status(IngestToken token) throws Exception {
        return post(token).statusCode();
    }

    private static HttpResponse<byte[]> post(IngestToken token) throws Exception {
        return post(token, "{}".getBytes(UTF_8));
    }

    private static HttpResponse<byte[]> post(IngestToken token, byte[] body) throws Exception {
        return rig.post("/v1/logs", body, "Authorization", "Bearer " + token.text());
    }
}
