package com.metricai.consumer.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.metricai.consumer.interpret.Interpreted;
import com.metricai.otlp.Signal;
import com.metricai.otlp.envelope.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies of a few kilobytes of gzip, made to take the consumer's memory or time. It reads or refuses each in seconds. */
@Timeout(60)
class HostileBodiesTest {
    private static final int BODY = 64 * 1024 * 1024 - 1024;

    @Test
    void emptyRecords_areRefusedBeyondTheLimit() {
        assertRefused(logs("", "{}", BODY), Encoding.JSON, "more than 100000 records in one export");
    }

    @Test
    void emptyRecordsOfProtobuf_areRefusedBeforeTheyAreBuilt() {
        byte[] records = new byte[BODY];
        for (int i = 0; i < records.length; i += 2) {
            records[i] = 0x12;
        }
        assertRefused(field(0x0a, field(0x12, records)), Encoding.PROTOBUF, "more than 100000 records in one export");
    }

    @Test
    void unknownFieldsOfProtobuf_areRefusedBeforeTheyAreBuilt() {
        byte[] fields = new byte[BODY - BODY % 3];
        for (int i = 0; i < fields.length; i += 3) {
            fields[i] = (byte) 0xf8;
            fields[i + 1] = 0x7f;
        }
        assertRefused(fields, Encoding.PROTOBUF, "more than 2000000 attributes and other elements in one export");
    }

    @Test
    void emptyAttributes_areRefusedBeyondTheLimit() {
        byte[] body = ("{\"resourceLogs\":[{\"resource\":{\"attributes\":[" + "{},".repeat(BODY / 3 - 100) + "{}]}}]}")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(body, Encoding.JSON, "more than 2000000 attributes and other elements in one export");
    }

    @Test
    void manyAttributesOfTheResource_areReadOnceAndNotForEachRecord() {
        String attributes = "{},".repeat(1_000_000) + "{\"key\":\"user\",\"value\":{\"stringValue\":\"ann\"}}";
        Interpreted.Events events = (Interpreted.Events) read(logs(attributes, "{}", 3_300_000), Encoding.JSON);
        assertThat(events.rows()).hasSizeGreaterThan(50_000);
        assertThat(events.rows()).allMatch(row -> row.identity().user().equals("ann"));
    }

    @Test
    void longTextOfTheResource_isReadOnceAndNotForEachRecord() {
        String attributes = "{\"key\":\"user\",\"value\":{\"stringValue\":\"" + " ".repeat(4_000_000) + "\"}}";
        Interpreted.Events events = (Interpreted.Events) read(logs(attributes, "{}", 4_300_000), Encoding.JSON);
        assertThat(events.rows()).hasSizeGreaterThan(50_000);
        assertThat(events.rows()).allMatch(row -> row.identity().user().equals("unknown"));
    }

    @Test
    void longTextBesideRunningTotals_isReadOnceAndNotForEachPoint() {
        String point = "{\"asDouble\":1,\"attributes\":[{\"key\":\"n\",\"value\":{\"intValue\":%d}}]}";
        StringBuilder body = new StringBuilder("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[");
        body.append("{\"key\":\"x\",\"value\":{\"stringValue\":\"")
                .append("x".repeat(4_000_000))
                .append("\"}}]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"claude_code.commit.count\",\"sum\":{")
                .append("\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":[")
                .append(point.formatted(0));
        for (int i = 1; i < 50_000; i++) {
            body.append(',').append(point.formatted(i));
        }
        body.append("]}}]}]}]}");
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        Interpreted.Metrics metrics = (Interpreted.Metrics)
                ExportReader.read(Exports.record(Signal.METRICS, Encoding.JSON, true, gzip(bytes)));
        assertThat(metrics.points().stream().map(each -> each.series()).distinct())
                .hasSize(50_000);
    }

    /** One resource with these attributes, and as many records as fit. */
    private static byte[] logs(String resourceAttributes, String logRecord, int bytes) {
        String before = "{\"resourceLogs\":[{\"resource\":{\"attributes\":[" + resourceAttributes
                + "]},\"scopeLogs\":[{\"logRecords\":[";
        int count = (bytes - before.length()) / (logRecord.length() + 1);
        return (before + (logRecord + ",").repeat(count) + logRecord + "]}]}]}").getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] body, Encoding encoding, String why) {
        assertThatThrownBy(() -> read(body, encoding))
                .isInstanceOf(ContentFailure.class)
                .hasMessageStartingWith("not decodable: " + why);
    }

    private static Interpreted read(byte[] body, Encoding encoding) {
        return ExportReader.read(Exports.record(Signal.LOGS, encoding, true, gzip(body)));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A field of a message: its tag, the length and the bytes. */
    private static byte[] field(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        for (; length > 127; length >>>= 7) {
            out.write((length & 127) | 128);
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
