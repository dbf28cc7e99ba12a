package com.metricai.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some clients that send, each one thing at a time, until they are told to stop. */
final class Senders implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException failure;

    /**
     * Begins.
     *
     * @param pause of each client between two exports
     */
    Senders(int clients, Duration pause, URI ingest, String token, Load load, Ledger ledger) {
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofPlatform()
                    .daemon()
                    .name("client-" + i)
                    .start(() -> run(pause, new Client(ingest, token), load, ledger)));
        }
    }

    private void run(Duration pause, Client client, Load load, Ledger ledger) {
        try (client) {
            while (!stopping) {
                Export export = load.next();
                ledger.add(export, client.send(export));
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /**
     * Lets each finish what it is sending.
     *
     * @throws IllegalStateException when one of them ended before that: the load was not what it should have been
     */
    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        RuntimeException why = failure;
        if (why != null) {
            throw new IllegalStateException("a client could not go on: " + why, why);
        }
    }
}
