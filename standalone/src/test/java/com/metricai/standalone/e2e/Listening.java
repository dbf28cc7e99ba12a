package com.metricai.standalone.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The TCP ports at which a process listens, as Linux tells of them; elsewhere the test is skipped. */
final class Listening {
    private static final String LISTEN = "0A";

    private Listening() {}

    static Set<Integer> ports(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Assumptions.assumeTrue(Files.isDirectory(process), "only Linux tells the ports of a process in its files");
        Set<String> sockets = sockets(process.resolve("fd"));
        Set<Integer> ports = new TreeSet<>();
        for (String file : List.of("net/tcp", "net/tcp6")) {
            // number, local address:port, remote address:port, state, …, inode
            for (String line : Files.readAllLines(process.resolve(file))) {
                String[] column = line.strip().split("\\s+", -1);
                if (column[3].equals(LISTEN) && sockets.contains("socket:[" + column[9] + "]")) {
                    ports.add(Integer.parseInt(column[1].substring(column[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path one : all.toList()) {
                if (Files.exists(one, LinkOption.NOFOLLOW_LINKS)) {
                    sockets.add(Files.readSymbolicLink(one).toString());
                }
            }
        }
        return sockets;
    }
}
