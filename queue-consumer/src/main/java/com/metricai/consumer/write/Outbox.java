package com.metricai.consumer.write;

import com.metricai.consumer.interpret.Identity;
import com.metricai.consumer.interpret.Measure;
import com.metricai.consumer.interpret.MetricPoint;
import com.metricai.consumer.interpret.MetricRow;
import com.metricai.otlp.Fingerprint;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code outbox}: ClickHouse rows on their way, each as the line of JSONEachRow that is going to be inserted. They are put
 * down in the transaction that takes the export, so that neither can be without the other.
 */
final class Outbox {
    private static final JsonFactory JSON = new JsonFactory();

    private static final String PUT =
            "INSERT INTO outbox (org_id, day, user, payload) VALUES (:orgId, :day, :user, :payload)";

    private static final String OLDEST = "SELECT id, org_id, day, user, payload FROM outbox ORDER BY id LIMIT ?";

    private static final String DELETE = "DELETE FROM outbox WHERE id = :id";

    /** A row on its way. */
    public record Line(long id, String orgId, String day, String user, String payload) {
        DirtyDays.Mark mark() {
            return new DirtyDays.Mark(orgId, day, user);
        }
    }

    public record Id(long id) {}

    private Outbox() {}

    static void put(Handle handle, String orgId, Fingerprint fingerprint, List<MetricRow> rows) {
        NewRows.insert(
                handle,
                PUT,
                rows.stream()
                        .map(row -> new Line(
                                0,
                                orgId,
                                row.dimensions().day(),
                                row.dimensions().identity().user(),
                                json(orgId, fingerprint, row)))
                        .toList());
    }

    static List<Line> oldest(Handle handle, int limit) {
        return handle.select(OLDEST, limit)
                .map((row, context) -> new Line(
                        row.getLong("id"),
                        row.getString("org_id"),
                        row.getString("day"),
                        row.getString("user"),
                        row.getString("payload")))
                .list();
    }

    static void delete(Handle handle, List<Line> lines) {
        NewRows.insert(
                handle, DELETE, lines.stream().map(line -> new Id(line.id())).toList());
    }

    private static String json(String orgId, Fingerprint fingerprint, MetricRow row) {
        MetricPoint.Dimensions dimensions = row.dimensions();
        Identity identity = dimensions.identity();
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("org_id", orgId);
            json.writeNumberProperty("minute", dimensions.minute());
            json.writeStringProperty("user", identity.user());
            json.writeStringProperty("session_id", identity.sessionId());
            json.writeStringProperty("source", identity.source());
            json.writeStringProperty("team", identity.team());
            json.writeStringProperty("repo", identity.repo());
            json.writeStringProperty("model", dimensions.model());
            json.writeStringProperty("tool", dimensions.tool());
            json.writeStringProperty("status", dimensions.status());
            json.writeStringProperty("query_source", dimensions.querySource());
            json.writeStringProperty("agent", dimensions.agent());
            json.writeStringProperty("decision_source", dimensions.decisionSource());
            json.writeStringProperty("fingerprint", fingerprint.hex());
            for (Map.Entry<Measure, Long> measure : row.measures().entrySet()) {
                json.writeNumberProperty(measure.getKey().name().toLowerCase(Locale.ROOT), measure.getValue());
            }
            json.writeEndObject();
        }
        return out.toString();
    }
}
