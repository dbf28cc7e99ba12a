package com.metricai.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.store.access.Limits;
import com.metricai.store.access.TokenHolder;
import io.github.bucket4j.TimeMeter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int LARGEST_BODY = 1000;

    private long nanos = 5;

    private final RateLimits rates = new RateLimits(new Limits(2L, 100L), LARGEST_BODY, new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    @Test
    void requests_areLimitedPerTokenAndCount() {
        TokenHolder a = holder("a", Limits.NONE, Limits.NONE);
        assertThat(taken(a, 5)).isEqualTo(2);
        assertThat(rates.takeRequest(a)).contains("this token", "2 requests per second");
        assertThat(taken(holder("b", Limits.NONE, Limits.NONE), 5)).isEqualTo(2);

        nanos += SECOND / 2;
        assertThat(taken(a, 5)).isEqualTo(1);
    }

    @Test
    void ownLimit_winsOverTheDefault() {
        assertThat(taken(holder("a", new Limits(4L, null), Limits.NONE), 10)).isEqualTo(4);
    }

    @Test
    void changedLimit_holdsFromTheNextRequestOn() {
        assertThat(taken(holder("a", new Limits(1L, null), Limits.NONE), 5)).isEqualTo(1);
        assertThat(taken(holder("a", new Limits(3L, null), Limits.NONE), 5)).isEqualTo(3);
        assertThat(taken(holder("a", new Limits(1L, null), Limits.NONE), 5)).isEqualTo(1);
    }

    @Test
    void orgLimit_isOfAllItsTokensTogether_andCostsATokenNothing() {
        Limits org = new Limits(3L, null);
        TokenHolder a = holder("a", new Limits(2L, null), org);
        TokenHolder b = holder("b", new Limits(2L, null), org);
        assertThat(taken(a, 5)).isEqualTo(2);
        assertThat(taken(b, 5)).isEqualTo(1);
        assertThat(rates.takeRequest(b)).contains("this org", "3 requests per second");

        // What the org refused was not counted against b, which still has one request of its own.
        assertThat(rates.takeRequest(holder("b", new Limits(2L, null), Limits.NONE)))
                .isNull();
        assertThat(rates.takeRequest(holder("b", new Limits(2L, null), Limits.NONE)))
                .contains("this token");
    }

    @Test
    void orgWithoutLimit_isNotLimited() {
        long taken = IntStream.range(0, 100)
                .mapToLong(i -> taken(holder("t" + i, Limits.NONE, Limits.NONE), 2))
                .sum();
        assertThat(taken).isEqualTo(200);
    }

    @Test
    void largestBody_isPossibleHoweverLowTheLimit() {
        TokenHolder a = holder("a", new Limits(null, 1L), new Limits(null, 1L));
        assertThat(rates.tooManyBytes(a, LARGEST_BODY)).isNull();
        assertThat(rates.takeBytes(a, LARGEST_BODY)).isNull();
        assertThat(rates.takeBytes(a, 2)).contains("1 bytes per second");

        nanos += LARGEST_BODY * SECOND;
        assertThat(rates.takeBytes(a, LARGEST_BODY)).isNull();
    }

    @Test
    void bytes_areLimitedAndToldBeforeTheyAreRead() {
        TokenHolder a = holder("a", Limits.NONE, new Limits(null, 150L));
        assertThat(rates.takeBytes(a, 1100)).isNull();
        assertThat(rates.tooManyBytes(a, 1)).contains("this token", "100 bytes per second");
        assertThat(rates.takeBytes(a, 0)).as("nothing is always possible").isNull();
        assertThat(rates.tooManyBytes(holder("b", Limits.NONE, new Limits(null, 150L)), 60))
                .contains("this org", "150 bytes per second");

        nanos += SECOND;
        assertThat(rates.tooManyBytes(a, 100)).isNull();
        assertThat(rates.tooManyBytes(a, 101)).isNotNull();
    }

    @Test
    void absurdLimits_areNoFailure() {
        for (long limit : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            TokenHolder holder = holder("t" + limit, new Limits(limit, limit), new Limits(limit, limit));
            assertThat(rates.takeRequest(holder)).as("%d", limit).isNull();
            assertThat(rates.takeBytes(holder, LARGEST_BODY)).as("%d", limit).isNull();
        }
    }

    private long taken(TokenHolder holder, int tries) {
        return IntStream.range(0, tries)
                .filter(i -> rates.takeRequest(holder) == null)
                .count();
    }

    private static TokenHolder holder(String id, Limits limits, Limits orgLimits) {
        return new TokenHolder(id, "acme", "", "", limits, orgLimits);
    }
}
