package com.metricai.api.people;

import com.metricai.api.panel.Range;
import com.metricai.api.sql.TeamFold;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class OrgRulesQuery {
    private final Jdbi jdbi;

    OrgRulesQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Rules(boolean pseudonymous, int teamFloor) {}

    Rules rules(String orgId) {
        return jdbi.withHandle(handle -> handle.select("SELECT pseudonymous, team_floor FROM orgs WHERE id = ?", orgId)
                .map((row, context) -> new Rules(row.getBoolean("pseudonymous"), row.getInt("team_floor")))
                .one());
    }

    /** Everybody who has ever sent anything and was not erased. */
    List<String> users(String orgId) {
        return jdbi.withHandle(handle -> handle.select("SELECT user FROM reporting WHERE org_id = ?", orgId)
                .mapTo(String.class)
                .list());
    }

    /** How many people of these teams were active within the range. */
    long activePeople(String orgId, Range range, List<String> teams) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT %s FROM session_days
                        WHERE org_id = :org AND day BETWEEN :from AND :to AND model = '' AND tool = '' AND team IN (<teams>)""".formatted(TeamFold.PEOPLE))
                .bind("org", orgId)
                .bind("from", range.from().toString())
                .bind("to", range.to().toString())
                .bindList("teams", teams)
                .mapTo(long.class)
                .one());
    }
}
