package com.metricai.kafka.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingBrokerIT {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"halt", "exit"})
    void fault_ofARunningBroker_endsItsJvm(String how) throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailingBroker.class.getName(),
                        directory.toString(),
                        how)
                .inheritIO()
                .start();
        try {
            assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(FailingBroker.STATUS);
        } finally {
            child.destroyForcibly();
        }
    }
}
