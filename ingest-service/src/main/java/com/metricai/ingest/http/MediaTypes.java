package com.metricai.ingest.http;

import com.metricai.otlp.envelope.Encoding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Content-Type and Content-Encoding as clients write them: in any case, with or without parameters. */
final class MediaTypes {
    private MediaTypes() {}

    /** The encoding of the body; empty for anything that is not OTLP. */
    static Optional<Encoding> encoding(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        for (Encoding encoding : Encoding.values()) {
            if (encoding.mediaType().equals(type)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    /** Whether this is a gRPC client's content type: {@code application/grpc}, perhaps with {@code +proto}. */
    static boolean isGrpc(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/grpc");
    }

    /** Whether the body is gzipped; empty for a compression that is not taken. */
    static Optional<Boolean> isGzip(List<String> contentEncoding) {
        if (contentEncoding.isEmpty()) {
            return Optional.of(false);
        }
        if (contentEncoding.size() > 1) {
            return Optional.empty();
        }
        return switch (contentEncoding.getFirst().strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(false);
            case "gzip", "x-gzip" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
