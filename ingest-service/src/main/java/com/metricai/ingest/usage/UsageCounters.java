package com.metricai.ingest.usage;

import com.metricai.otlp.envelope.UsageReport.Usage;
import com.metricai.store.access.TokenHolder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What each token sent. Counting never waits for anybody: requests of many threads add to cells of their own. Nothing is
 * ever set back; what is new is the difference to what was taken before, so that no count can fall between two reads.
 * Tokens stay until the process ends, of which there are as many as sent anything.
 */
public final class UsageCounters {
    private record Key(String orgId, String tokenId) {}

    private final Map<Key, Counts> tokens = new ConcurrentHashMap<>();
    private final Clock clock;

    public UsageCounters(Clock clock) {
        this.clock = clock;
    }

    /** Acknowledged, with a body of so many bytes. */
    public void accepted(TokenHolder holder, long bytes) {
        Counts counts = of(holder);
        counts.requests.increment();
        counts.bytes.add(bytes);
    }

    /** Answered 429. */
    public void limited(TokenHolder holder) {
        of(holder).limited.increment();
    }

    /** Answered neither 200 nor 429. */
    public void refused(TokenHolder holder) {
        of(holder).refused.increment();
    }

    /** What was counted since the last time; tokens that sent nothing meanwhile are left out. By one thread at a time. */
    List<Usage> takeNew() {
        List<Usage> fresh = new ArrayList<>();
        tokens.forEach((key, counts) -> {
            Totals now = counts.totals();
            Totals before = counts.taken;
            if (!now.equals(before)) {
                counts.taken = now;
                fresh.add(new Usage(
                        key.orgId,
                        key.tokenId,
                        now.requests - before.requests,
                        now.bytes - before.bytes,
                        now.limited - before.limited,
                        now.refused - before.refused,
                        Instant.ofEpochMilli(counts.lastAt.get())));
            }
        });
        return fresh;
    }

    private Counts of(TokenHolder holder) {
        Counts counts =
                tokens.computeIfAbsent(new Key(holder.orgId(), holder.tokenId()), key -> new Counts(clock.millis()));
        counts.lastAt.accumulate(clock.millis());
        return counts;
    }

    private record Totals(long requests, long bytes, long limited, long refused) {}

    private static final class Counts {
        private final LongAdder requests = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder limited = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAccumulator lastAt;
        private Totals taken = new Totals(0, 0, 0, 0);

        Counts(long now) {
            lastAt = new LongAccumulator(Math::max, now);
        }

        Totals totals() {
            return new Totals(requests.sum(), bytes.sum(), limited.sum(), refused.sum());
        }
    }
}
