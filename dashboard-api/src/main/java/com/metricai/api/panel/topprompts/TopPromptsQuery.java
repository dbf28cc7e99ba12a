package com.metricai.api.panel.topprompts;

import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.PromptLine;
import com.metricai.api.sql.Conditions;
import com.metricai.api.sql.PromptLines;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class TopPromptsQuery {
    private final Jdbi jdbi;

    TopPromptsQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<PromptLine> prompts(PanelRequest request, int limit) {
        Conditions where = Conditions.onPrompts(request, "p");
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + PromptLines.COLUMNS
                        + " FROM prompt_summary p WHERE " + where.sql()
                        + " ORDER BY p.cost_micros DESC, p.started_at, p.prompt_id LIMIT :limit")
                .bindMap(where.values())
                .bind("limit", limit)
                .map((row, context) -> PromptLines.read(request.viewer(), row))
                .list());
    }
}
