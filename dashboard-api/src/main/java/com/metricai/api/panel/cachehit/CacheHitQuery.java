package com.metricai.api.panel.cachehit;

import com.metricai.api.panel.Amounts;
import com.metricai.api.panel.PanelRequest;
import com.metricai.api.panel.Viewer;
import com.metricai.api.sql.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.springframework.stereotype.Component;

@Component
class CacheHitQuery {
    /** Of equals the first by the name that is shown: the order of the real ones would tell who is who. */
    private static final Comparator<CacheHit.UserTokens> MOST_FIRST = Comparator.<CacheHit.UserTokens>comparingLong(
                    user -> user.inputTokens() + user.cacheReadTokens() + user.cacheCreationTokens())
            .reversed()
            .thenComparing(CacheHit.UserTokens::user);

    private final Jdbi jdbi;

    CacheHitQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<CacheHit.UserTokens> users(PanelRequest request) {
        Cells cells = Cells.ofRollups(request, List.of("user"));
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT user, sum(input_tokens) AS input, sum(cache_read_tokens) AS read,
                               sum(cache_creation_tokens) AS creation
                        FROM %s WHERE %s
                        GROUP BY user HAVING input + read + creation > 0""".formatted(cells.table(), cells.where().sql()))
                .bindMap(cells.where().values())
                .map((row, context) -> read(request.viewer(), row))
                .stream()
                .sorted(MOST_FIRST)
                .toList());
    }

    private static CacheHit.UserTokens read(Viewer viewer, ResultSet row) throws SQLException {
        long input = row.getLong("input");
        long read = row.getLong("read");
        long creation = row.getLong("creation");
        return new CacheHit.UserTokens(
                viewer.user(row.getString("user")),
                input,
                read,
                creation,
                Amounts.ratio(read, input + read + creation));
    }
}
