package com.metricai.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a login may lead: a page on this machine, or on the host that the login page itself was asked at. Pure. */
final class Redirects {
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private Redirects() {}

    /**
     * Lets a safe address pass.
     *
     * @param url as it came with the request
     * @param ownHost without a port
     * @return the address to go to; empty for anything else, which would make the login page a springboard to other sites
     */
    static Optional<URI> validated(@Nullable String url, String ownHost) {
        if (url == null
                || url.isEmpty()
                || url.indexOf('\\') >= 0
                || url.chars().anyMatch(c -> c <= ' ')) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        return web && (isLoopback(host) || host.equalsIgnoreCase(ownHost)) ? Optional.of(uri) : Optional.empty();
    }

    /** Whether a name from a URL or a Host header means this machine, whatever a name server says. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || LOOPBACK_V4.matcher(name).matches();
    }

    /** Scheme, host and port: what a Content-Security-Policy names. */
    static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** The host of a Host header, without its port. */
    static String hostOf(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        return end <= 0 ? header : header.substring(0, end);
    }
}
