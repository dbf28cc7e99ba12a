package com.metricai.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryTest {
    @TempDir
    Path cache;

    @Test
    void install_otherPlatform_namesTheSettingThatHelps() {
        EngineLibrary library = new EngineLibrary(cache, "mac os x-aarch64", "npm");

        assertThatThrownBy(() -> library.install(message -> {}))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("mac os x-aarch64")
                .hasMessageContaining("set CLICKHOUSE_URL to a ClickHouse server");
    }

    @Test
    void install_noNpm_saysSo() {
        EngineLibrary library = new EngineLibrary(cache, "linux-amd64", "no-such-command");

        assertThatThrownBy(() -> library.install(message -> {}))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("install npm")
                .hasMessageContaining("CLICKHOUSE_URL");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void install_npmFails_passesItsReasonOn() throws Exception {
        EngineLibrary library =
                new EngineLibrary(cache, "linux-amd64", script("echo 'E404 not in the registry' >&2; exit 1"));

        assertThatThrownBy(() -> library.install(message -> {}))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("E404 not in the registry");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void install_anotherTarball_isRefusedAndNothingKept() throws Exception {
        EngineLibrary library = new EngineLibrary(cache, "linux-amd64", script("echo something else > chdb.tgz"));

        assertThatThrownBy(() -> library.install(message -> {}))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("sha512");
        assertThat(library.installed()).isEmpty();
        try (var left = Files.list(cache.resolve("chdb"))) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("install.lock");
        }
    }

    @Test
    void installed_fileOfAnotherSize_isNotTheLibrary() throws Exception {
        Path file = cache.resolve("chdb").resolve(EngineLibrary.VERSION).resolve("libchdb.so");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "cut short by a power failure");

        assertThat(new EngineLibrary(cache, "linux-amd64", "npm").installed()).isEmpty();
    }

    @Test
    void of_cacheVariable_isWhereTheLibraryIsLookedFor() {
        EngineLibrary library = EngineLibrary.of(Map.of("METRIC_AI_CACHE", cache.toString()));

        assertThat(library.installed()).isEmpty();
    }

    private String script(String body) throws IOException {
        Path script = cache.resolve("npm-stand-in");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
