package com.metricai.api.people;

import com.metricai.api.panel.Amounts;
import com.metricai.store.people.Pseudonym;
import com.metricai.store.people.Spellings;
import com.metricai.store.person.Person;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class PeopleQuery {
    private final Jdbi jdbi;

    PeopleQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Everybody, with the pseudonyms that the key makes. */
    List<People.OnePerson> people(String orgId, byte[] key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH known AS (
                          SELECT user FROM reporting WHERE org_id = :org
                          UNION SELECT user FROM rollups_daily WHERE org_id = :org),
                        days AS (
                          SELECT user, min(day) AS first_day, max(day) AS last_day, sum(cost_micros) AS micros
                          FROM rollups_daily WHERE org_id = :org GROUP BY user),
                        active AS (
                          SELECT user, count(DISTINCT session_id) AS sessions
                          FROM session_days WHERE org_id = :org AND model = '' AND tool = '' GROUP BY user)
                        SELECT known.user, first_day, last_day, coalesce(micros, 0) AS micros,
                          coalesce(sessions, 0) AS sessions
                        FROM known LEFT JOIN days USING (user) LEFT JOIN active USING (user)
                        WHERE known.user NOT IN (:nobody, :others) ORDER BY known.user""")
                .bind("org", orgId)
                .bind("nobody", Person.UNKNOWN)
                .bind("others", Person.OTHER)
                .map((row, context) -> new People.OnePerson(
                        row.getString("user"),
                        Pseudonym.of(key, row.getString("user")),
                        day(row.getString("first_day")),
                        day(row.getString("last_day")),
                        row.getLong("sessions"),
                        Amounts.usd(row.getLong("micros"))))
                .list());
    }

    /** The spellings of a person's name; empty when nobody of that name has sent anything. */
    List<String> spellings(String orgId, String user) {
        return jdbi.withHandle(handle -> Spellings.known(handle, orgId, user));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
