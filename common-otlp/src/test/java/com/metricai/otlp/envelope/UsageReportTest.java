package com.metricai.otlp.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.metricai.otlp.envelope.UsageReport.Usage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReportTest {
    private static final UsageReport REPORT = new UsageReport(
            "0b2f6e3e-6a64-4a2b-9d6c-1f0f3a9f5f11",
            12,
            Instant.ofEpochMilli(1_763_800_000_000L),
            List.of(new Usage("日本", "t", 10, 1L << 40, 0, 1, Instant.ofEpochMilli(1_763_799_999_000L))));

    private static final String JSON =
            "{\"reporter\":\"0b2f6e3e-6a64-4a2b-9d6c-1f0f3a9f5f11\",\"sequence\":12,\"at\":1763800000000,\"tokens\":["
                    + "{\"orgId\":\"日本\",\"tokenId\":\"t\",\"requests\":10,\"bytes\":1099511627776,\"limited\":0,"
                    + "\"refused\":1,\"lastAt\":1763799999000}]}";

    @Test
    void report_roundTrips() {
        assertThat(new String(REPORT.toJson(), UTF_8)).isEqualTo(JSON);
        assertThat(UsageReport.ofJson(REPORT.toJson())).isEqualTo(REPORT);
    }

    @Test
    void fieldsOfANewerVersion_areLeftOut() {
        String newer = JSON.replace("\"sequence\"", "\"host\":{\"a\":[1]},\"sequence\"")
                .replace("\"requests\"", "\"new\":[[],{}],\"requests\"");
        assertThat(UsageReport.ofJson(newer.getBytes(UTF_8))).isEqualTo(REPORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reporter",
                "sequence",
                "at",
                "tokens",
                "orgId",
                "tokenId",
                "requests",
                "bytes",
                "limited",
                "refused",
                "lastAt"
            })
    void field_missing_isNamed(String name) {
        byte[] without = JSON.replace("\"" + name + "\"", "\"other\"").getBytes(UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UsageReport.ofJson(without))
                .withMessageContaining("field " + name + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{\"tokens\":[7]}",
                "{\"tokens\":[{}]}",
                "no JSON",
                "{\"sequence\":99999999999999999999}"
            })
    void nonsense_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> UsageReport.ofJson(json.getBytes(UTF_8)));
    }

    @Test
    void negativeNumber_isRefused() {
        byte[] negative = JSON.replace("\"bytes\":", "\"bytes\":-").getBytes(UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UsageReport.ofJson(negative))
                .withMessageContaining("bytes");
    }
}
