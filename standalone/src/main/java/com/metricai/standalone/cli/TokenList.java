package com.metricai.standalone.cli;

import com.metricai.store.access.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code metric-ai token list}. */
@Command(name = "list", description = "Lists all tokens: their ids, states and when they were last used.")
final class TokenList implements Runnable {
    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public void run() {
        TokenCommand.withDatabase(data, jdbi -> {
            line("ID", "STATE", "ORG", "LAST4", "EXPIRES", "LAST USED", "LABEL");
            for (String org : orgs(jdbi)) {
                TokenCommand.tokens(jdbi).list(org).forEach(token -> line(org, token));
            }
        });
    }

    private static List<String> orgs(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.select("SELECT id FROM orgs ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    private static void line(String org, Token token) {
        line(
                token.id(),
                token.state().wireName(),
                org,
                token.lastFour(),
                instant(token.terms().expiresAt(), "never"),
                instant(token.usage().lastUsedAt(), "not yet"),
                printable(token.terms().label()));
    }

    private static void line(Object... columns) {
        System.out.printf(Locale.ROOT, "%-36s  %-8s  %-12s  %-5s  %-20s  %-20s  %s%n", columns);
    }

    private static String instant(@Nullable Instant instant, String otherwise) {
        return instant == null
                ? otherwise
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** An older version took labels that move the cursor. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
