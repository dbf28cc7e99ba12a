package com.metricai.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The login page, its form, the one-click links and the way out. */
final class LoginHandler implements HttpHandler {
    static final String COOKIE = "CF_Authorization";
    static final Duration LOGIN_LASTS = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(LoginHandler.class);
    private static final Pattern EMAIL = Pattern.compile("[^@\\s<>\"]{1,64}@[^@\\s<>\"]{1,189}");
    private static final String HTML = "text/html; charset=utf-8";

    private final AccessTokens tokens;
    private final LoginCodes codes;
    private final @Nullable PasswordCheck password;
    private final @Nullable URI dashboard;
    private final String publicHost;
    private final boolean secure;

    LoginHandler(
            AccessTokens tokens,
            LoginCodes codes,
            @Nullable PasswordCheck password,
            URI issuer,
            @Nullable URI dashboard) {
        this.dashboard = dashboard;
        this.tokens = tokens;
        this.codes = codes;
        this.password = password;
        this.publicHost = issuer.getHost();
        this.secure = "https".equals(issuer.getScheme());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(exchange);
        } catch (RuntimeException e) {
            log.error("login page failed", e);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        if (!knownHost(exchange)) {
            // Another site whose name was made to point at this machine must not be able to log anyone in.
            page(
                    exchange,
                    403,
                    LoginPage.message("Not here", "Open this page by the address it was printed with."),
                    "");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        boolean reading = method.equals("GET") || method.equals("HEAD");
        if (path.equals("/cdn-cgi/access/style.css") && reading) {
            Exchanges.answer(exchange, 200, "text/css; charset=utf-8", LoginPage.STYLE);
        } else if (path.equals("/cdn-cgi/access/logout") && reading) {
            logout(exchange);
        } else if (path.equals("/cdn-cgi/access/login") && method.equals("POST")) {
            login(exchange);
        } else if (path.equals("/cdn-cgi/access/login") && reading) {
            show(exchange);
        } else if (path.equals("/") && reading) {
            Exchanges.redirect(exchange, "/cdn-cgi/access/login");
        } else {
            page(exchange, 404, LoginPage.message("Not found", "There is nothing at this address."), "");
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        Map<String, String> query = Exchanges.query(exchange);
        String code = query.get("code");
        if (code == null) {
            form(exchange, 200, "", "", redirect(exchange, query.get("redirect_url")));
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            page(exchange, 200, "", ""); // whoever looks at a link before it is opened must not use it up
        } else {
            Optional<LoginCodes.Grant> grant = codes.redeem(code);
            if (grant.isPresent()) {
                signIn(
                        exchange,
                        grant.get().email(),
                        redirect(exchange, grant.get().redirectUrl()));
            } else {
                form(exchange, 403, "", "This link was used or is too old.", Optional.empty());
            }
        }
    }

    private void login(HttpExchange exchange) throws IOException {
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            page(exchange, 403, LoginPage.message("Not here", "This form was sent by another site."), "");
            return;
        }
        Map<String, String> fields = Exchanges.form(exchange);
        Optional<URI> redirect = redirect(exchange, fields.get("redirect_url"));
        String email = fields.getOrDefault("email", "").strip().toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(email).matches()) {
            form(exchange, 400, email, "Please enter an e-mail address.", redirect);
            return;
        }
        PasswordCheck.Verdict verdict =
                password == null ? PasswordCheck.Verdict.RIGHT : password.check(fields.getOrDefault("password", ""));
        switch (verdict) {
            case RIGHT -> signIn(exchange, email, redirect);
            case WRONG -> {
                wrongPassword(exchange);
                form(exchange, 403, email, "The password is not right.", redirect);
            }
            case TOO_MANY -> form(exchange, 429, email, "Too many attempts: please wait a minute.", redirect);
        }
    }

    /** At most ten times a minute, see {@link PasswordCheck}. Not as whom: a log names no people. */
    private static void wrongPassword(HttpExchange exchange) {
        String forwarded = Exchanges.forwardedFor(exchange);
        log.atWarn()
                .addKeyValue("ip", exchange.getRemoteAddress().getAddress().getHostAddress())
                .addKeyValue("forwardedFor", forwarded)
                .log("wrong password");
    }

    private void signIn(HttpExchange exchange, String email, Optional<URI> redirect) throws IOException {
        setCookie(exchange, tokens.issue(email, LOGIN_LASTS), LOGIN_LASTS);
        if (redirect.isPresent()) {
            Exchanges.redirect(exchange, redirect.get().toString());
        } else {
            page(exchange, 200, LoginPage.signedIn(dashboard == null ? "" : dashboard.toString()), "");
        }
    }

    private void logout(HttpExchange exchange) throws IOException {
        setCookie(exchange, "", Duration.ZERO);
        Optional<URI> redirect = redirect(exchange, Exchanges.query(exchange).get("redirect_url"));
        if (redirect.isPresent()) {
            Exchanges.redirect(exchange, redirect.get().toString());
        } else {
            page(exchange, 200, LoginPage.message("Signed out", "You are signed out."), "");
        }
    }

    private void setCookie(HttpExchange exchange, String value, Duration age) {
        exchange.getResponseHeaders()
                .add(
                        "Set-Cookie",
                        COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + age.toSeconds()
                                + (secure ? "; Secure" : ""));
    }

    private void form(HttpExchange exchange, int status, String email, String message, Optional<URI> redirect)
            throws IOException {
        page(
                exchange,
                status,
                LoginPage.form(
                        password != null,
                        email,
                        message,
                        redirect.map(URI::toString).orElse("")),
                redirect.map(Redirects::origin).orElse(""));
    }

    /** @param target the origin that the answer to the form leads to: browsers hold a redirect against form-action too */
    private static void page(HttpExchange exchange, int status, String html, String target) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + target);
        Exchanges.answer(exchange, status, HTML, html);
    }

    private Optional<URI> redirect(HttpExchange exchange, @Nullable String url) {
        return Redirects.validated(url, host(exchange))
                .filter(uri ->
                        dashboard == null || Redirects.origin(uri).equalsIgnoreCase(Redirects.origin(dashboard)));
    }

    private boolean knownHost(HttpExchange exchange) {
        String host = host(exchange);
        // With a password the page may be reached by any name of this machine.
        return password != null || Redirects.isLoopback(host) || host.equalsIgnoreCase(publicHost);
    }

    private static String host(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Host");
        return header == null ? "" : Redirects.hostOf(header);
    }
}
