package com.metricai.ingest.auth;

import static java.util.Objects.requireNonNull;

import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenHolder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much each token, and all tokens of an org together, may send in a second: requests, and bytes of their bodies. Limits
 * are the snapshot's, so that a changed one holds after its next refresh. Only valid tokens are counted, so there are few.
 *
 * <p>A second's worth may come at once. Of bytes, the largest body on top of that: however low the limit, no body is
 * impossible.
 */
public final class RateLimits {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** One per nanosecond is the most that a bucket knows. */
    private static final long MOST_PER_SECOND = 1_000_000_000;

    private final Limits defaults;
    private final long largestBody;
    private final TimeMeter time;
    private final Map<String, Meter> tokens = new ConcurrentHashMap<>();
    private final Map<String, Meter> orgs = new ConcurrentHashMap<>();

    /**
     * For all requests.
     *
     * @param defaults of a token that has no limits of its own
     * @param largestBody that is taken, in bytes
     */
    public RateLimits(Limits defaults, long largestBody) {
        this(defaults, largestBody, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(Limits defaults, long largestBody, TimeMeter time) {
        this.defaults = defaults;
        this.largestBody = largestBody;
        this.time = time;
    }

    /** Counts one request; or why it may not be sent now, and nothing is counted. */
    public @Nullable String takeRequest(TokenHolder holder) {
        return take(token(holder).requests, org(holder).requests, 1);
    }

    /** Why a body of this size, which is yet to be read, could not be taken now; null when it could. */
    public @Nullable String tooManyBytes(TokenHolder holder, long bytes) {
        Limit token = token(holder).bytes;
        if (token != null && token.bucket.getAvailableTokens() < bytes) {
            return token.message;
        }
        Limit org = org(holder).bytes;
        return org != null && org.bucket.getAvailableTokens() < bytes ? org.message : null;
    }

    /** Counts the bytes of a body; or why they may not be sent now, and nothing is counted. */
    public @Nullable String takeBytes(TokenHolder holder, long bytes) {
        return bytes == 0 ? null : take(token(holder).bytes, org(holder).bytes, bytes);
    }

    private static @Nullable String take(@Nullable Limit token, @Nullable Limit org, long amount) {
        if (token != null && !token.bucket.tryConsume(amount)) {
            return token.message;
        }
        if (org != null && !org.bucket.tryConsume(amount)) {
            if (token != null) {
                token.bucket.addTokens(amount);
            }
            return org.message;
        }
        return null;
    }

    private Meter token(TokenHolder holder) {
        return meter(tokens, holder.tokenId(), holder.limits(), this::ofToken);
    }

    private Meter org(TokenHolder holder) {
        return meter(orgs, holder.orgId(), holder.orgLimits(), this::ofOrg);
    }

    /** A changed limit starts with a full bucket. */
    private static Meter meter(Map<String, Meter> meters, String id, Limits limits, Function<Limits, Meter> maker) {
        Meter meter = meters.get(id);
        if (meter != null && meter.limits.equals(limits)) {
            return meter;
        }
        return requireNonNull(meters.compute(
                id,
                (key, current) -> current != null && current.limits.equals(limits) ? current : maker.apply(limits)));
    }

    private Meter ofToken(Limits limits) {
        return new Meter(
                limits,
                requests(
                        or(limits.requestsPerSecond(), defaults.requestsPerSecond()),
                        "this token sends more than %d requests per second: use one token per person, or ask an admin to "
                                + "raise the token's limit"),
                bytes(
                        or(limits.bytesPerSecond(), defaults.bytesPerSecond()),
                        "this token sends more than %d bytes per second: use one token per person, or ask an admin to "
                                + "raise the token's limit"));
    }

    private Meter ofOrg(Limits limits) {
        return new Meter(
                limits,
                requests(
                        limits.requestsPerSecond(),
                        "the tokens of this org together send more than %d requests per second: ask an admin to raise the "
                                + "org's limit"),
                bytes(
                        limits.bytesPerSecond(),
                        "the tokens of this org together send more than %d bytes per second: ask an admin to raise the "
                                + "org's limit"));
    }

    private @Nullable Limit requests(@Nullable Long perSecond, String message) {
        return limit(perSecond, 0, message);
    }

    private @Nullable Limit bytes(@Nullable Long perSecond, String message) {
        return limit(perSecond, largestBody, message);
    }

    private @Nullable Limit limit(@Nullable Long perSecond, long extra, String message) {
        if (perSecond == null) {
            return null;
        }
        long rate = Math.clamp(perSecond, 1, MOST_PER_SECOND);
        Bucket bucket = Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(rate + extra).refillGreedy(rate, PERIOD))
                .build();
        return new Limit(bucket, message.formatted(rate));
    }

    private static @Nullable Long or(@Nullable Long own, @Nullable Long otherwise) {
        return own == null ? otherwise : own;
    }

    /** The buckets of one token or org, and the limits that they were made for. */
    private record Meter(
            Limits limits,
            @Nullable Limit requests,
            @Nullable Limit bytes) {}

    /** A bucket, and what is said when it is empty. */
    private record Limit(Bucket bucket, String message) {}
}
