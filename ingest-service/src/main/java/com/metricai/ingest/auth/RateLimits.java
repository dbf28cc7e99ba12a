package com.metricai.ingest.auth;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One token bucket per ingest token: a second's worth may come at once. Only valid tokens get one, so there are few. */
public final class RateLimits {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final int perSecond;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    public RateLimits(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether this token may send one more request now; counts it if so. */
    public boolean tryAcquire(String tokenId) {
        return buckets.computeIfAbsent(tokenId, id -> newBucket()).tryConsume(1);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, PERIOD))
                .build();
    }
}
