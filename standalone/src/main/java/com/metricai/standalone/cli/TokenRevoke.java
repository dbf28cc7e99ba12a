package com.metricai.standalone.cli;

import com.metricai.store.access.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code metric-ai token revoke}. */
@Command(name = "revoke", description = "Ends a token: it is refused within 5 seconds.")
final class TokenRevoke implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "See token list.")
    private String id = "";

    @Override
    public void run() {
        TokenCommand.withDatabase(data, jdbi -> {
            Token token = TokenCommand.tokens(jdbi).revoke(TokenCommand.orgOf(jdbi, id), id, TokenCommand.ACTOR);
            System.out.println("mai_…" + token.lastFour() + " is revoked, and refused within 5 seconds.");
        });
    }
}
