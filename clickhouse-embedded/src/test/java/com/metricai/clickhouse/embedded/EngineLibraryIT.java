package com.metricai.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryIT {
    @TempDir
    Path cache;

    @Test
    void install_byTwoProcessesAtOnce_fetchesOnce() throws Exception {
        TestEngine.library(); // Skips where there is none to be had.
        Path calls = cache.resolve("calls");
        Path npm = cache.resolve("counted-npm");
        Files.writeString(npm, "#!/bin/sh\necho called >> '%s'\nexec npm \"$@\"\n".formatted(calls));
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
        List<String> progress = Collections.synchronizedList(new ArrayList<>());

        Process other = TestEngine.java(InstallMain.class, cache.toString(), npm.toString());
        try {
            EngineLibrary library = new EngineLibrary(cache, "linux-amd64", npm.toString());
            Path here = library.install(progress::add);
            String there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

            assertThat(there).isEqualTo(here.toString());
            assertThat(Files.readAllLines(calls)).hasSize(1);
            assertThat(library.installed()).contains(here);
            assertThat(library.install(progress::add)).isEqualTo(here);
            assertThat(progress).hasSizeLessThanOrEqualTo(2);
        } finally {
            other.destroyForcibly();
        }
    }
}
