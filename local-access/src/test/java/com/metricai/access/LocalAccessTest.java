package com.metricai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.metricai.access.LocalAccess.Config;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LocalAccessTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock NOON = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String DASHBOARD = "http://127.0.0.1:8080/prompts?user=a";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private LocalAccess access;

    @BeforeEach
    void start() {
        access = LocalAccess.start(new Config(dir, "127.0.0.1", 0, null), NOON);
    }

    @AfterEach
    void stop() {
        access.close();
        http.close();
    }

    @Test
    void token_isSignedByThePublishedKey() throws Exception {
        SignedJWT jwt = SignedJWT.parse(AccessTokens.open(dir, NOON).issue("Ada@Example.org", Duration.ofHours(1)));
        JWKSet keys = JWKSet.parse(get(access.jwksUrl()).body());
        assertThat(keys.containsNonPublicKeys()).isFalse();
        assertThat(jwt.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(jwt.getJWTClaimsSet().getStringClaim("email")).isEqualTo("ada@example.org");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(access.issuer());
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(access.audience());
        assertThat(jwt.getJWTClaimsSet().getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void chosenAudience_isThatOfTheTokens(@TempDir Path other) throws Exception {
        Config config = new Config(other, "127.0.0.1", 0, null, null, "team", null);
        try (LocalAccess chosen = LocalAccess.start(config, NOON)) {
            assertThat(chosen.audience()).isEqualTo("team");
        }
        SignedJWT jwt = SignedJWT.parse(AccessTokens.open(other, NOON).issue("a@example.org", Duration.ofHours(1)));
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("team");
    }

    @Test
    void restart_keepsKeyAndAudience() {
        String audience = access.audience();
        String certs = get(access.jwksUrl()).body();
        restart(null);
        assertThat(access.audience()).isEqualTo(audience);
        assertThat(get(access.jwksUrl()).body()).isEqualTo(certs);
    }

    @Test
    void key_isReadableByItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(dir.resolve("access").resolve("signing-key.jwk"))))
                .isEqualTo("rw-------");
    }

    @Test
    void open_beforeTheFirstStart_saysWhatToDo() {
        assertThatThrownBy(() -> AccessTokens.open(dir.resolve("empty"), NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start the suite once");
    }

    @Test
    void login_setsTheCookieAndLeadsBack() throws Exception {
        HttpResponse<String> answer = login("Ada@Example.org", "", DASHBOARD);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(DASHBOARD);
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("CF_Authorization=")
                .contains("; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400")
                .doesNotContain("Secure");
        String token = cookie.substring("CF_Authorization=".length(), cookie.indexOf(';'));
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("email"))
                .isEqualTo("ada@example.org");
    }

    @Test
    void login_neverLeadsToAnotherSite() {
        HttpResponse<String> answer = login("ada@example.org", "", "https://evil.example/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(get(access.loginUrl() + "?redirect_url=https://evil.example/")
                        .body())
                .doesNotContain("evil.example");
    }

    @Test
    void loginOfAConfiguredDashboard_leadsThereAlone() {
        access.close();
        access = LocalAccess.start(new Config(dir, "127.0.0.1", 0, null, null, null, "http://127.0.0.1:8080/"), NOON);
        assertThat(login("ada@example.org", "", DASHBOARD).headers().firstValue("Location"))
                .contains(DASHBOARD);
        HttpResponse<String> elsewhere = login("ada@example.org", "", "http://127.0.0.1:9999/");
        assertThat(elsewhere.headers().firstValue("Location")).isEmpty();
        assertThat(elsewhere.body())
                .contains("<a href=\"http://127.0.0.1:8080/\">Open the dashboard</a>")
                .doesNotContain("9999", ">Sign in<");
    }

    @Test
    void login_byAnotherSitesForm_isRefused() {
        HttpRequest request = form("ada@example.org", "", DASHBOARD)
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void login_needsAnAddress() {
        HttpResponse<String> answer = login("<b>\"nobody", "", DASHBOARD);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("&lt;b&gt;&quot;nobody").contains("role=\"alert\"");
    }

    @Test
    void loginPage_asksForAPasswordOnlyWhenOneIsSet() {
        assertThat(get(access.loginUrl()).body())
                .contains("type=\"email\"", "whoever reaches this port on this machine can sign in", "admin@localhost")
                .doesNotContain("type=\"password\"");
        restart("secret");
        assertThat(get(access.loginUrl()).body())
                .contains("type=\"email\"", "type=\"password\"")
                .doesNotContain("whoever reaches");
    }

    @Test
    void loginPage_letsTheFormLeadToTheDashboard() {
        HttpResponse<String> page = get(access.loginUrl() + "?redirect_url=" + encoded(DASHBOARD));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self' http://127.0.0.1:8080")
                .contains("frame-ancestors 'none'");
        assertThat(page.body()).contains("value=\"http://127.0.0.1:8080/prompts?user=a\"");
    }

    @Test
    void password_isChecked_andGuessingStops() {
        restart("secret");
        assertThat(login("ada@example.org", "secret", DASHBOARD).statusCode()).isEqualTo(303);
        for (int i = 0; i < 10; i++) {
            assertThat(login("ada@example.org", "guess" + i, DASHBOARD).statusCode())
                    .isEqualTo(403);
        }
        assertThat(login("ada@example.org", "secret", DASHBOARD).statusCode()).isEqualTo(429);
    }

    @Test
    void wrongPassword_isLogged_withoutThePasswordAndTheName() {
        restart("secret");
        Logger logger = (Logger) LoggerFactory.getLogger(LoginHandler.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            login("ada@example.org", "secret", DASHBOARD);
            assertThat(lines.list).isEmpty();
            send(form("ada@example.org", "guess", DASHBOARD)
                    .header("X-Forwarded-For", "10.0.0.1, 203.0.113.9")
                    .build());
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getMessage()).isEqualTo("wrong password");
            assertThat(line.getKeyValuePairs().toString())
                    .contains("ip=\"127.0.0.1\"", "forwardedFor=\"203.0.113.9\"")
                    .doesNotContain("guess", "ada");
        });
    }

    @Test
    void withoutPassword_onlyLoopback() {
        assertThatThrownBy(() -> LocalAccess.start(new Config(dir, "0.0.0.0", 0, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set a password");
        assertThatThrownBy(() -> LocalAccess.start(new Config(dir, "0.0.0.0", 0, " ")))
                .isInstanceOf(IllegalArgumentException.class);
        access.close();
        access = LocalAccess.start(new Config(dir, "0.0.0.0", 0, "secret"));
        assertThat(access.issuer()).startsWith("http://127.0.0.1:");
    }

    @Test
    void takenPort_saysWhatToDo() {
        int port = URI.create(access.issuer()).getPort();
        assertThatThrownBy(() -> LocalAccess.start(new Config(dir, "127.0.0.1", port, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is taken");
    }

    @Test
    void publicUrl_isTheIssuer_overHttpsTheCookieIsSecure() {
        access.close();
        access = LocalAccess.start(new Config(dir, "127.0.0.1", 0, null, "https://127.0.0.1:9/", null, null));
        assertThat(access.issuer()).isEqualTo("https://127.0.0.1:9");
        HttpRequest request = HttpRequest.newBuilder(URI.create(access.jwksUrl().replace("certs", "login")))
                .POST(HttpRequest.BodyPublishers.ofString("email=a%40b.c"))
                .build();
        assertThat(send(request).headers().firstValue("Set-Cookie").orElseThrow())
                .endsWith("; Secure");
    }

    @Test
    void loginLink_worksOnce() {
        String link = access.loginLink("admin@localhost", DASHBOARD);
        HttpResponse<String> first = get(link);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains(DASHBOARD);
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("CF_Authorization=ey");
        HttpResponse<String> second = get(link);
        assertThat(second.statusCode()).isEqualTo(403);
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
        assertThatThrownBy(() -> access.loginLink("admin@localhost", "https://evil.example/"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loginCode_isShortLived() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        LoginCodes codes = new LoginCodes(new SteppingClock(now));
        String inTime = codes.grant("a@b.c", DASHBOARD);
        String late = codes.grant("a@b.c", DASHBOARD);
        now.set(NOW.plusSeconds(14 * 60));
        assertThat(codes.redeem(inTime)).isPresent();
        now.set(NOW.plusSeconds(16 * 60));
        assertThat(codes.redeem(late)).isEmpty();
    }

    @Test
    void logout_endsTheCookie() {
        HttpResponse<String> answer =
                get(access.issuer() + "/cdn-cgi/access/logout?redirect_url=" + encoded(DASHBOARD));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("CF_Authorization=;")
                .contains("Max-Age=0");
    }

    private void restart(@Nullable String password) {
        access.close();
        access = LocalAccess.start(new Config(dir, "127.0.0.1", 0, password), NOON);
    }

    private HttpResponse<String> login(String email, String password, String redirectUrl) {
        return send(form(email, password, redirectUrl).build());
    }

    private HttpRequest.Builder form(String email, String password, String redirectUrl) {
        return HttpRequest.newBuilder(URI.create(access.loginUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=" + encoded(email) + "&password=" + encoded(password)
                        + "&redirect_url=" + encoded(redirectUrl)));
    }

    private HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static final class SteppingClock extends Clock {
        private final AtomicReference<Instant> now;

        SteppingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
