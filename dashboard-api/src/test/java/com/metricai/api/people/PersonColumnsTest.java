package com.metricai.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.people.PersonTable;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every column of the schema that can name a person: its rows are erased and exported, or it stands here with the reason. */
class PersonColumnsTest {
    private static final String NAMING =
            "(.*_)?(user|email|actor|subject|detail|label|by|login|author|owner|name)(_.*)?";

    /** What is not erased. */
    private static final Map<String, String> NOT_ERASED = Map.ofEntries(
            Map.entry("members.email", "who signs in here; removed on the page of members"),
            Map.entry("members.invited_by", "as the member who was invited"),
            Map.entry(
                    "removed_members.email_sha256",
                    "a hash, which keeps somebody from coming back by the org's domain"),
            Map.entry("audit_log.actor", "what members did, for 365 days"),
            Map.entry("audit_log.subject", "with whom, for 365 days"),
            Map.entry("audit_log.detail", "old and new values, for 365 days"),
            Map.entry("audit_log.user_agent", "of members' browsers, for 365 days"),
            Map.entry("tokens.created_by", "which member made it"),
            Map.entry("tokens.label", "as an admin wrote it"),
            Map.entry("tokens.replaced_by", "the id of a token"),
            Map.entry("tombstones.user_sha256", "a hash, by which the person is kept erased"),
            Map.entry("erasures.user", "emptied when the erasure is finished"),
            Map.entry("erasures.requested_by", "which member asked for it"),
            Map.entry("dead_letter_requests.requested_by", "which operator asked for it"),
            Map.entry("dead_letters.user_agent", "of a client, without a name"),
            Map.entry("dead_letters.detail", "never a quotation"),
            Map.entry("orgs.name", "of an org"),
            Map.entry("spans.name", "of an operation"),
            Map.entry("events.name", "of a kind of event"),
            Map.entry("prompt_summary.command_name", "of a command that ships with the client"),
            Map.entry("rollups_daily.active_user_ms", "a duration"),
            Map.entry("rollup_grains.active_user_ms", "a duration"),
            Map.entry("job_runs.detail", "of a job"));

    @TempDir
    Path directory;

    @Test
    void everyColumnThatNamesPeople_isErasedAndExported_orIsAnException() {
        Set<String> erased = Stream.concat(PersonTable.ALL.stream(), Stream.of(PersonTable.OUTBOX))
                .map(table -> table.name() + ".user")
                .collect(Collectors.toSet());
        Set<String> columns = columns();
        assertThat(columns).hasSizeGreaterThan(30);
        assertThat(columns.stream().filter(column -> !erased.contains(column)))
                .as("not erased: each needs a reason")
                .containsExactlyInAnyOrderElementsOf(NOT_ERASED.keySet());
        assertThat(PersonExportQuery.TABLES)
                .containsAll(erased.stream()
                        .map(column -> column.replace(".user", ""))
                        .toList())
                .contains("members", "removed_members", "audit_log");
    }

    private Set<String> columns() {
        try (Sqlite sqlite = Sqlite.writer(directory.resolve("metric-ai.db"))) {
            SqliteMigrations.migrate(sqlite.jdbi());
            List<String> all = sqlite.jdbi()
                    .withHandle(handle -> handle.select("""
                                    SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
                                    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'""").mapTo(String.class).list());
            return all.stream()
                    .filter(column -> column.substring(column.indexOf('.') + 1).matches(NAMING))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
