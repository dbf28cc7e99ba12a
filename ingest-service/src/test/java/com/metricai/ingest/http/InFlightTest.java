package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    @Test
    void share_thatWasHandedOver_isTheRequestsNoMore() {
        InFlight.Share share = inFlight.share();
        assertThat(share.tryTake(60)).isTrue();
        assertThat(share.handOver()).isTrue();
        share.abandon();
        assertThat(inFlight.bytes()).isEqualTo(60);
        share.release();
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void share_thatWasAbandoned_isNotHandedOver() {
        InFlight.Share share = inFlight.share();
        assertThat(share.tryTake(60)).isTrue();
        share.abandon();
        assertThat(inFlight.bytes()).isZero();
        assertThat(share.handOver()).isFalse();
    }

    @Test
    void release_whileMoreIsTaken_leavesNothing() throws InterruptedException {
        InFlight contended = new InFlight(Long.MAX_VALUE);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 100_000; i++) {
                InFlight.Share share = contended.share();
                CyclicBarrier together = new CyclicBarrier(2);
                other.execute(() -> {
                    pass(together);
                    share.release();
                });
                pass(together);
                share.tryTake(1);
                share.tryTake(1);
            }
        }
        assertThat(contended.bytes()).isZero();
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
