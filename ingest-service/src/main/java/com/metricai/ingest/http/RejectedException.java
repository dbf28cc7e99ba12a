package com.metricai.ingest.http;

/** Carries a rejection through a reactive pipeline; has no stack trace, because nothing is broken. */
final class RejectedException extends RuntimeException {
    private final transient Rejection rejection;

    RejectedException(Rejection rejection) {
        super(rejection.reason(), null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
