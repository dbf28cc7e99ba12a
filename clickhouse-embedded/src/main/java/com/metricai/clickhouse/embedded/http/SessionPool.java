package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Sessions that are waiting for their next request, and the bound on how many work at the same time. */
final class SessionPool implements AutoCloseable {
    private final Supplier<ChdbConnection> connections;
    private final Semaphore permits;
    private final int size;
    private final Deque<Session> idle = new ArrayDeque<>();

    SessionPool(Supplier<ChdbConnection> connections, int size) {
        this.connections = connections;
        this.permits = new Semaphore(size, true);
        this.size = size;
    }

    /** Waits for its turn. Each session taken is to be given back. */
    Session take() throws InterruptedException {
        permits.acquire();
        try {
            Session session;
            synchronized (idle) {
                session = idle.pollFirst();
            }
            return session != null ? session : new Session(connections.get());
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    void give(Session session) {
        try {
            if (session.reusable()) {
                synchronized (idle) {
                    idle.addFirst(session);
                }
            } else {
                session.close();
            }
        } finally {
            permits.release();
        }
    }

    /** Waits for the sessions that work and closes all. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(size);
        synchronized (idle) {
            idle.forEach(Session::close);
            idle.clear();
        }
    }
}
