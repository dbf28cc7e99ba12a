package com.metricai.consumer.listen;

import java.util.Locale;

/** An export that cannot be taken because of what it is: trying again will not help. Its message never quotes the body. */
final class ContentFailure extends RuntimeException {
    /** By what dead letters are counted. */
    enum Reason {
        /** Not the gzip, JSON or protobuf that it claims to be, or beyond a limit of the decoder. */
        NOT_DECODABLE,
        /** Without the headers that ingest gives every record. */
        NOT_PUBLISHED_BY_INGEST,
        /** A bug of ours. */
        NOT_INTERPRETABLE,
        /** SQLite cannot hold a row of it. */
        REFUSED_BY_THE_STORE;

        /** As stored and as the API says it. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    ContentFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A bug of ours. The class tells where to look; the message may quote the body and stays here. */
    static ContentFailure notInterpretable(RuntimeException bug) {
        return new ContentFailure(
                Reason.NOT_INTERPRETABLE, "not interpretable: " + bug.getClass().getName(), withoutMessage(bug));
    }

    static Throwable withoutMessage(RuntimeException e) {
        Throwable silent = new IllegalStateException(e.getClass().getName());
        silent.setStackTrace(e.getStackTrace());
        return silent;
    }

    Reason reason() {
        return reason;
    }
}
