package com.metricai.clickhouse.embedded.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one user there is. */
record Credentials(String user, String password) {
    private static final String BASIC = "Basic ";

    /** Whether the request names this user, in any of the three places where ClickHouse looks. */
    boolean match(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.startsWith(BASIC)) {
            return matchBasic(authorization.substring(BASIC.length()));
        }
        String headerUser = headers.getFirst("X-ClickHouse-User");
        if (headerUser != null) {
            return match(headerUser, headers.getFirst("X-ClickHouse-Key"));
        }
        Map<String, String> url = Request.urlParameters(exchange);
        return match(url.get("user"), url.get("password"));
    }

    private boolean matchBasic(String encoded) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
        int colon = decoded.indexOf(':');
        return colon >= 0 && match(decoded.substring(0, colon), decoded.substring(colon + 1));
    }

    private boolean match(@Nullable String givenUser, @Nullable String givenPassword) {
        return givenUser != null && givenPassword != null && user.equals(givenUser) && same(password, givenPassword);
    }

    /** Takes as long for a wrong first character as for a wrong last one. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
