package com.metricai.api;

import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Role;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A believable past of a large org, written straight into the daily tables and {@code prompt_summary} at the schema before
 * the coarse tables; those are then made by the product's own migration. Seeded: the same options make the same rows.
 */
final class BenchmarkData {
    static final String ADMIN = "admin@bench.example";
    static final String ORG = "bench";
    /** A session that is always there. */
    static final String SESSION = "s-of-the-tree";

    static final String TRACE = "3af7651916cd43dd8448eb211c80319c";

    static final List<String> MODELS = List.of("claude-sonnet-5", "claude-opus-5", "claude-haiku-5");
    private static final List<String> TOOLS =
            List.of("Read", "Edit", "Bash", "Grep", "Glob", "Write", "Agent", "WebFetch");
    private static final List<String> AGENTS = List.of("Explore", "Plan", "general-purpose", "reviewer");
    /** The schema's version that the rows are written at. */
    private static final int BEFORE_COARSE_TABLES = 4;

    private static final List<String> FILLED = List.of(
            "rollups_daily",
            "decisions_daily",
            "session_days",
            "session_totals_daily",
            "sessions",
            "prompt_summary",
            "prompt_agents");

    private static final int ROWS_PER_BATCH = 2000;
    private static final long HOUR_MS = 3_600_000;

    private final Connection connection;
    private final Map<String, Inserter> inserters = new HashMap<>();
    private final Size size;
    private final Random random = new Random(1);
    private final Map<Integer, Open> openSessions = new HashMap<>();
    private int sessionNumber;
    private int promptNumber;

    /** How large the org is, and how many calendar days it looks back on. */
    record Size(int users, int teams, int repos, int days, LocalDate lastDay) {}

    private BenchmarkData(Connection connection, Size size) {
        this.connection = connection;
        this.size = size;
    }

    static String user(int number) {
        return "dev-%04d@bench.example".formatted(number);
    }

    static String team(int number) {
        return "team-%02d".formatted(number);
    }

    static String repo(int number) {
        return "bench/repo-%03d".formatted(number);
    }

    /** Makes the file, which must not exist, at the schema before the coarse tables; says how long it takes. */
    static void fill(Path file, Size size) throws SQLException {
        long start = System.nanoTime();
        try (Sqlite sqlite = Sqlite.writer(file)) {
            SqliteMigrations.migrate(sqlite.jdbi(), BEFORE_COARSE_TABLES);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = OFF");
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("PRAGMA cache_size = -2000000");
            }
            connection.setAutoCommit(false);
            new BenchmarkData(connection, size).insertAll();
            connection.commit();
        }
        say(start, "daily tables, prompts and sessions written");
    }

    /** Brings the file up to date, which fills the coarse tables of a fresh one, and lets {@link #ADMIN} in. */
    static void upgrade(Path file) {
        long start = System.nanoTime();
        try (Sqlite sqlite = Sqlite.writer(file)) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Fixtures.NOON);
            store.ensureOrg(ORG, "Bench");
            store.ensureMember(ADMIN, ORG, Role.ADMIN);
        }
        say(start, "brought up to date");
    }

    private static void say(long startNanos, String what) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, what);
    }

    private void insertAll() throws SQLException {
        List<String> indexes = dropIndexes();
        for (int back = size.days - 1; back >= 0; back--) {
            LocalDate day = size.lastDay.minusDays(back);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            for (int user = 0; user < size.users; user++) {
                // A few work at weekends, a few are on leave.
                if (weekend ? random.nextInt(50) == 0 : random.nextInt(100) > 0) {
                    userDay(day, user);
                }
            }
        }
        for (Map.Entry<Integer, Open> open : openSessions.entrySet()) {
            Open session = open.getValue();
            session(session.id, open.getKey(), session.repo, session.firstSeen, session.firstSeen + HOUR_MS);
        }
        for (int user = 0; user < size.users; user++) {
            long seen = at(size.lastDay, 17);
            into("reporting", ORG, user(user), seen, seen, seen, "2.1.330");
        }
        tree();
        for (Inserter inserter : inserters.values()) {
            inserter.close();
        }
        try (Statement statement = connection.createStatement()) {
            for (String index : indexes) {
                statement.execute(index);
            }
        }
    }

    /** Filling a table and then its indexes is several times faster than both at once. */
    private List<String> dropIndexes() throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")) {
            while (row.next()) {
                if (FILLED.contains(row.getString(1))) {
                    found.put(row.getString(2), row.getString(3));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String index : found.keySet()) {
                statement.execute("DROP INDEX " + index);
            }
        }
        return new ArrayList<>(found.values());
    }

    private void userDay(LocalDate day, int number) throws SQLException {
        String date = day.toString();
        String user = user(number);
        // One in ten works for another team each month.
        String team = team((number + (number % 10 == 3 ? day.getMonthValue() : 0)) % size.teams);
        String source = number % 20 == 0 ? "cowork" : number % 10 == 1 ? "agent_sdk" : "claude_code";
        int first = repoOf(number);
        int second = random.nextInt(3) == 0 ? repoOf(number) : first;
        Map<Integer, Work> works = new HashMap<>();
        for (int slot = 0; slot < 2; slot++) {
            int repo = slot == 0 ? first : second;
            Work work = works.computeIfAbsent(repo, key -> work());
            String session = sessionOf(day, number, slot, repo);
            sessionRows(date, user, session, source, team, repo(repo), work);
            prompts(day, slot, user, session, source, team, repo(repo), work);
        }
        for (Map.Entry<Integer, Work> entry : works.entrySet()) {
            rollups(date, user, source, team, repo(entry.getKey()), entry.getValue());
        }
    }

    /** What is used in a repo on one day. */
    private record Work(List<String> models, List<String> tools) {}

    private Work work() {
        List<String> models = new ArrayList<>(List.of(MODELS.get(0)));
        if (random.nextInt(10) < 6) {
            models.add(MODELS.get(1));
        }
        if (random.nextInt(10) < 8) {
            models.add(MODELS.get(2));
        }
        int skipped = random.nextInt(3);
        List<String> tools =
                IntStream.range(0, TOOLS.size() - skipped).mapToObj(TOOLS::get).toList();
        return new Work(models, tools);
    }

    /** Mostly one of the team's own repos. */
    private int repoOf(int user) {
        int ofTeam = Math.max(1, size.repos / size.teams);
        return random.nextInt(10) == 0
                ? random.nextInt(size.repos)
                : (user % size.teams * ofTeam + random.nextInt(ofTeam)) % size.repos;
    }

    /** One in twelve goes on on the next day that its user works. */
    private String sessionOf(LocalDate day, int user, int slot, int repo) throws SQLException {
        Open open = slot == 0 ? openSessions.remove(user) : null;
        if (open != null) {
            session(open.id, user, open.repo, open.firstSeen, at(day, 11));
            return open.id;
        }
        String id = "s-" + user + "-" + sessionNumber++;
        if (slot == 1 && random.nextInt(6) == 0) {
            openSessions.put(user, new Open(id, repo, at(day, 13)));
        } else {
            session(id, user, repo, at(day, 9 + 4 * slot), at(day, 12 + 4 * slot));
        }
        return id;
    }

    /** A session that is to go on. */
    private record Open(String id, int repo, long firstSeen) {}

    private void session(String id, int user, int repo, long firstSeen, long lastSeen) throws SQLException {
        into(
                "sessions",
                ORG,
                id,
                "claude_code",
                user(user),
                team(user % size.teams),
                repo(repo),
                "2.1.330",
                firstSeen,
                lastSeen + random.nextInt(3_000_000),
                1,
                1,
                1,
                1);
    }

    private void sessionRows(
            String day, String user, String session, String source, String team, String repo, Work work)
            throws SQLException {
        Set<List<String>> cells = new LinkedHashSet<>(List.of(List.of("", "")));
        work.models.forEach(model -> cells.add(List.of(model, "")));
        for (String tool : work.tools) {
            cells.add(List.of("", tool));
            cells.add(List.of(modelOf(work, tool), tool));
        }
        for (List<String> cell : cells) {
            into("session_days", ORG, day, cell.get(0), cell.get(1), user, session, source, team, repo);
        }
        into(
                "session_totals_daily",
                ORG,
                day,
                user,
                session,
                number(4_000_000),
                number(900_000),
                number(200),
                number(80),
                random.nextInt(2));
    }

    private static String modelOf(Work work, String tool) {
        return work.models.get(TOOLS.indexOf(tool) % work.models.size());
    }

    private void rollups(String day, String user, String source, String team, String repo, Work work)
            throws SQLException {
        for (String model : work.models) {
            int cost = number(5_000_000);
            rollup(
                    day,
                    user,
                    source,
                    team,
                    repo,
                    model,
                    "",
                    "ok",
                    cost,
                    cost,
                    0,
                    number(9000),
                    number(30_000),
                    number(900_000),
                    number(90_000),
                    0,
                    number(60),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0);
        }
        rollup(
                day,
                user,
                source,
                team,
                repo,
                "",
                "",
                "ok",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                4,
                0,
                random.nextInt(2),
                0,
                0,
                0,
                0,
                number(300),
                number(90),
                random.nextInt(3),
                random.nextInt(2),
                number(3_000_000),
                number(9_000_000),
                0);
        for (String tool : work.tools) {
            String model = modelOf(work, tool);
            int calls = number(20);
            rollup(
                    day, user, source, team, repo, model, tool, "ok", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, calls, 0, calls, 0,
                    0, 0, 0, 0, 0, 0, 0);
            into("decisions_daily", ORG, day, user, source, team, repo, model, tool, "config", calls, 0);
            if (random.nextInt(3) == 0) {
                int failed = number(3);
                rollup(
                        day, user, source, team, repo, model, tool, "error", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, failed,
                        failed, 0, 0, 0, 0, 0, 0, 0, 0, 0);
                into("decisions_daily", ORG, day, user, source, team, repo, model, tool, "user_temporary", failed, 0);
            }
            if (random.nextInt(8) == 0) {
                rollup(
                        day,
                        user,
                        source,
                        team,
                        repo,
                        model,
                        tool,
                        "rejected",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0);
                into("decisions_daily", ORG, day, user, source, team, repo, model, tool, "user_reject", 0, 1);
            }
        }
        rollup(
                day,
                user,
                source,
                team,
                repo,
                "",
                "Bash",
                "ok",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                number(90_000));
    }

    private void rollup(
            String day,
            String user,
            String source,
            String team,
            String repo,
            String model,
            String tool,
            String status,
            int... measures)
            throws SQLException {
        Object[] row = new Object[9 + measures.length];
        Object[] keys = {ORG, day, user, source, team, repo, model, tool, status};
        System.arraycopy(keys, 0, row, 0, keys.length);
        for (int i = 0; i < measures.length; i++) {
            row[keys.length + i] = measures[i];
        }
        into("rollups_daily", row);
    }

    private void prompts(
            LocalDate day, int slot, String user, String session, String source, String team, String repo, Work work)
            throws SQLException {
        String date = day.toString();
        for (int i = 0; i < 4; i++) {
            String id = "p-" + promptNumber++;
            long started = at(day, 9 + 4 * slot) + i * 1_200_000L + random.nextInt(600_000);
            // Long-tailed, as real costs are.
            long cost = (long) (40_000 * Math.exp(random.nextGaussian() * 1.3));
            int agents = random.nextInt(12) == 0 ? number(4) : 0;
            int depth = agents == 0 ? 0 : random.nextInt(5) == 0 && agents > 1 ? 2 : 1;
            List<String> models = work.models.subList(0, 1 + random.nextInt(work.models.size()));
            into(
                    "prompt_summary",
                    ORG,
                    id,
                    session,
                    null,
                    date,
                    started,
                    started + number(600_000),
                    source,
                    user,
                    team,
                    repo,
                    "human",
                    null,
                    "[\"" + String.join("\",\"", models) + "\"]",
                    cost,
                    agents == 0 ? 0 : cost / 3,
                    number(3000),
                    number(9000),
                    number(300_000),
                    number(30_000),
                    number(20),
                    0,
                    number(30),
                    random.nextInt(2),
                    number(20),
                    random.nextInt(2),
                    agents,
                    depth,
                    agents == 0 ? 0 : depth == 2 ? Math.max(1, agents - 1) : agents);
            for (int agent = 0; agent < agents; agent++) {
                into(
                        "prompt_agents",
                        ORG,
                        id,
                        "a" + agent,
                        null,
                        AGENTS.get(random.nextInt(AGENTS.size())),
                        1,
                        date,
                        number(200_000),
                        cost / 3 / agents,
                        number(90_000));
            }
        }
    }

    /** One prompt with the spans of a long task. */
    private void tree() throws SQLException {
        String day = size.lastDay.toString();
        long start = at(size.lastDay, 10) * 1_000_000;
        into("traces", ORG, TRACE, "p-0");
        session(SESSION, 0, 0, at(size.lastDay, 10), at(size.lastDay, 11));
        for (int i = 0; i < 500; i++) {
            String parent = i == 0 ? null : "span%012d".formatted((i - 1) / 4);
            boolean request = i % 4 == 1;
            into(
                    "spans",
                    ORG,
                    TRACE,
                    "span%012d".formatted(i),
                    parent,
                    request ? "claude_code.llm_request" : "claude_code.tool",
                    i == 0 ? "interaction" : request ? "llm_request" : "tool",
                    0,
                    day,
                    start + i * 1_000_000L,
                    500 - i,
                    SESSION,
                    "claude_code",
                    user(0),
                    team(0),
                    repo(0),
                    request ? MODELS.get(0) : "",
                    request ? "" : "Read",
                    null,
                    null,
                    null,
                    null,
                    request ? "req" + i : null,
                    null,
                    null,
                    null,
                    0,
                    "ok",
                    null,
                    null,
                    10,
                    10,
                    10,
                    10,
                    "{}");
        }
    }

    private int number(int bound) {
        return 1 + random.nextInt(bound);
    }

    private static long at(LocalDate day, int hour) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + hour * HOUR_MS;
    }

    private void into(String table, @Nullable Object... row) throws SQLException {
        Inserter inserter = inserters.get(table);
        if (inserter == null) {
            String places = "?, ".repeat(row.length);
            inserter = new Inserter(connection.prepareStatement(
                    "INSERT INTO " + table + " VALUES (" + places.substring(0, places.length() - 2) + ")"));
            inserters.put(table, inserter);
        }
        inserter.add(row);
    }

    private static final class Inserter {
        private final PreparedStatement statement;
        private int waiting;

        Inserter(PreparedStatement statement) {
            this.statement = statement;
        }

        void add(@Nullable Object... row) throws SQLException {
            for (int i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.addBatch();
            if (++waiting == ROWS_PER_BATCH) {
                statement.executeBatch();
                waiting = 0;
            }
        }

        void close() throws SQLException {
            statement.executeBatch();
            statement.close();
        }
    }
}
