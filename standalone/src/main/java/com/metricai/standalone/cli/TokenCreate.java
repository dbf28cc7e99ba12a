package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.TokenTerms;
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
        Clock clock = Clock.systemUTC();
        Instant end = null;
        if (expires != null) {
            Duration life = Periods.parse("--expires", expires, LONGEST_LIFE);
            if (life.isZero()) {
                throw new UserError("--expires must be longer than 0");
            }
            end = clock.instant().plus(life);
        }
        TokenTerms terms = new TokenTerms(label, end, team, repo, null, null);
        TokenCommand.withDatabase(data, jdbi -> {
            if (!new AccessStore(jdbi, clock).orgExists(org)) {
                throw new UserError("there is no org " + org);
            }
            System.out.println(TokenCommand.tokens(jdbi)
                    .create(org, terms, TokenCommand.ACTOR)
                    .secret()
                    .text());
        });
    }
}
