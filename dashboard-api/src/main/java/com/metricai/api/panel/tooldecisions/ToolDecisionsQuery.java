package com.metricai.api.panel.tooldecisions;

import com.metricai.api.panel.PanelRequest;
import com.metricai.api.sql.Conditions;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class ToolDecisionsQuery {
    private final Jdbi jdbi;

    ToolDecisionsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<ToolDecisions.Count> counts(PanelRequest request) {
        Conditions where = Conditions.withModel(request);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT tool, decision_source, sum(accepts) AS accepted, sum(rejects) AS rejected
                        FROM decisions_daily WHERE %s
                        GROUP BY tool, decision_source HAVING accepted + rejected > 0""".formatted(where.sql()))
                .bindMap(where.values())
                .map((row, context) -> new ToolDecisions.Count(
                        row.getString("tool"),
                        row.getString("decision_source"),
                        row.getLong("accepted"),
                        row.getLong("rejected")))
                .list());
    }
}
