package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real JVM, whose clocks are asked while they are stepped. */
class SteppedClockTest {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long SLACK_MS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void set_anHourBackAndRightAgain_aRunningJvmFollows_itsDurationsDoNot_andItDoesNotSpin() throws Exception {
        Path library = SteppedClock.build(folder).orElse(null);
        assumeTrue(library != null, "skipped: there is no C compiler named cc");
        Path clock = folder.resolve("clock");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of("target", "test-classes").toString(),
                        ClockMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(SteppedClock.environment(library, clock));
        Process jvm = builder.start();
        try (Writer questions = jvm.outputWriter();
                BufferedReader answers = jvm.inputReader()) {
            long[] before = ask(questions, answers);
            SteppedClock.set(clock, Duration.ofHours(-1));
            long[] stepped = ask(questions, answers);
            Duration cpu = cpu(jvm);
            Await.pass(Duration.ofSeconds(3));
            Duration idle = cpu(jvm).minus(cpu);
            SteppedClock.set(clock, Duration.ZERO);
            long[] after = ask(questions, answers);

            assertThat(stepped[0] - before[0]).isCloseTo(-HOUR_MS, within(SLACK_MS));
            assertThat(stepped[1]).isCloseTo(stepped[0], within(SLACK_MS));
            assertThat(after[0] - before[0]).isCloseTo(after[2] - before[2], within(SLACK_MS));
            assertThat(stepped[2] - before[2]).isBetween(0L, SLACK_MS);
            assertThat(idle).isLessThan(Duration.ofSeconds(1));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static long[] ask(Writer questions, BufferedReader answers) throws IOException {
        questions.write("\n");
        questions.flush();
        return Arrays.stream(answers.readLine().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static Duration cpu(Process jvm) {
        return jvm.info().totalCpuDuration().orElseThrow();
    }
}
