package com.metricai.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/** The way to a broker, which can be made to hang: connections stay open and new ones are taken, but no byte goes through. */
public final class BrokerDoor implements AutoCloseable {
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Phaser thaws = new Phaser(1);
    private volatile boolean frozen;
    private volatile int broker;

    public BrokerDoor() throws IOException {
        door = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    }

    int port() {
        return door.getLocalPort();
    }

    void open(int brokerPort) {
        broker = brokerPort;
        Thread.ofPlatform().daemon().name("broker-door").start(this::accept);
    }

    public void freeze() {
        frozen = true;
    }

    public void thaw() {
        frozen = false;
        thaws.arrive();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), broker);
                sockets.add(client);
                sockets.add(server);
                Thread.ofPlatform().daemon().start(() -> pass(client, server));
                Thread.ofPlatform().daemon().start(() -> pass(server, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                for (int phase = thaws.getPhase(); frozen; phase = thaws.getPhase()) {
                    thaws.awaitAdvance(phase);
                }
                out.write(bytes, 0, count);
            }
        } catch (IOException e) {
            // One of the two went.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        thaw();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
