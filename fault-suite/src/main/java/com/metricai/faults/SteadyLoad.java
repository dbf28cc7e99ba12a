package com.metricai.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that together send so many exports a second, whatever the answers take, and remember sums alone: hours of it take no
 * memory. Exports that come too late, because all clients wait for answers, are sent as soon as one is free.
 */
final class SteadyLoad implements AutoCloseable {
    private static final long NANOS_PER_MS = 1_000_000;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong turn = new AtomicLong();
    private final long began = System.nanoTime();
    private final long intervalNanos;
    private volatile boolean stopping;

    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong others = new AtomicLong();
    final AtomicLong bytes = new AtomicLong();
    final AtomicLong spans = new AtomicLong();
    final AtomicLong events = new AtomicLong();
    final AtomicLong eventMicros = new AtomicLong();
    final LongAccumulator slowestMs = new LongAccumulator(Math::max, 0);

    /**
     * Begins.
     *
     * @param perSecond exports of all clients together; 0 for as many as they can
     */
    SteadyLoad(int clients, double perSecond, URI ingest, String token, Load load) {
        intervalNanos = perSecond == 0 ? 0 : (long) (1e9 / perSecond);
        for (int i = 0; i < clients; i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("client-" + i).start(() -> run(new Client(ingest, token), load)));
        }
    }

    private void run(Client client, Load load) {
        try (client) {
            while (!stopping) {
                long due = began + turn.getAndIncrement() * intervalNanos;
                Export export = load.next();
                for (long left = due - System.nanoTime();
                        left > 0 && !stopping && intervalNanos > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!stopping) {
                    count(export, client.send(export));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(Export export, Client.Outcome outcome) {
        outcome.attempts().forEach(attempt -> slowestMs.accumulate((attempt.ended() - attempt.began()) / NANOS_PER_MS));
        if (outcome.fate() != Fate.ACKNOWLEDGED) {
            others.incrementAndGet();
            return;
        }
        acknowledged.incrementAndGet();
        bytes.addAndGet(export.wire().length);
        switch (export.facts()) {
            case Facts.Spans its -> spans.addAndGet(its.keys().size());
            case Facts.Events its -> {
                events.addAndGet(its.keys().size());
                eventMicros.addAndGet(its.amounts().get(Measure.COST_MICROS));
            }
            case Facts.Points _, Facts.Unreadable _ -> {}
        }
    }

    /** Lets each client finish what it is sending: then the sums stay as they are. */
    void finish() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        finish();
    }
}
