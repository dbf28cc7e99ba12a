package com.metricai.standalone.doctor;

import com.metricai.otlp.envelope.Encoding;
import com.metricai.standalone.doctor.Outcome.Answered;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Says what an answer over HTTP means for a client that exports. */
final class Answers {
    /** The client gives up after 10 s, and what takes half of that will take longer one day. */
    static final Duration SLOW = Duration.ofSeconds(5);

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>\\s*(.{1,80}?)\\s*</title>");

    private Answers() {}

    /** @param wholeToken whether the token that was sent has the form of one: advice on a new token helps no mistyped one */
    static Finding explain(URI base, Encoding encoding, Answered answer, boolean wholeToken) {
        int status = answer.status();
        if (status / 100 == 3) {
            return redirect(answer);
        }
        if (isWebPage(answer)) {
            return webPage(answer);
        }
        String said = messageOf(answer);
        return switch (status) {
            case 200 -> accepted(encoding, answer);
            case 400 -> badRequest(base, said);
            case 401 -> unauthorized(said, wholeToken);
            case 403 ->
                Finding.ill(
                        "403: something in front of ingest forbids it",
                        "ingest itself never says 403: look at the proxy or firewall, and let POST /v1/* pass");
            case 404, 405 -> notThere(base, status, said);
            case 407 -> Finding.ill("407: a proxy wants credentials", "give the client the proxy's, or go round it");
            case 413 ->
                Finding.ill(
                        "413: even an empty export is too large" + quoted(said),
                        "raise the limit of the proxy in front (nginx: client_max_body_size), and INGEST_MAX_BODY");
            case 415 ->
                Finding.ill(
                        "415: the content type or encoding is not taken" + quoted(said),
                        "set OTEL_EXPORTER_OTLP_PROTOCOL=http/json or http/protobuf; a proxy must not change either");
            case 429 ->
                Finding.ill(
                        "429: more is sent than a limit allows" + quoted(said),
                        "clients lose what they cannot send within 10 s: ask an admin to raise the limit of the token or org");
            case 503 ->
                Finding.ill(
                        "503: ingest is there and takes nothing now" + quoted(said),
                        "try again in a minute; then look at /actuator/health on the same port, and at ingest's log");
            case 502, 504 ->
                Finding.ill(
                        status + ": a proxy is there, and ingest behind it does not answer",
                        "check that ingest runs, and the address that the proxy forwards to");
            default ->
                Finding.ill(
                        status + " was answered, which ingest never does for an export" + quoted(said),
                        "check that the URL is ingest's (port 4318 by default)");
        };
    }

    private static Finding redirect(Answered answer) {
        String location = answer.location() == null ? "nowhere" : answer.location();
        return Finding.ill(
                answer.status() + ": sent on to " + location,
                "exporters do not follow: give the URL that takes exports itself (https:// instead of http://?)",
                "if that is a sign-in page, POST /v1/* must pass without it: the token is what ingest checks");
    }

    private static boolean isWebPage(Answered answer) {
        String start = answer.body().stripLeading().toLowerCase(Locale.ROOT);
        return answer.contentType().startsWith("text/html")
                || start.startsWith("<!doctype html")
                || start.startsWith("<html");
    }

    private static Finding webPage(Answered answer) {
        Matcher title = TITLE.matcher(answer.body());
        String shown = title.find() ? " (“" + printable(title.group(1)) + "”)" : "";
        return Finding.ill(
                answer.status() + ": a web page was answered" + shown + ", which ingest never does",
                "a proxy, a sign-in page or the dashboard is at this URL: give ingest's (port 4318 by default),",
                "or have the proxy pass POST /v1/* on to ingest");
    }

    private static Finding accepted(Encoding encoding, Answered answer) {
        if (!answer.contentType().startsWith(encoding.mediaType())) {
            return Finding.ill(
                    "200, but answered as "
                            + (answer.contentType().isEmpty() ? "nothing" : printable(answer.contentType()))
                            + " and not as " + encoding.mediaType(),
                    "something else than an OTLP receiver is at this URL: give ingest's (port 4318 by default)");
        }
        if (answer.took().compareTo(SLOW) > 0) {
            return Finding.ill(
                    "200, after " + seconds(answer.took()),
                    "the client gives up after 10 s and loses the batch: look at the load of the machine and its disk,",
                    "and at the proxy in between");
        }
        return Finding.well("200 in " + answer.took().toMillis() + " ms (" + encoding.mediaType() + ")");
    }

    private static Finding badRequest(URI base, @Nullable String said) {
        if (said == null && "http".equalsIgnoreCase(base.getScheme())) {
            return Finding.ill("400, and not from ingest", "this may be a port for TLS: write https://");
        }
        return Finding.ill(
                "400: the export did not arrive as it was sent" + quoted(said), "a proxy changes bodies or headers");
    }

    private static Finding unauthorized(@Nullable String said, boolean wholeToken) {
        if (said == null) {
            return Finding.ill(
                    "401, and not from ingest",
                    "something in front of it wants credentials of its own: let POST /v1/* pass without");
        }
        if (!wholeToken) {
            return Finding.ill("401: " + said);
        }
        return Finding.ill(
                "401: " + said,
                "a token is taken 5 s after it was made. ./metric-ai token list shows which are revoked or expired");
    }

    private static Finding notThere(URI base, int status, @Nullable String said) {
        String path = base.getRawPath();
        if (said == null) {
            return Finding.ill(
                    status + ", and not from ingest",
                    "another server is at this URL, or a proxy does not pass /v1/* on: give ingest's (port 4318 by default)");
        }
        return Finding.ill(
                status + ": " + said,
                path == null || path.isEmpty()
                        ? "check that the URL is ingest's (port 4318 by default)"
                        : "leave " + path + " out of the URL, or have the proxy take it away");
    }

    /** What ingest says in a google.rpc.Status; null when this is none. */
    private static @Nullable String messageOf(Answered answer) {
        if (!answer.contentType().startsWith(Encoding.JSON.mediaType())) {
            return answer.contentType().startsWith(Encoding.PROTOBUF.mediaType())
                    ? "see the JSON export's answer"
                    : null;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer.body())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            String message = null;
            boolean hasCode = false;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("message") && value == JsonToken.VALUE_STRING) {
                    message = printable(parser.getString());
                } else if (name.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
                    hasCode = true;
                } else {
                    parser.skipChildren();
                }
            }
            return hasCode ? message : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String quoted(@Nullable String said) {
        return said == null ? "" : ": " + said;
    }

    /** A stranger's text must not move the cursor or colour the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String seconds(Duration took) {
        return "%.1f s".formatted(took.toMillis() / 1000.0);
    }
}
