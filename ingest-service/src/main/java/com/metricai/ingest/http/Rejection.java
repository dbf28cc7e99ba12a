package com.metricai.ingest.http;

/**
 * Why a request is not taken, and what the client is told.
 *
 * @param reason the value of the metric's tag
 * @param httpStatus of the answer
 * @param grpcCode of the google.rpc.Status in the body
 * @param retry whether the same request may succeed soon: it then gets a Retry-After
 * @param message what is wrong and what to do
 */
public record Rejection(String reason, int httpStatus, int grpcCode, boolean retry, String message) {
    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    /** What a gRPC client must be told to change. */
    static final String GRPC_HINT =
            "this port takes OTLP over HTTP/1.1, not gRPC: set OTEL_EXPORTER_OTLP_PROTOCOL=http/json";

    static Rejection unauthenticated(String message) {
        return new Rejection("unauthenticated", 401, UNAUTHENTICATED, false, message);
    }

    static Rejection badRequest(String message) {
        return new Rejection("bad_request", 400, INVALID_ARGUMENT, false, message);
    }

    static Rejection notFound() {
        return new Rejection(
                "not_found",
                404,
                NOT_FOUND,
                false,
                "there is nothing here: send to /v1/traces, /v1/metrics or /v1/logs");
    }

    static Rejection methodNotAllowed() {
        return new Rejection("method", 405, UNIMPLEMENTED, false, "send OTLP with POST");
    }

    static Rejection tooLarge(long limit) {
        return new Rejection(
                "too_large",
                413,
                INVALID_ARGUMENT,
                false,
                "the body is larger than " + limit + " bytes (also after decompression): export smaller batches, "
                        + "or raise INGEST_MAX_BODY");
    }

    static Rejection unsupportedType() {
        return new Rejection(
                "content_type",
                415,
                INVALID_ARGUMENT,
                false,
                "the content type must be application/json or application/x-protobuf: "
                        + "set OTEL_EXPORTER_OTLP_PROTOCOL=http/json");
    }

    static Rejection unsupportedEncoding() {
        return new Rejection(
                "content_encoding",
                415,
                INVALID_ARGUMENT,
                false,
                "the content encoding must be gzip or none: set OTEL_EXPORTER_OTLP_COMPRESSION=gzip, or leave it out");
    }

    static Rejection grpc() {
        return new Rejection("grpc", 415, UNIMPLEMENTED, false, GRPC_HINT);
    }

    static Rejection rateLimited(String message) {
        return new Rejection("rate_limited", 429, RESOURCE_EXHAUSTED, true, message);
    }

    static Rejection unavailable(String reason, String message) {
        return new Rejection(reason, 503, UNAVAILABLE, true, message);
    }
}
