package com.metricai.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where an instance keeps everything. One instance at a time runs on it; the command line may look in meanwhile. */
public final class DataDirectory {
    private static final long MIN_FREE_BYTES = 512L * 1024 * 1024;
    private static final Duration LOOK_FOR_ROOM = Duration.ofSeconds(2);

    private final Path path;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    public Path database() {
        return path.resolve("metric-ai.db");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path clickhouse() {
        return path.resolve("clickhouse");
    }

    public Path access() {
        return path.resolve("access");
    }

    public Path log() {
        return path.resolve("logs").resolve("metric-ai.log");
    }

    /** Remembers when the demo history ends, and whether it was loaded. */
    public Path demoMark() {
        return path.resolve("demo");
    }

    /** Tells commands beside a running instance where its parts are. */
    public Path runningMark() {
        return path.resolve("running");
    }

    /** Remembers the port of local access, which is a part of the issuer that its tokens name. */
    public Path accessPort() {
        return path.resolve("access-port");
    }

    /**
     * Makes the directory, readable by its owner only.
     *
     * @throws UserError when that cannot be, or when the disk is nearly full
     */
    public DataDirectory create() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path.getParent());
                if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectory(
                            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectory(path);
                }
            }
            Files.createDirectories(log().getParent());
            if (!hasRoom()) {
                throw new UserError(diskFull() + ", or choose another directory with --data");
            }
            return this;
        } catch (FileAlreadyExistsException e) {
            throw new UserError(path + " is a file, not a directory: choose another one with --data", e);
        } catch (IOException e) {
            throw new UserError(
                    "cannot write to " + path + " (" + e.getMessage() + "): choose another directory with --data", e);
        }
    }

    /**
     * Waits until there is room, for an instance that was up already, and asks for it once.
     *
     * @param stop ends the waiting
     * @throws UserError when the directory cannot be looked at
     */
    public void awaitRoom(Terminal terminal, CountDownLatch stop) {
        try {
            if (Files.isDirectory(path) && !hasRoom()) {
                terminal.say("Waiting: " + diskFull() + ".");
                boolean over = false;
                while (!over && !hasRoom()) {
                    over = stop.await(LOOK_FOR_ROOM.toSeconds(), TimeUnit.SECONDS);
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot look at the disk of " + path + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasRoom() throws IOException {
        return freeBytes() >= MIN_FREE_BYTES;
    }

    private long freeBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    private String diskFull() throws IOException {
        return "the disk of " + path + " has " + freeBytes() / 1024 / 1024 + " MB free: make room (512 MB at least)";
    }

    /**
     * Makes sure that an earlier {@code up} was here.
     *
     * @throws UserError when not
     */
    public DataDirectory existing() {
        if (!Files.exists(database())) {
            throw new UserError("nothing is in " + path + " yet: run ./metric-ai up first, or say where with --data");
        }
        return this;
    }

    /** Whether an instance is running on it. */
    public boolean isLocked() {
        try (FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        } catch (IOException e) {
            throw new UserError("cannot look into " + path + " (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Keeps other instances out until this process ends, however it ends.
     *
     * @throws UserError when another instance is running on it
     */
    public AutoCloseable lock() {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new UserError("another metric-ai is running on " + path
                        + ": stop it, or choose another directory with --data");
            }
            return channel;
        } catch (IOException e) {
            throw new UserError(
                    "cannot lock " + path + " (" + e.getMessage() + "): choose another directory with --data", e);
        }
    }
}
