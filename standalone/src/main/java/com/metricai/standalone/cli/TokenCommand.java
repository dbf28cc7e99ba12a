package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.Actor;
import com.metricai.store.access.AuditAction;
import com.metricai.store.access.AuditLog;
import com.metricai.store.access.ChangeRefused;
import com.metricai.store.access.Tokens;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.time.Clock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code metric-ai token …}. Works beside a running instance, which takes notice within 5 seconds. */
@Command(
        name = "token",
        description = "Ingest tokens: who may send.",
        subcommands = {TokenCreate.class, TokenList.class, TokenRotate.class, TokenRevoke.class})
final class TokenCommand implements Runnable {
    /** Who is written into the audit log. */
    static final Actor ACTOR = Operator.actor();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do with tokens: create, list, rotate or revoke");
    }

    /** Opens the database of an instance that was started at least once. What is refused is said in one line. */
    static void withDatabase(DataOption data, Consumer<Jdbi> work) {
        Quiet.logErrorsOnly();
        try (Sqlite sqlite = Sqlite.writer(data.directory().existing().database())) {
            SqliteMigrations.migrate(sqlite.jdbi());
            work.accept(sqlite.jdbi());
        } catch (ChangeRefused refused) {
            throw new UserError(refused.getMessage(), refused);
        }
    }

    /** Writes down what is about to be done to the installation as a whole. */
    static void audit(DataOption data, AuditAction action, String subject) {
        withDatabase(
                data,
                jdbi -> new AuditLog(jdbi, Clock.systemUTC())
                        .record(AuditLog.INSTALLATION, ACTOR, action, subject, ""));
    }

    static Tokens tokens(Jdbi jdbi) {
        return new Tokens(jdbi, Clock.systemUTC());
    }

    /** The org of a token, whatever its state. */
    static String orgOf(Jdbi jdbi, String tokenId) {
        return jdbi.withHandle(handle -> handle.select("SELECT org_id FROM tokens WHERE id = ?", tokenId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new UserError(
                        "there is no token with the id " + tokenId + ": ./metric-ai token list shows them all")));
    }
}
