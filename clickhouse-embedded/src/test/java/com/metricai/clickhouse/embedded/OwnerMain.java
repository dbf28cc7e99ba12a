package com.metricai.clickhouse.embedded;

import java.nio.file.Path;

/** A child process for tests: starts the engine, prints the engine's process id and waits to be killed. */
final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] args) throws Exception {
        EmbeddedClickHouse engine = EmbeddedClickHouse.start(
                new EmbeddedClickHouse.Config(Path.of(args[0]), Path.of(args[1]), 0, TestEngine.MAX_MEMORY));
        System.out.println(engine.pid());
        Thread.currentThread().join();
    }
}
