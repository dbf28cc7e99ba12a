package com.metricai.standalone;

import com.metricai.standalone.demo.DemoExports;
import com.metricai.standalone.demo.DemoPoster;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.IngestToken;
import com.metricai.store.access.Role;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The demo history: made up, posted through the ingest URL like everybody's telemetry, once per data directory. The moment
 * it ends at is written down first, so that a load that was interrupted is repeated with the same bytes and counts once.
 */
public final class Demo {
    /** The org of {@link #loadOnce}: made-up figures never mix with real ones. */
    public static final String ORG = "demo";

    private static final String NAME = "Demo data";
    /** On every page: while days are missing, so are the periods that the others are compared with. */
    private static final String NAME_WHILE_LOADING = "Demo data, still loading";

    private static final long SEED = 7;
    private static final String LOADED = "loaded ";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration TOKEN_PATIENCE = Duration.ofMinutes(2);

    private final Path mark;
    private final Path database;
    private final String orgId;
    private final IngestToken token;
    private final Instant end;

    private Demo(Path mark, Path database, String orgId, IngestToken token, Instant end) {
        this.mark = mark;
        this.database = database;
        this.orgId = orgId;
        this.token = token;
        this.end = end;
    }

    /**
     * Sends the history to services that run elsewhere and share the database, into an org of its own. Returns when the
     * dashboard shows all of it, at once when it did before.
     *
     * @param admin who may see the org
     * @throws UserError when it could not be sent
     */
    public static void loadOnce(DataDirectory data, URI ingest, String admin, Terminal terminal) {
        if (isLoaded(data)) {
            terminal.say("Demo: it is there already.");
            return;
        }
        try (Sqlite sqlite = Sqlite.writer(data.database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
            store.ensureOrg(ORG, NAME_WHILE_LOADING);
            store.ensureMember(admin, ORG, Role.ADMIN);
        }
        Demo demo = prepare(data, ORG);
        try {
            demo.awaitAcceptance(ingest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        demo.load(ingest, terminal);
        if (!isLoaded(data)) {
            throw new UserError(
                    "the demo history is not all there: run the command again, it goes on where it stopped");
        }
    }

    /** A new token takes some seconds to be known, and ingest may still be starting. */
    private void awaitAcceptance(URI ingest) throws InterruptedException {
        HttpRequest empty = HttpRequest.newBuilder(ingest.resolve("/v1/logs"))
                .header("Authorization", "Bearer " + token.text())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        Instant patience = Instant.now().plus(TOKEN_PATIENCE);
        String answer = "none";
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (Instant.now().isBefore(patience)) {
                try {
                    int status = client.send(empty, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status == 200) {
                        return;
                    }
                    answer = "status " + status;
                } catch (IOException e) {
                    answer = e.toString();
                }
                Thread.sleep(Duration.ofMillis(500));
            }
        }
        throw new UserError(ingest + " does not take the demo history: its last answer was " + answer);
    }

    /** Whether the history is there already. */
    static boolean isLoaded(DataDirectory data) {
        return read(data.demoMark()).startsWith(LOADED);
    }

    /** Before ingest starts, so that it knows the token from the beginning. */
    static Demo prepare(DataDirectory data, String orgId) {
        String noted = read(data.demoMark());
        Instant end = noted.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.MILLIS) : Instant.parse(noted);
        write(data.demoMark(), end.toString());
        try (Sqlite sqlite = Sqlite.writer(data.database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            AccessStore store = new AccessStore(sqlite.jdbi(), Clock.systemUTC());
            store.renameOrg(orgId, NAME_WHILE_LOADING);
            IngestToken token = store.createToken(orgId, "demo history", Standalone.MADE_BY);
            return new Demo(data.demoMark(), data.database(), orgId, token, end);
        }
    }

    /** Posts the history and returns when the dashboard shows all of it. */
    void load(URI ingest, Terminal terminal) {
        terminal.say("Demo: making up 28 days of 25 developers …");
        long started = System.nanoTime();
        try (Sqlite sqlite = Sqlite.writer(database)) {
            long before = decoded(sqlite);
            LocalDate[] last = {LocalDate.MIN};
            DemoPoster.Progress posted = DemoPoster.post(ingest, token.text(), DemoExports.of(SEED, end), progress -> {
                if (progress.day().isAfter(last[0]) && progress.day().getDayOfMonth() % 4 == 0) {
                    terminal.say("Demo: posted up to " + progress.day() + ", " + progress.records() + " records");
                    last[0] = progress.day();
                }
            });
            terminal.say("Demo: all " + posted.records() + " records posted; counting them …");
            awaitStored(sqlite, before + posted.records());
            new AccessStore(sqlite.jdbi(), Clock.systemUTC()).renameOrg(orgId, NAME);
            write(mark, LOADED + end);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            terminal.say("Demo: ready after " + seconds + " s. Everything in it is made up.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            terminal.say("Demo: not loaded (" + e.getMessage() + "); the next start with --demo goes on with it.");
        }
    }

    private void awaitStored(Sqlite sqlite, long decoded) throws IOException {
        Instant patience = Instant.now().plus(PATIENCE);
        while (decoded(sqlite) < decoded || count(sqlite, "SELECT count(*) FROM dirty_days") > 0) {
            if (Instant.now().isAfter(patience)) {
                throw new IOException("not everything was counted within " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private static long decoded(Sqlite sqlite) {
        return count(sqlite, "SELECT coalesce(sum(records), 0) FROM books WHERE outcome = 'decoded'");
    }

    private static long count(Sqlite sqlite, String sql) {
        return sqlite.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private static String read(Path mark) {
        try {
            return Files.exists(mark) ? Files.readString(mark).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path mark, String text) {
        try {
            Files.writeString(mark, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
