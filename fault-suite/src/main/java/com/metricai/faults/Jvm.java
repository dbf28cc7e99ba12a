package com.metricai.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Command lines of small JVMs on what the build put into {@code standalone/target/app}.
 *
 * @param app the directory of jars
 * @param cache where class caches are kept, which make starts three times as fast; null: without
 * @param trains whether caches that are not there yet are written at an orderly end, for which the JVM is slower until then
 * @param preload the library that steps their clocks; null: the machine's clock
 */
record Jvm(
        Path app,
        @Nullable Path cache,
        boolean trains,
        @Nullable Path preload) {
    /** Only the dashboard has these on its class path when each service runs on its own. */
    private static final Pattern ONLY_THE_DASHBOARDS =
            Pattern.compile("spring-security-.*|spring-boot-(starter-)?(security|oauth2).*|springdoc-.*|swagger-.*");

    List<String> command(Part part, int heapMegabytes, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsun.net.httpserver.nodelay=true",
                "-Dsun.net.httpserver.idleInterval=3600"));
        // The broker's main class is a directory's, which a cache cannot hold.
        if (cache != null && part != Part.BROKER) {
            Path file = cache.resolve(part.label() + ".aot");
            if (Files.exists(file) || trains) {
                command.add((Files.exists(file) ? "-XX:AOTCache=" : "-XX:AOTCacheOutput=") + file);
                command.add("-Xlog:aot=off,cds=off");
            }
        }
        command.addAll(List.of("-cp", classPath(part), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private String classPath(Part part) {
        try (Stream<Path> jars = Files.list(app)) {
            Stream<Path> its = jars.filter(jar -> part == Part.DASHBOARD
                            || !ONLY_THE_DASHBOARDS.matcher(name(jar)).matches())
                    .sorted();
            Stream<Path> all = part == Part.BROKER ? Stream.concat(Stream.of(here()), its) : its;
            return all.map(Path::toString).collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException("no built suite in " + app, e);
        }
    }

    private static Path here() {
        return Path.of(URI.create(BrokerMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
