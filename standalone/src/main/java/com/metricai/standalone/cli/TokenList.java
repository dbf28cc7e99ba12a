package com.metricai.standalone.cli;

import com.metricai.store.access.TokenStore.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code metric-ai token list}. */
@Command(name = "list", description = "Lists all tokens: their ids, states and when they were last used.")
final class TokenList implements Runnable {
    private static final String LINE = "%-36s  %-8s  %-12s  %-6s  %-20s  %-20s  %s%n";

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public void run() {
        Instant now = Clock.systemUTC().instant();
        TokenCommand.withDatabase(data, sqlite -> {
            List<Row> tokens = TokenCommand.tokens(sqlite).all();
            System.out.printf(Locale.ROOT, LINE, "ID", "STATE", "ORG", "ENDS…", "EXPIRES", "LAST USED", "LABEL");
            tokens.forEach(token -> System.out.printf(
                    Locale.ROOT,
                    LINE,
                    token.id(),
                    token.state(now).wireName(),
                    printable(token.orgId()),
                    "…" + token.lastFour(),
                    instant(token.expiresAt(), "never"),
                    instant(token.lastUsedAt(), "not yet"),
                    printable(token.label())));
        });
    }

    private static String instant(@Nullable Instant instant, String otherwise) {
        return instant == null ? otherwise : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A label that somebody chose must not move the cursor. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
