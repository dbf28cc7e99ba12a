package com.metricai.api.panel.topprompts;

import com.metricai.api.panel.Filters;
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
        Conditions where = Conditions.onPrompts(request);
        // Chosen from an index alone; whole rows are read of those that are shown.
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        WITH top AS MATERIALIZED (
                          SELECT p.org_id, p.prompt_id FROM prompt_summary p INDEXED BY %s WHERE %s
                          ORDER BY p.cost_micros DESC, p.started_at, p.prompt_id LIMIT :limit)
                        SELECT %s FROM top JOIN prompt_summary p USING (org_id, prompt_id)
                        ORDER BY p.cost_micros DESC, p.started_at, p.prompt_id""".formatted(index(request.filters()), where.sql(), PromptLines.COLUMNS))
                        .bindMap(where.values())
                        .bind("limit", limit)
                        .map((row, context) -> PromptLines.read(request.viewer(), row))
                        .list());
    }

    /** The dearest first of a person, a repo, a team or all. */
    private static String index(Filters filters) {
        if (!filters.users().isEmpty()) {
            return "prompt_summary_user";
        }
        if (!filters.repos().isEmpty()) {
            return "prompt_summary_repo";
        }
        return filters.teams().isEmpty() ? "prompt_summary_cost" : "prompt_summary_team";
    }
}
