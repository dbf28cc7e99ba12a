package com.metricai.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One process, started again with growing pauses whenever it ends, as systemd or a container engine does. Nothing else of
 * the suite's recovery is done from outside. The script {@code ./metric-ai up} is left alone: it starts again by itself what
 * dies, and when it ends it stays away.
 */
final class Child implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STABLE = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 120;

    private final Part part;
    private final List<String> command;
    private final Map<String, String> environment;
    private final File output;
    private final AtomicInteger ownEnds = new AtomicInteger();
    private final AtomicInteger failedStarts = new AtomicInteger();
    private volatile boolean closing;
    private volatile boolean killed;
    private volatile @Nullable Process process;
    private @Nullable Thread supervisor;

    Child(Part part, List<String> command, Map<String, String> environment, Path output) {
        this.part = part;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.output = output.toFile();
    }

    Part part() {
        return part;
    }

    /** Starts it, or starts it again after {@link #close()}. */
    synchronized Child start() {
        closing = false;
        spawn();
        supervisor =
                Thread.ofPlatform().daemon().name("supervisor-" + part.label()).start(this::supervise);
        return this;
    }

    private void spawn() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A machine that has no memory or no files left for a moment is no reason to give up. */
    private void tryToSpawn() {
        try {
            spawn();
        } catch (UncheckedIOException e) {
            failedStarts.incrementAndGet();
        }
    }

    private void supervise() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closing) {
                long started = System.nanoTime();
                running().waitFor();
                if (closing || part == Part.STANDALONE) {
                    return;
                }
                if (killed) {
                    killed = false;
                } else {
                    ownEnds.incrementAndGet();
                }
                pause = System.nanoTime() - started > STABLE.toNanos() ? FIRST_PAUSE : pause;
                Thread.sleep(pause);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                synchronized (this) {
                    if (!closing) {
                        tryToSpawn();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        Process now = process;
        if (now == null) {
            throw new IllegalStateException(part + " was never started");
        }
        return now;
    }

    /** Of the process that runs now, or ran last. */
    long pid() {
        return running().pid();
    }

    boolean isAlive() {
        Process now = process;
        return now != null && now.isAlive();
    }

    /** How often it ended by itself, which is its way out when it cannot work: the supervisor started it again. */
    int ownEnds() {
        return ownEnds.get() - failedStarts.get();
    }

    /** The power cord. A script that looks after its process itself lives on, to do that. */
    void kill9() {
        Process root = running();
        List<ProcessHandle> victims = new ArrayList<>(root.descendants().toList());
        if (part != Part.STANDALONE) {
            killed = true;
            victims.addFirst(root.toHandle());
        }
        victims.forEach(ProcessHandle::destroyForcibly);
        victims.forEach(victim ->
                victim.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join());
    }

    /** For good, and at once. */
    void abandon() {
        closing = true;
        Process last = process;
        if (last != null) {
            List<ProcessHandle> descendants = last.descendants().toList();
            last.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }

    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    /** Also to what it has started itself: a process that stands still with its children, as a machine does. */
    private void signal(String name) {
        Process now = running();
        List<String> kill = new ArrayList<>(List.of("kill", name, Long.toString(now.pid())));
        now.descendants().forEach(descendant -> kill.add(Long.toString(descendant.pid())));
        try {
            int code = new ProcessBuilder(kill).start().waitFor();
            if (code != 0 && now.isAlive()) {
                throw new IllegalStateException("kill " + name + " of " + part + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it in its own way. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        if (last == null) {
            return;
        }
        try {
            last.getOutputStream().close(); // The engine ends with its stdin.
        } catch (IOException e) {
            // It has ended already.
        }
        if (part != Part.CLICKHOUSE) {
            last.destroy();
        }
        try {
            if (!last.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                last.destroyForcibly();
            }
            if (supervisor != null) {
                supervisor.interrupt();
                supervisor.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            last.destroyForcibly();
        }
    }
}
