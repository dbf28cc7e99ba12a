package com.metricai.clickhouse.embedded.engine;

import java.nio.file.Path;
import java.util.List;

/** A child process for tests: makes the JVM use its signals while the engine works, and says so when it has survived. */
public final class SignalProbe {
    static final String SURVIVED = "SURVIVED";
    private static final int ROUNDS = 200_000;

    private SignalProbe() {}

    public static void main(String[] args) throws Exception {
        ChdbLibrary library = ChdbLibrary.load(Path.of(args[0]));
        ChdbConnection connection = library.connect(List.of("path=" + args[1]));
        Thread queries = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 20; i++) {
                connection.execute("SELECT sum(sipHash64(number)) FROM numbers(3000000)");
            }
        });
        int caught = 0;
        do {
            caught += nullPointers() + stackOverflow();
            System.gc(); // Safepoints stop threads by a page that must not be read.
        } while (queries.isAlive());
        queries.join();
        connection.close();
        library.shutdown();
        System.out.println(caught > ROUNDS ? SURVIVED : "too few: " + caught);
        System.exit(0);
    }

    /** Compiled code does not check for null: it reads address 0 and lets the signal handler make an exception of it. */
    private static int nullPointers() {
        Box[] boxes = {new Box(), null};
        int caught = 0;
        int sum = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                sum += boxes[i & 1].value;
            } catch (NullPointerException e) {
                caught++;
            }
        }
        return caught + sum;
    }

    private static int stackOverflow() {
        try {
            return deeper(1);
        } catch (StackOverflowError e) {
            return 1;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // On purpose.
    private static int deeper(int depth) {
        return depth + deeper(depth + 1);
    }

    private static final class Box {
        private final int value = 1;
    }
}
