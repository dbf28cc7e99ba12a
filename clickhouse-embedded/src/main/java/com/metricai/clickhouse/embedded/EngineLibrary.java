package com.metricai.clickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where libchdb.so is on this machine. It comes from the npm package {@value #PACKAGE} by the npm client, whose configuration
 * says from which registry; it is checked against the digest below and kept in the user's cache.
 */
public final class EngineLibrary {
    /** The chDB release, which contains ClickHouse 26.7. Pinned: npm's {@code latest} is an older one. */
    public static final String VERSION = "26.7.3-stable.1";

    private static final String PACKAGE = "@chdb/lib-linux-x64-gnu";
    private static final String TARBALL_SHA512 =
            "5cff7b98caa7739b59a4a432c11f0dedc2d3b073624e61ebdf4a42e66ce8de35a6ba48ca9f62016bad1cd81fe059435cb858ce3235a8a2b408082a81563e70a7";
    private static final String FILE = "libchdb.so";
    private static final long FILE_BYTES = 566_330_096;

    /** One installation at a time: file locks keep other processes away, but not other threads. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path releases;
    private final String platform;
    private final String npm;

    /**
     * Takes where things are from the caller.
     *
     * @param cache the directory in which metric-ai keeps what can be fetched again
     * @param platform operating system and architecture as in {@code linux-amd64}
     * @param npm the npm client's command
     */
    EngineLibrary(Path cache, String platform, String npm) {
        this.releases = cache.resolve("chdb");
        this.platform = platform;
        this.npm = npm;
    }

    /** The library of this machine, kept in METRIC_AI_CACHE or else in ~/.cache/metric-ai. */
    public static EngineLibrary ofThisMachine() {
        return of(System.getenv());
    }

    static EngineLibrary of(Map<String, String> environment) {
        String cache = environment.getOrDefault("METRIC_AI_CACHE", "");
        return new EngineLibrary(
                cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache", "metric-ai") : Path.of(cache),
                (System.getProperty("os.name") + "-" + System.getProperty("os.arch")).toLowerCase(Locale.ROOT),
                "npm");
    }

    /** The library, when it is here already. Fetches nothing. */
    public Optional<Path> installed() {
        try {
            // Renamed into place when whole; the size catches a power failure just after that.
            return Files.exists(file()) && Files.size(file()) == FILE_BYTES ? Optional.of(file()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The library; fetches it first when it is not here: 178 MB, 566 MB unpacked, once. Safe to be called by several processes.
     *
     * @param progress is told, in words for a person, what takes long
     * @throws EngineUnavailableException when there is none for this platform, or no npm, or no registry
     */
    public Path install(Consumer<String> progress) {
        Optional<Path> present = installed();
        if (present.isPresent()) {
            return present.get();
        }
        requireSupportedPlatform();
        IN_THIS_PROCESS.lock();
        try {
            Files.createDirectories(releases);
            try (FileChannel lock = FileChannel.open(
                    releases.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock(); // Goes with the channel, and with the process.
                Optional<Path> installedMeanwhile = installed();
                return installedMeanwhile.isPresent() ? installedMeanwhile.get() : fetch(progress);
            }
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "the ClickHouse engine could not be installed in %s (%s)".formatted(releases, e), e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private void requireSupportedPlatform() {
        if (!platform.equals("linux-amd64")) {
            throw new EngineUnavailableException(
                    "the embedded ClickHouse is for Linux on x86-64, and this is " + platform);
        }
    }

    private Path file() {
        return releases.resolve(VERSION).resolve(FILE);
    }

    private Path fetch(Consumer<String> progress) throws IOException {
        Path work = Files.createTempDirectory(releases, "new-");
        try {
            progress.accept("Fetching the ClickHouse engine with npm (178 MB, once)");
            Path tarball = new NpmClient(npm).pack(PACKAGE + "@" + VERSION, work);
            requireDigest(tarball);
            progress.accept("Unpacking the ClickHouse engine (566 MB)");
            Path unpacked = work.resolve(FILE);
            Tarball.extract(tarball, "package/" + FILE, unpacked);
            Files.createDirectories(file().getParent());
            Files.move(unpacked, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file();
        } finally {
            delete(work);
        }
    }

    private static void requireDigest(Path tarball) throws IOException {
        String digest = sha512(tarball);
        if (!digest.equals(TARBALL_SHA512)) {
            throw new EngineUnavailableException(
                    "what npm fetched is not the ClickHouse engine that was tested (sha512 %s, expected %s)"
                            .formatted(digest, TARBALL_SHA512));
        }
    }

    private static String sha512(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                byte[] buffer = new byte[1 << 16];
                while (in.read(buffer) >= 0) {
                    // Read for the digest.
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
