package com.metricai.service.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdsTest {
    private static final String UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    @ParameterizedTest
    @ValueSource(strings = {"018f2b6e-1111-7abc-8def-0123456789ab", "018F2B6E-1111-7ABC-8DEF-0123456789AB"})
    void of_takesUuidsInLowerCase(String id) {
        assertThat(TraceIds.of(id, null).traceId()).isEqualTo("018f2b6e-1111-7abc-8def-0123456789ab");
        assertThat(TraceIds.of(null, id).requestId()).isEqualTo("018f2b6e-1111-7abc-8def-0123456789ab");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "018f2b6e-1111-7abc-8def-0123456789ab ",
                "018f2b6e-1111-7abc-8def-0123456789ag",
                "x\r\nSet-Cookie: a=b",
                "018f2b6e11117abc8def0123456789abcdef"
            })
    void of_replacesWhatIsNoUuid(@Nullable String id) {
        TraceIds ids = TraceIds.of(id, id);
        assertThat(ids.traceId()).matches(UUID_PATTERN).isNotEqualTo(ids.requestId());
        assertThat(ids.requestId()).matches(UUID_PATTERN);
    }
}
