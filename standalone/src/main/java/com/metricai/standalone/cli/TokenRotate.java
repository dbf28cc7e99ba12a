package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.TokenStore;
import com.metricai.store.access.TokenStore.Made;
import com.metricai.store.access.TokenStore.Row;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metric-ai token rotate}. */
@Command(
        name = "rotate",
        description = "Makes a token in place of another one and prints it, once. Both are taken during the overlap.")
final class TokenRotate implements Runnable {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "Of the old token: see token list.")
    private String id = "";

    @Option(names = "--overlap", paramLabel = "24h", description = "How long the old token goes on. Default: 24h")
    private String overlap = "24h";

    @Override
    public void run() {
        Duration length = Periods.parse("--overlap", overlap, LONGEST_OVERLAP);
        TokenCommand.withDatabase(data, sqlite -> {
            TokenStore tokens = TokenCommand.tokens(sqlite);
            Row old = tokens.find(id).orElseThrow(() -> TokenRevoke.unknown(id));
            Made made = tokens.rotate(id, length, TokenCommand.ACTOR)
                    .orElseThrow(() -> new UserError("token " + id + " cannot be rotated, it was "
                            + (old.replacedBy() == null ? "" : "replaced by " + old.replacedBy() + ", and is ")
                            + old.state(Clock.systemUTC().instant()).wireName()
                            + ": ./metric-ai token create makes a new one"));
            System.out.println(made.secret().text());
            System.err.println("The new token has the id " + made.id() + ". The old one is taken until "
                    + tokens.find(id).orElseThrow().expiresAt() + ".");
        });
    }
}
