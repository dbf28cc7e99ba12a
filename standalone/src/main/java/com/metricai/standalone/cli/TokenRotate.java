package com.metricai.standalone.cli;

import com.metricai.store.access.Tokens;
import com.metricai.store.access.Tokens.Rotation;
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
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "Of the old token: see token list.")
    private String id = "";

    @Option(names = "--overlap", paramLabel = "24h", description = "How long the old token goes on. Default: 24h")
    private String overlap = "24h";

    @Override
    public void run() {
        Duration length = Periods.parse("--overlap", overlap, Tokens.MAX_OVERLAP);
        TokenCommand.withDatabase(data, jdbi -> {
            Rotation rotation =
                    TokenCommand.tokens(jdbi).rotate(TokenCommand.orgOf(jdbi, id), id, length, TokenCommand.ACTOR);
            System.out.println(rotation.fresh().secret().text());
            System.err.println(
                    "The new token has the id " + rotation.fresh().token().id() + ". The old one is taken until "
                            + rotation.old().terms().expiresAt() + ".");
        });
    }
}
