package com.metricai.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.clickhouse.embedded.engine.SignalProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without chdb_set_signal_handlers_enabled(0) the engine takes the JVM's SIGSEGV handler and both die. */
class EngineSignalsIT {
    @TempDir
    Path directory;

    @Test
    void nullPointersAndStackOverflows_whileTheEngineWorks_areSurvived() throws Exception {
        Process probe = TestEngine.java(SignalProbe.class, TestEngine.library().toString(), directory.toString());
        try {
            // Without the JVM's handlers it hangs more often than it dies.
            assertThat(probe.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
            String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output.strip()).isEqualTo("SURVIVED");
            assertThat(probe.exitValue()).isZero();
        } finally {
            probe.destroyForcibly();
        }
    }
}
