package com.metricai.clickhouse.embedded;

import java.nio.file.Path;

/** A child process for tests: installs the engine into a cache. */
final class InstallMain {
    private InstallMain() {}

    public static void main(String[] args) {
        System.out.println(new EngineLibrary(Path.of(args[0]), "linux-amd64", args[1]).install(message -> {}));
    }
}
