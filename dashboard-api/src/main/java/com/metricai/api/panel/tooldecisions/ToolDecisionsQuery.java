package com.metricai.api.panel.tooldecisions;

import com.metricai.api.panel.PanelRequest;
import com.metricai.api.sql.Cells;
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
        Cells cells = Cells.ofDecisions(request);
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        SELECT tool, decision_source, sum(accepts) AS accepted, sum(rejects) AS rejected
                        FROM %s WHERE %s
                        GROUP BY tool, decision_source HAVING accepted + rejected > 0""".formatted(cells.table(), cells.where().sql()))
                .bindMap(cells.where().values())
                .map((row, context) -> new ToolDecisions.Count(
                        row.getString("tool"),
                        row.getString("decision_source"),
                        row.getLong("accepted"),
                        row.getLong("rejected")))
                .list());
    }
}
