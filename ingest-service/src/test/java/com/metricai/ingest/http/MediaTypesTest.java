package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.envelope.Encoding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;x"})
    void encoding_isJson(String contentType) {
        assertThat(MediaTypes.encoding(contentType)).contains(Encoding.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-protobuf", "APPLICATION/X-PROTOBUF ; a=b"})
    void encoding_isProtobuf(String contentType) {
        assertThat(MediaTypes.encoding(contentType)).contains(Encoding.PROTOBUF);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", ";", "text/plain", "application/jsonx", "application/grpc", "application/json, text/plain"})
    void encoding_isNothingElse(@Nullable String contentType) {
        assertThat(MediaTypes.encoding(contentType)).isEmpty();
    }

    @Test
    void gzip_isTakenInAnyCase() {
        assertThat(MediaTypes.isGzip(List.of())).contains(false);
        assertThat(MediaTypes.isGzip(List.of("identity"))).contains(false);
        assertThat(MediaTypes.isGzip(List.of("GZip"))).contains(true);
        assertThat(MediaTypes.isGzip(List.of("br"))).isEmpty();
        assertThat(MediaTypes.isGzip(List.of("gzip, gzip"))).isEmpty();
        assertThat(MediaTypes.isGzip(List.of("gzip", "gzip"))).isEmpty();
    }

    @Test
    void grpc_isKnownWithItsVariants() {
        assertThat(MediaTypes.isGrpc("application/grpc+proto")).isTrue();
        assertThat(MediaTypes.isGrpc("application/json")).isFalse();
        assertThat(MediaTypes.isGrpc(null)).isFalse();
    }
}
