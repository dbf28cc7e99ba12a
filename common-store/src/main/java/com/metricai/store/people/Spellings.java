package com.metricai.store.people;

import com.metricai.store.person.Person;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The spellings of one person's name that rows carry: the letters' case may differ from client to client. */
public final class Spellings {
    /** Tables where the users of an org are read along a key that begins with the org. */
    private static final String QUICK = """
            SELECT user FROM reporting WHERE org_id = :org
            UNION SELECT user FROM sessions WHERE org_id = :org
            UNION SELECT user FROM rollups_daily WHERE org_id = :org""";

    private static final String ALL = Stream.concat(PersonTable.ALL.stream(), Stream.of(PersonTable.OUTBOX))
            .filter(PersonTable::isNamed)
            .map(table -> "SELECT user FROM " + table.name() + " WHERE org_id = :org")
            .collect(Collectors.joining(" UNION "));

    private Spellings() {}

    /** Of somebody who has sent something; empty when nobody of that name has. */
    public static List<String> known(Handle handle, String orgId, String user) {
        return find(handle, QUICK, orgId, user).toList();
    }

    /** Of all tables, and the name as it was asked for. Reads much: for jobs. */
    public static List<String> all(Handle handle, String orgId, String user) {
        return Stream.concat(Stream.of(user), find(handle, ALL, orgId, user))
                .distinct()
                .toList();
    }

    private static Stream<String> find(Handle handle, String sql, String orgId, String user) {
        return handle.createQuery(sql).bind("org", orgId).mapTo(String.class).list().stream()
                .filter(each -> Person.same(each, user));
    }
}
