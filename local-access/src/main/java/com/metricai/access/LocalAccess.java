package com.metricai.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The running identity provider. */
public final class LocalAccess implements AutoCloseable {
    private static final String CERTS = "/cdn-cgi/access/certs";

    /**
     * Where and how it listens.
     *
     * @param dataDir where the key pair and the audience are kept; made when missing
     * @param host the address to listen at
     * @param port 0 for any free one
     * @param password what everyone must know to log in; null: any address logs in, on this machine only
     * @param publicUrl how browsers reach it, which is the issuer too; null: {@code http://host:port}
     * @param audience the {@code aud} of its tokens; null: a random one, kept in the data directory
     * @param dashboardUrl the dashboard, the only place that a login then leads to; null: any page on this machine or on the
     *     host that the login page was asked at
     */
    public record Config(
            Path dataDir,
            String host,
            int port,
            @Nullable String password,
            @Nullable String publicUrl,
            @Nullable String audience,
            @Nullable String dashboardUrl) {
        public Config(Path dataDir, String host, int port, @Nullable String password) {
            this(dataDir, host, port, password, null, null, null);
        }

        @Override
        public String toString() {
            return "Config[" + dataDir + ", " + host + ":" + port + (password == null ? "" : ", with password") + "]";
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final AccessTokens tokens;
    private final LoginCodes codes;
    private final String issuer;
    private final String audience;
    private final String jwksUrl;

    private LocalAccess(Config config, HttpServer server, Clock clock) {
        AccessFiles files = new AccessFiles(config.dataDir());
        RSAKey key = files.ensureKey();
        this.server = server;
        this.audience = config.audience() == null ? files.ensureAudience() : files.writeAudience(config.audience());
        String base = "http://" + urlHost(server.getAddress().getAddress()) + ":"
                + server.getAddress().getPort();
        this.issuer = config.publicUrl() == null ? base : config.publicUrl().replaceAll("/+$", "");
        this.jwksUrl = base + CERTS;
        files.writeIssuer(issuer);
        this.tokens = new AccessTokens(key, issuer, audience, clock);
        this.codes = new LoginCodes(clock);

        String certs = new JWKSet(key).toString(true);
        server.createContext(CERTS, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
                Exchanges.answer(exchange, 200, "application/json", certs);
            }
        });
        PasswordCheck password = config.password() == null ? null : new PasswordCheck(config.password(), clock);
        server.createContext(
                "/",
                new LoginHandler(
                        tokens,
                        codes,
                        password,
                        URI.create(issuer),
                        config.dashboardUrl() == null ? null : URI.create(config.dashboardUrl())));
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts listening.
     *
     * @throws IllegalArgumentException when it would answer beyond this machine without a password
     * @throws IllegalStateException when the port is taken
     */
    public static LocalAccess start(Config config) {
        return start(config, Clock.systemUTC());
    }

    static LocalAccess start(Config config, Clock clock) {
        try {
            InetAddress address = InetAddress.getByName(config.host());
            if (!address.isLoopbackAddress()
                    && (config.password() == null || config.password().isBlank())) {
                throw new IllegalArgumentException("local access would let anyone who reaches " + config.host()
                        + " log in as anybody: set a password, or listen at 127.0.0.1");
            }
            HttpServer server = HttpServer.create(new InetSocketAddress(address, config.port()), 0);
            try {
                return new LocalAccess(config, server, clock);
            } catch (RuntimeException e) {
                server.stop(0);
                throw e;
            }
        } catch (BindException e) {
            throw new IllegalStateException(
                    "the port " + config.port() + " of " + config.host()
                            + " is taken: stop what listens there, or choose another one",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + config.host() + ":" + config.port(), e);
        }
    }

    /** The {@code iss} of its tokens: the base URL. */
    public String issuer() {
        return issuer;
    }

    /** The {@code aud} of its tokens: a random string, the same as long as the data directory lives. */
    public String audience() {
        return audience;
    }

    /** Where the public key is, as seen from this machine. */
    public String jwksUrl() {
        return jwksUrl;
    }

    /** Where people log in; takes {@code ?redirect_url=}. */
    public String loginUrl() {
        return issuer + "/cdn-cgi/access/login";
    }

    public AccessTokens tokens() {
        return tokens;
    }

    /**
     * A link that signs its first visitor in, within 15 minutes.
     *
     * @param redirectUrl where it leads: a page on this machine or on the issuer's host
     */
    public String loginLink(String email, String redirectUrl) {
        URI target = Redirects.validated(redirectUrl, URI.create(issuer).getHost())
                .orElseThrow(() -> new IllegalArgumentException("a login may not lead to " + redirectUrl));
        return loginUrl() + "?code=" + codes.grant(email, target.toString());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static String urlHost(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        String text = address.getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }
}
