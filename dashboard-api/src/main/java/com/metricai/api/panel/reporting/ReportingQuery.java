package com.metricai.api.panel.reporting;

import com.metricai.api.panel.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReportingQuery {
    private final Jdbi jdbi;

    ReportingQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Reporting.User> users(Viewer viewer) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT user, metrics_last_seen_at, logs_last_seen_at, traces_last_seen_at, client_version
                        FROM reporting WHERE org_id = :org""")
                .bind("org", viewer.orgId())
                .map((row, context) -> new Reporting.User(
                        viewer.user(row.getString("user")),
                        instant(row, "metrics_last_seen_at"),
                        instant(row, "logs_last_seen_at"),
                        instant(row, "traces_last_seen_at"),
                        row.getString("client_version")))
                .stream()
                .sorted(Comparator.comparing(Reporting.User::user))
                .toList());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
