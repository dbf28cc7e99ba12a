package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Who is let in, against a key server that rotates, forgets and fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessTest {
    private static final String ISSUER = "https://team.example";
    private static final String AUDIENCE = "our-application";
    private static final Duration KEY_CACHE = Duration.ofMillis(400);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<List<JWK>> published = new AtomicReference<>(List.of());
    private final AtomicInteger fetches = new AtomicInteger();
    private boolean outage;
    private final RSAKey key;
    private final RSAKey stranger;
    private final RSAKey second;
    private final ECKey elliptic;
    private final HttpServer keyServer;
    private ConfigurableApplicationContext service;

    AccessTest() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("key-1").generate();
        stranger = new RSAKeyGenerator(2048).keyID("key-2").generate();
        second = new RSAKeyGenerator(2048).keyID("key-4").generate();
        elliptic = new ECKeyGenerator(Curve.P_256).keyID("key-3").generate();
        keyServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeAll
    void start(@TempDir Path dir) {
        published.set(List.of(key, elliptic));
        keyServer.createContext("/certs", exchange -> {
            fetches.incrementAndGet();
            byte[] body = new JWKSet(published.get()).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(outage ? 503 : 200, outage ? -1 : body.length);
            if (!outage) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        keyServer.start();
        Path database = dir.resolve("a.db");
        Fixtures.fill(database);
        Map<String, String> settings = TestApi.settings(
                database,
                ISSUER,
                AUDIENCE,
                "http://127.0.0.1:" + keyServer.getAddress().getPort() + "/certs");
        settings.put("metric-ai.dashboard-api.access.key-cache", KEY_CACHE.toMillis() + "ms");
        settings.put("metric-ai.dashboard-api.access.key-refetch", "1ms");
        service = DashboardApi.start(Fixtures.NOON, settings);
    }

    @AfterAll
    void stop() {
        service.close();
        keyServer.stop(0);
        http.close();
    }

    @BeforeEach
    void allIsWell() {
        outage = false;
        published.set(List.of(key, elliptic));
    }

    @Test
    void header_cookieAndBearer_areAccepted() throws Exception {
        String token = signed(key, claims().build());
        assertThat(status("Cf-Access-Jwt-Assertion", token)).isEqualTo(200);
        assertThat(status("Cookie", "a=b; CF_Authorization=" + token)).isEqualTo(200);
        assertThat(status("Authorization", "Bearer " + token)).isEqualTo(200);
        assertThat(status("Authorization", "bearer " + token)).isEqualTo(200);
        assertThat(status("Authorization", "Basic " + token)).isEqualTo(401);
        assertThat(status("X-Token", token)).isEqualTo(401);
    }

    @Test
    void theFirstTokenPresent_isUsedAlone() throws Exception {
        String good = signed(key, claims().build());
        assertThat(status("Cf-Access-Jwt-Assertion", "junk", "Cookie", "CF_Authorization=" + good))
                .isEqualTo(401);
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cookie", "CF_Authorization=junk"))
                .isEqualTo(200);
        assertThat(status("Cookie", "CF_Authorization=junk", "Authorization", "Bearer " + good))
                .isEqualTo(401);
    }

    @Test
    void es256_isAccepted() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-3").build(), claims().build());
        jwt.sign(new ECDSASigner(elliptic));
        assertThat(status(jwt.serialize())).isEqualTo(200);
    }

    /** The signature must be one of a published key, whatever the header says or leaves out. */
    @Test
    void tokenWithoutAKeyId_isBelievedOnlyIfAPublishedKeySignedIt() throws Exception {
        for (RSAKey signer : List.of(key, stranger)) {
            SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims().build());
            jwt.sign(new RSASSASigner(signer));
            assertThat(status(jwt.serialize())).isEqualTo(signer.equals(key) ? 200 : 401);
        }
    }

    @Test
    void algNone_isRefused() {
        assertThat(status(new PlainJWT(claims().build()).serialize())).isEqualTo(401);
    }

    @Test
    void hs256WithThePublicKey_isRefused() throws Exception {
        for (byte[] secret : List.of(
                key.toRSAPublicKey().getEncoded(),
                key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims().build());
            jwt.sign(new MACSigner(secret));
            assertThat(status(jwt.serialize())).isEqualTo(401);
        }
    }

    @Test
    void otherRsaAlgorithms_areRefused() throws Exception {
        for (Algorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder((JWSAlgorithm) algorithm)
                            .keyID("key-1")
                            .build(),
                    claims().build());
            jwt.sign(new RSASSASigner(key));
            assertThat(status(jwt.serialize())).isEqualTo(401);
        }
    }

    @Test
    void wrongClaims_areRefused() throws Exception {
        assertThat(status(signed(key, claims().audience("another").build()))).isEqualTo(401);
        assertThat(status(signed(key, claims().audience(List.of()).build()))).isEqualTo(401);
        assertThat(status(signed(
                        key, claims().audience(List.of("another", AUDIENCE)).build())))
                .isEqualTo(200);
        assertThat(status(signed(key, claims().issuer("https://other.example").build())))
                .isEqualTo(401);
        assertThat(status(signed(key, claims().issuer(null).build()))).isEqualTo(401);
        assertThat(status(signed(key, claims().expirationTime(null).build()))).isEqualTo(401);
    }

    @Test
    void times_haveAMinuteOfSkew() throws Exception {
        assertThat(status(signed(key, claims().expirationTime(in(-59)).build())))
                .isEqualTo(200);
        assertThat(status(signed(key, claims().expirationTime(in(-61)).build())))
                .isEqualTo(401);
        assertThat(status(signed(key, claims().notBeforeTime(in(59)).build()))).isEqualTo(200);
        assertThat(status(signed(key, claims().notBeforeTime(in(61)).build()))).isEqualTo(401);
    }

    @Test
    void keysThatTheTokenBringsAlong_areNeitherFetchedNorBelieved() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] theirs = new JWKSet(stranger.toPublicJWK()).toString(true).getBytes(StandardCharsets.UTF_8);
        elsewhere.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(200, theirs.length);
            exchange.getResponseBody().write(theirs);
            exchange.close();
        });
        elsewhere.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/keys");
            for (String keyId : List.of("key-1", "key-2", url.toString(), "../../etc/passwd", "' OR 1=1 --")) {
                for (JWSHeader header : List.of(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(keyId)
                                .jwkURL(url)
                                .build(),
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(keyId)
                                .x509CertURL(url)
                                .build(),
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(keyId)
                                .jwk(stranger.toPublicJWK())
                                .build())) {
                    SignedJWT jwt = new SignedJWT(header, claims().build());
                    jwt.sign(new RSASSASigner(stranger));
                    assertThat(status(jwt.serialize())).as(header.toString()).isEqualTo(401);
                }
            }
            assertThat(visits).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void twoTokensInOnePlace_areRefused() throws Exception {
        String good = signed(key, claims().build());
        String other = signed(key, claims().claim("email", Fixtures.BOTH).build());
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cf-Access-Jwt-Assertion", other))
                .isEqualTo(401);
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cf-Access-Jwt-Assertion", good))
                .isEqualTo(401);
        assertThat(status("Authorization", "Bearer " + good, "Authorization", "Bearer " + other))
                .isEqualTo(401);
        assertThat(status("Cookie", "CF_Authorization=" + good + "; CF_Authorization=" + other))
                .isEqualTo(401);
        assertThat(status("Cookie", "CF_Authorization=" + good + "; CF_Authorization=" + good))
                .as("a browser repeats a cookie that was set for two paths")
                .isEqualTo(200);
    }

    @Test
    void headerAndCookieOfTwoPeople_areRefused() throws Exception {
        String good = signed(key, claims().build());
        String other = signed(key, claims().claim("email", Fixtures.BOTH).build());
        String older = signed(key, claims().expirationTime(in(300)).build());
        String expired = signed(
                key,
                claims().claim("email", Fixtures.BOTH).expirationTime(in(-300)).build());
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cookie", "CF_Authorization=" + other))
                .isEqualTo(401);
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Authorization", "Bearer " + other))
                .isEqualTo(401);
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cookie", "CF_Authorization=" + older))
                .as("another token of the same person")
                .isEqualTo(200);
        assertThat(status("Cf-Access-Jwt-Assertion", good, "Cookie", "CF_Authorization=" + expired))
                .as("a token that is not valid names nobody")
                .isEqualTo(200);
    }

    @Test
    void serviceToken_namesNobody() throws Exception {
        assertThat(status(signed(
                        key,
                        claims().claim("email", null)
                                .subject("")
                                .claim("common_name", "robot.access")
                                .build())))
                .isEqualTo(403);
    }

    @Test
    void addressThatTheProviderDoesNotVouchFor_isForbidden() throws Exception {
        assertThat(status(signed(key, claims().claim("email_verified", false).build())))
                .isEqualTo(403);
        assertThat(status(signed(key, claims().claim("email_verified", "false").build())))
                .isEqualTo(403);
        assertThat(status(signed(key, claims().claim("email_verified", true).build())))
                .isEqualTo(200);
    }

    @Test
    void addressThatLowerCaseMakesAlike_isSomebodyElse() throws Exception {
        // The Kelvin sign is k in lower case; both are letters of no member here.
        assertThat(status(signed(
                        key, claims().claim("email", "ADM\u0130N@acme.example").build())))
                .isEqualTo(403);
        assertThat(status(signed(
                        key, claims().claim("email", List.of(Fixtures.ADMIN)).build())))
                .isEqualTo(403);
    }

    @Test
    void changedOrBrokenTokens_areRefused() throws Exception {
        String[] parts = signed(key, claims().build()).split("\\.", -1);
        String other =
                signed(key, claims().claim("email", Fixtures.BOTH).build()).split("\\.", -1)[1];
        assertThat(status(parts[0] + "." + other + "." + parts[2])).isEqualTo(401);
        assertThat(status(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
        assertThat(status("a.b.c")).isEqualTo(401);
        assertThat(status("")).isEqualTo(401);
        assertThat(status("x".repeat(4_000))).isEqualTo(401);
    }

    @Test
    void foreignKey_isRefused_evenUnderAKnownId() throws Exception {
        assertThat(status(signed(stranger, claims().build()))).isEqualTo(401);
        RSAKey impostor = new RSAKey.Builder(stranger).keyID("key-1").build();
        assertThat(status(signed(impostor, claims().build()))).isEqualTo(401);
    }

    @Test
    void valid_butNobodyHere_isForbidden() throws Exception {
        assertThat(status(signed(key, claims().claim("email", Fixtures.STRANGER).build())))
                .isEqualTo(403);
        assertThat(status(signed(key, claims().claim("email", "").build()))).isEqualTo(403);
        assertThat(status(signed(key, claims().claim("email", null).build()))).isEqualTo(403);
        assertThat(status(signed(
                        key, claims().claim("email", " ADMIN@acme.example").build())))
                .isEqualTo(200);
    }

    @Test
    void newKey_isFetchedWhenATokenNeedsIt() throws Exception {
        assertThat(status(signed(key, claims().build()))).isEqualTo(200);
        published.set(List.of(key, second));
        assertThat(status(signed(second, claims().build()))).isEqualTo(200);
    }

    @Test
    void removedKey_isForgottenWithTheCache() throws Exception {
        String token = signed(key, claims().build());
        assertThat(status(token)).isEqualTo(200);
        published.set(List.of(second));
        Awaitility.await().until(() -> status(token) == 401);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void outage_knownKeysGoOn_unknownOnesAreRefused() throws Exception {
        String token = signed(key, claims().build());
        Awaitility.await().until(() -> status(token) == 200);
        outage = true;
        int before = fetches.get();
        // Past the cache's life: fetched again, in vain.
        Awaitility.await().until(() -> {
            assertThat(status(token)).isEqualTo(200);
            return fetches.get() > before;
        });
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(signed(stranger, claims().build()))).isEqualTo(401);
    }

    /** The first of all: in the minute at which the clock stands, one line is written. */
    @Test
    @Order(0)
    @ExtendWith(OutputCaptureExtension.class)
    void wrongAudience_isToldToTheOperatorOnceAMinute(CapturedOutput output) throws Exception {
        String token = signed(key, claims().audience("another").build());
        assertThat(status(token)).isEqualTo(401);
        assertThat(status(token)).isEqualTo(401);

        assertThat(output.getOut().lines().filter(line -> line.contains("METRIC_AI_ACCESS_AUDIENCE is " + AUDIENCE)))
                .singleElement()
                .asString()
                .contains("Its aud is [another]");
    }

    @Test
    void missingConfiguration_refusesToStart(@TempDir Path dir) {
        for (String setting : List.of("issuer", "audience", "jwks-url")) {
            Map<String, String> settings =
                    TestApi.settings(dir.resolve("b.db"), ISSUER, AUDIENCE, "http://127.0.0.1:1/");
            settings.put("metric-ai.dashboard-api.access." + setting, "");
            assertThatThrownBy(() -> DashboardApi.start(Fixtures.NOON, settings).close())
                    .as(setting)
                    .rootCause()
                    .hasMessageContaining("must be set");
        }
    }

    private int status(String token) {
        return status("Cf-Access-Jwt-Assertion", token);
    }

    private int status(String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(TestApi.base(service) + "/api/me"))
                .headers(headers)
                .build();
        HttpResponse<String> answer = TestApi.send(http, request);
        if (answer.statusCode() != 200) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json;charset=UTF-8");
        }
        return answer.statusCode();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .claim("email", Fixtures.ADMIN)
                .notBeforeTime(in(-10))
                .expirationTime(in(600));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static Date in(int seconds) {
        return Date.from(Fixtures.NOON.instant().plusSeconds(seconds));
    }
}
