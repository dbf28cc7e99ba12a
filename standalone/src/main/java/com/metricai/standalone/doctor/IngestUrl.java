package com.metricai.standalone.doctor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address that a client would be given.
 *
 * @param base without a slash at its end; null when nothing can be sent to what was given
 * @param findings one, or more when several things are wrong with it
 */
record IngestUrl(@Nullable URI base, List<Finding> findings) {
    static IngestUrl parse(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        if (!start.startsWith("http://") && !start.startsWith("https://")) {
            return unusable(text + " begins with neither http:// nor https://", "write http://HOST:4318");
        }
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            return unusable("this is no URL: " + text, "write http://HOST:4318");
        }
        if (uri.getHost() == null) {
            return unusable(text + " names no host", "write http://HOST:4318");
        }
        List<Finding> findings = new ArrayList<>();
        String path = uri.getPath().replaceFirst("/+$", "");
        String withoutSignal = path.replaceFirst("/v1/(traces|metrics|logs)$", "");
        if (!withoutSignal.equals(path)) {
            findings.add(Finding.ill(
                    "the URL ends in " + path.substring(withoutSignal.length()),
                    "OTEL_EXPORTER_OTLP_ENDPOINT takes the URL without that: the client adds it for each signal"));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            findings.add(Finding.ill("the URL has a ? or # part", "leave it out"));
        }
        URI base = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + withoutSignal);
        if (findings.isEmpty()) {
            findings.add(Finding.well(base.toString()));
        }
        return new IngestUrl(base, findings);
    }

    private static IngestUrl unusable(String what, String advice) {
        return new IngestUrl(null, List.of(Finding.ill(what, advice)));
    }
}
