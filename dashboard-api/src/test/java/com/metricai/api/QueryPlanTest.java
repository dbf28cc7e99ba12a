package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No endpoint reads a whole table: each statement that it really runs is explained by the engine. */
class QueryPlanTest {
    private static final String WHOLE_TABLE =
            "SCAN (rollup_grains|decision_grains|prompt_grains|agent_grains|prompts_daily|agents_daily|latest"
                    + "|rollups_daily|decisions_daily|session_days|sessions|prompt_summary|p|a"
                    + "|prompt_agents|spans|events|traces|t|o|reporting|members|m"
                    + "|tokens|token_usage|u|audit_log|removed_members|r|org_domains|d)( .*)?";

    private final TestApi api = TestApi.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/rollups?groupBy=day,user",
                "/api/rollups?groupBy=model,tool&user=ada&model=sonnet",
                "/api/cost-trend",
                "/api/cost-series?by=user",
                "/api/cost-series?by=repo&from=2026-01-01",
                "/api/cache-hit?repo=acme/api",
                "/api/tool-decisions",
                "/api/tool-decisions?user=ada",
                "/api/active-users",
                "/api/active-users?model=sonnet",
                "/api/top-prompts?model=sonnet",
                "/api/top-prompts?team=core",
                "/api/top-prompts?user=ada",
                "/api/subagent-stats",
                "/api/subagent-stats?user=ada",
                "/api/sessions",
                "/api/sessions?user=ada",
                "/api/sessions/s1",
                "/api/reporting",
                "/api/spans/tree?promptId=p1",
                "/api/spans/tree?promptId=p3",
                "/api/spans/tree?traceId=" + Fixtures.TRACE,
                "/api/admin/members",
                "/api/admin/settings",
                "/api/admin/tokens",
                "/api/admin/audit",
                "/api/admin/audit?from=2026-11-01&actor=ada&action=export&before=3"
            })
    void statements_useIndexes(String path) throws SQLException {
        Queue<String> statements = new ConcurrentLinkedQueue<>();
        SqlLogger logger = new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                String sql = context.getParsedSql().getSql();
                // A row of values, such as a sign-in's, looks for nothing.
                if (!sql.startsWith("INSERT")) {
                    statements.add(sql);
                }
            }
        };
        api.jdbi().setSqlLogger(logger);
        api.writer().setSqlLogger(logger);
        try {
            api.json(path);
        } finally {
            api.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            api.writer().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        assertThat(statements).isNotEmpty();
        for (String sql : statements) {
            assertThat(plan(sql)).as(sql).isNotEmpty().noneMatch(step -> step.matches(WHOLE_TABLE));
        }
    }

    private List<String> plan(String sql) throws SQLException {
        return api.jdbi().withHandle(handle -> {
            List<String> steps = new ArrayList<>();
            try (PreparedStatement statement = handle.getConnection().prepareStatement("EXPLAIN QUERY PLAN " + sql);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    steps.add(row.getString("detail"));
                }
            }
            return steps;
        });
    }
}
