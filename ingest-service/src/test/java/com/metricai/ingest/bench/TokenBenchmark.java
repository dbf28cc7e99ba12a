package com.metricai.ingest.bench;

import com.metricai.ingest.auth.Credentials;
import com.metricai.ingest.auth.RateLimits;
import com.metricai.ingest.usage.UsageCounters;
import com.metricai.store.access.AccessStore;
import com.metricai.store.access.IngestToken;
import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenDirectory;
import com.metricai.store.access.TokenHolder;
import com.metricai.store.migration.SqliteMigrations;
import com.metricai.store.sqlite.Sqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What a token costs a request, with few tokens and with many, all of which send: looking it up, and everything that is
 * done for it; and what reading all of them again costs, which happens every 2 s in a thread of its own.
 *
 * <p>{@code ./mvnw -pl ingest-service -am -P token-benchmark -DskipTests test}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"})
@SuppressWarnings("NullAway.Init") // set up before each round
public class TokenBenchmark {
    /** More than a cache line's luck, and a power of two. */
    private static final int HEADERS = 1 << 16;

    @Param({"10", "10000"})
    int tokens;

    private final List<List<String>> headers = new ArrayList<>(HEADERS);
    private Path directory = Path.of("");
    private Sqlite sqlite;
    private TokenDirectory tokenDirectory;
    private Credentials credentials;
    private RateLimits rates;
    private UsageCounters usage;
    private int next;

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(TokenBenchmark.class.getName()).build()).run();
    }

    @Setup
    public void create() throws IOException {
        directory = Files.createTempDirectory("token-benchmark");
        sqlite = Sqlite.writer(directory.resolve("a.db"));
        SqliteMigrations.migrate(sqlite.jdbi());
        new AccessStore(sqlite.jdbi(), Clock.systemUTC()).ensureOrg("acme", "Acme");
        List<IngestToken> made = insert();
        Random random = new Random(42);
        for (int i = 0; i < HEADERS; i++) {
            headers.add(List.of("Bearer " + made.get(random.nextInt(tokens)).text()));
        }
        tokenDirectory = new TokenDirectory(sqlite.jdbi(), Clock.systemUTC());
        tokenDirectory.refresh();
        credentials = new Credentials(tokenDirectory);
        rates = new RateLimits(new Limits(1_000_000_000L, 1_000_000_000L), 1 << 26);
        usage = new UsageCounters(Clock.systemUTC());
    }

    private List<IngestToken> insert() {
        SecureRandom random = new SecureRandom();
        List<IngestToken> made = new ArrayList<>();
        sqlite.jdbi().useTransaction(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO tokens (id, org_id, label, sha256, last_four, created_at, created_by)
                    VALUES (?, 'acme', 'label', ?, '', 0, 'benchmark')""")) {
                for (int i = 0; i < tokens; i++) {
                    IngestToken token = IngestToken.random(random);
                    made.add(token);
                    batch.add("token-" + i, token.sha256());
                }
                batch.execute();
            }
        });
        return made;
    }

    @TearDown
    public void delete() throws IOException {
        sqlite.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Benchmark
    public Credentials.Result lookUp() {
        return credentials.check(headers.get(next++ & HEADERS - 1));
    }

    @Benchmark
    public TokenHolder wholeRequest() {
        if (!(lookUp() instanceof Credentials.Result.Known(TokenHolder holder))) {
            throw new IllegalStateException("every token is known");
        }
        if (rates.takeRequest(holder) != null
                || rates.tooManyBytes(holder, 1) != null
                || rates.takeBytes(holder, 1) != null) {
            throw new IllegalStateException("no limit is that low");
        }
        usage.accepted(holder, 1);
        return holder;
    }

    @Benchmark
    public void readAllAgain() {
        tokenDirectory.refresh();
    }
}
