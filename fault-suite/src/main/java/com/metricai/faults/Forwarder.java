package com.metricai.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network in front of a part: passes bytes on, cuts connections, lets them hang, or loses the answers. */
final class Forwarder implements AutoCloseable {
    private enum State {
        PASSING,
        CUT,
        HANGING,
        LOSING_ANSWERS
    }

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile State state = State.PASSING;

    Forwarder(int port, int target) {
        this.target = target;
        try {
            door = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("forwarder-" + port).start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Every connection breaks off, and so does each new one. */
    void cut() {
        set(State.CUT);
        closeAll();
    }

    /** Nothing gets through, and nobody is told. */
    void hang() {
        set(State.HANGING);
    }

    /** What is sent gets through; a connection breaks off when the answer comes. */
    void loseAnswers() {
        set(State.LOSING_ANSWERS);
    }

    void pass() {
        set(State.PASSING);
    }

    /** How many answers were lost so far. */
    int lost() {
        return lost.get();
    }

    private void set(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or out of files for a moment.
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            awaitPassing();
            if (state == State.CUT) {
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                open.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread back = Thread.ofVirtual().start(() -> pump(server, client, true));
                pump(client, server, false);
                back.join();
                open.remove(server);
            }
        } catch (IOException e) {
            // The part is away, or the connection was cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassing();
                if (state == State.CUT) {
                    return;
                }
                if (answers && state == State.LOSING_ANSWERS) {
                    lost.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Either end went.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPassing() throws InterruptedException {
        lock.lock();
        try {
            while (state == State.HANGING) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // As good as closed.
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            // As good as closed.
        }
        cut();
    }
}
