package com.metricai.ingest.auth;

import com.metricai.store.access.IngestToken;
import com.metricai.store.access.TokenDirectory;
import com.metricai.store.access.TokenHolder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells whom a request's Authorization headers speak for. Touches neither disk nor network. */
public final class Credentials {
    private static final String SCHEME = "bearer ";
    private static final String HOW = "send the header Authorization: Bearer <ingest token>";

    /** What came of the check. */
    public sealed interface Result {
        /** A valid token. */
        record Known(TokenHolder holder) implements Result {}

        /** Anything else that was told apart. */
        record Refused(String message) implements Result {}

        /** The tokens were not read yet: nobody can be told apart, and "unknown" would be a lie. */
        record NotReady() implements Result {}
    }

    private final TokenDirectory directory;

    public Credentials(TokenDirectory directory) {
        this.directory = directory;
    }

    /** Checks the values of all Authorization headers of a request. */
    public Result check(List<String> authorization) {
        if (authorization.isEmpty()) {
            return new Result.Refused("no token: " + HOW);
        }
        if (authorization.size() > 1) {
            return new Result.Refused("more than one Authorization header: " + HOW + " once");
        }
        String value = authorization.getFirst().strip();
        if (value.toLowerCase(Locale.ROOT).startsWith("bearer%20")) {
            return new Result.Refused("the Authorization header holds %20 where a space belongs: write "
                    + "OTEL_EXPORTER_OTLP_HEADERS=\"Authorization=Bearer <ingest token>\"");
        }
        if (!value.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Result.Refused("the Authorization header is no bearer token: " + HOW);
        }
        return check(new IngestToken(value.substring(SCHEME.length()).strip()));
    }

    private Result check(IngestToken token) {
        if (!directory.isLoaded()) {
            return new Result.NotReady();
        }
        Optional<TokenHolder> holder = directory.find(token.sha256());
        if (holder.isPresent()) {
            return new Result.Known(holder.get());
        }
        return new Result.Refused(
                token.isWellFormed()
                        ? "the token is unknown, revoked or expired: ask an admin for a new one"
                        : "this is no ingest token of metric-ai: check that it was copied whole (mai_ and 38 more)");
    }
}
