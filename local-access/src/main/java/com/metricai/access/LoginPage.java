package com.metricai.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The pages, as text. Pure but for reading two files of the class path once. */
final class LoginPage {
    static final String STYLE = resource("login.css");

    private static final String FRAME = resource("frame.html");

    private LoginPage() {}

    /**
     * The form.
     *
     * @param message what went wrong, or ""
     * @param redirectUrl where to go afterwards, validated, or ""
     */
    static String form(boolean withPassword, String email, String message, String redirectUrl) {
        String alert = message.isEmpty() ? "" : "<p class=\"alert\" role=\"alert\">" + escaped(message) + "</p>";
        String password = withPassword ? """
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                """ : "";
        String open = withPassword ? "" : """
                <p>Local access: whoever reaches this port on this machine can sign in. No password is needed.
                The first admin is admin@localhost.</p>
                """;
        return page("Sign in", open + alert + """
                <form method="post" action="/cdn-cgi/access/login">
                <input type="hidden" name="redirect_url" value="%s">
                <label for="email">E-mail address</label>
                <input id="email" name="email" type="email" autocomplete="username" maxlength="254" value="%s" required autofocus>
                %s<button>Sign in</button>
                </form>
                """.formatted(escaped(redirectUrl), escaped(email), password));
    }

    /** @param dashboardUrl where to go on, or "" when that is not known */
    static String signedIn(String dashboardUrl) {
        return page(
                "Signed in",
                "<p>You are signed in. The dashboard is open to you.</p>"
                        + (dashboardUrl.isEmpty()
                                ? ""
                                : "<p><a href=\"" + escaped(dashboardUrl) + "\">Open the dashboard</a></p>"));
    }

    static String message(String title, String text) {
        return page(title, "<p>" + escaped(text) + "</p><p><a href=\"/cdn-cgi/access/login\">Sign in</a></p>");
    }

    private static String page(String title, String content) {
        return FRAME.replace("{{title}}", escaped(title)).replace("{{content}}", content);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(LoginPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
