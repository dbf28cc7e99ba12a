package com.metricai.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.service.trace.TraceIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PublishFailuresTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final PublishFailures failures = new PublishFailures(nanos::get);

    @Test
    void failures_areOneLineInTenSecondsWithTheirNumber(CapturedOutput output) {
        fail(5);
        assertThat(lines(output)).singleElement().asString().contains("\"exports\":1");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        fail(3);
        assertThat(lines(output)).hasSize(2).last().asString().contains("\"exports\":5");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            failures.log(new IllegalStateException("away"), TraceIds.make());
        }
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("could not be published"))
                .toList();
    }
}
