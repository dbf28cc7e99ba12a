package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(100);

    @Test
    void share_stopsAtTheBoundAndTakesNothingThen() {
        InFlight.Share first = inFlight.share();
        InFlight.Share second = inFlight.share();
        assertThat(first.tryTake(60)).isTrue();
        assertThat(second.tryTake(41)).isFalse();
        assertThat(second.tryTake(40)).isTrue();
        assertThat(inFlight.bytes()).isEqualTo(100);
    }

    @Test
    void release_countsOnce() {
        InFlight.Share share = inFlight.share();
        assertThat(share.tryTake(60)).isTrue();
        share.release();
        share.release();
        assertThat(inFlight.bytes()).isZero();
    }
}
