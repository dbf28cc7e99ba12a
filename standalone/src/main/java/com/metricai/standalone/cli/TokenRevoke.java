package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.TokenStore;
import com.metricai.store.access.TokenStore.Row;
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
        TokenCommand.withDatabase(data, sqlite -> {
            TokenStore tokens = TokenCommand.tokens(sqlite);
            Row token = tokens.find(id).orElseThrow(() -> unknown(id));
            if (!tokens.revoke(id, TokenCommand.ACTOR)) {
                throw new UserError("token " + id + " was revoked at " + token.revokedAt());
            }
            System.out.println("Revoked mai_…" + token.lastFour() + ". It is refused within 5 seconds.");
        });
    }

    static UserError unknown(String id) {
        return new UserError("there is no token with the id " + id + ": ./metric-ai token list shows them all");
    }
}
