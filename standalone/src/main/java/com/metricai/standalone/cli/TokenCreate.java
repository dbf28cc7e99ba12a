package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenStore.NewToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code metric-ai token create}. */
@Command(name = "create", description = "Makes a token and prints it, once: it cannot be shown again.")
final class TokenCreate implements Runnable {
    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_TAG = 256;
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--label", paramLabel = "L", required = true, description = "Whose token it is.")
    private String label = "";

    @Option(names = "--org", paramLabel = "ORG", description = "Default: default")
    private String org = "default";

    @Option(names = "--expires", paramLabel = "90d", description = "After how long it ends. Default: never")
    private @Nullable String expires;

    @Option(names = "--team", paramLabel = "T", description = "For what is sent without a team.")
    private String team = "";

    @Option(names = "--repo", paramLabel = "R", description = "For what is sent without a repository: owner/name.")
    private String repo = "";

    @Override
    public void run() {
        requirePlain("--label", label, LONGEST_LABEL);
        if (label.isBlank()) {
            throw new UserError("a label has 1 to " + LONGEST_LABEL + " characters");
        }
        requirePlain("--team", team, LONGEST_TAG);
        requirePlain("--repo", repo, LONGEST_TAG);
        Clock clock = Clock.systemUTC();
        Instant end = null;
        if (expires != null) {
            Duration life = Periods.parse("--expires", expires, LONGEST_LIFE);
            if (life.isZero()) {
                throw new UserError("--expires must be longer than 0");
            }
            end = clock.instant().plus(life);
        }
        NewToken token = new NewToken(label.strip(), end, team.strip(), repo.strip(), Limits.NONE);
        TokenCommand.withDatabase(data, sqlite -> {
            if (!new AccessStore(sqlite.jdbi(), clock).orgExists(org)) {
                throw new UserError("there is no org " + org);
            }
            System.out.println(TokenCommand.tokens(sqlite)
                    .create(org, token, TokenCommand.ACTOR)
                    .secret()
                    .text());
        });
    }

    private static void requirePlain(String option, String text, int longest) {
        if (text.length() > longest) {
            throw new UserError(option + " has at most " + longest + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new UserError(option + " must be one line without control characters");
        }
    }
}
