package com.metricai.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Ports, before anything is started on them. */
final class Ports {
    private Ports() {}

    /**
     * Makes sure that a port can be had.
     *
     * @throws UserError when something listens there
     */
    static void requireFree(String host, int port, String option) {
        if (!isFree(host, port)) {
            throw new UserError(
                    "port " + port + " is taken: stop what listens there, or choose another one with " + option);
        }
    }

    /** The port of the last time, else the wanted one, else any: the first that is free. It is remembered. */
    static int remembered(Path memory, String host, int wanted) {
        int port = lastTime(memory);
        if (port == 0 || !isFree(host, port)) {
            port = isFree(host, wanted) ? wanted : anyFree(host);
        }
        try {
            Files.writeString(memory, Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return port;
    }

    private static int lastTime(Path memory) {
        try {
            return Integer.parseInt(Files.readString(memory).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int anyFree(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
