package com.metricai.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessFilesTest {
    @TempDir
    private Path data;

    @Test
    void key_isMadeOnce() {
        String made = new AccessFiles(data).ensureKey().getKeyID();

        assertThat(new AccessFiles(data).ensureKey().getKeyID()).isEqualTo(made);
    }

    /** A link to itself: like a file in a folder of somebody else, it can be told neither to be there nor not to be. */
    @Test
    void keyThatCannotBeSeen_isNotReplaced() throws IOException {
        Path key = data.resolve("access").resolve("signing-key.jwk");
        Files.createDirectories(key.getParent());
        Files.createSymbolicLink(key, key.getFileName());

        assertThatThrownBy(() -> new AccessFiles(data).ensureKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot read ");
        assertThat(key).isSymbolicLink();
    }
}
