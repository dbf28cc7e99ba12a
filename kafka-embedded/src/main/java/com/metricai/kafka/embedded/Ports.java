package com.metricai.kafka.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Ports of the loopback address. */
final class Ports {
    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("no free port on the loopback address: " + e, e);
        }
    }

    /** @throws EmbeddedKafkaException when somebody listens there already */
    static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the broker does: connections of the previous run that linger in TIME_WAIT are no reason to refuse.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
        } catch (IOException e) {
            throw taken(port, e);
        }
    }

    static EmbeddedKafkaException taken(int port, Exception cause) {
        return new EmbeddedKafkaException(
                "port %d is taken (stop what listens there, or choose another port)".formatted(port), cause);
    }

    /** IPv4 by name: the broker advertises this address, and clients must not be sent to ::1. */
    static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
