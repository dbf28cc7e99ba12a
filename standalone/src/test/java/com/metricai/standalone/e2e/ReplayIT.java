package com.metricai.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that was captured, once and in order, as the clients sent it: JSON, gzip, protobuf, cumulative, flags. */
class ReplayIT {
    /** The promise. */
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Suite suite;

    @SuppressWarnings("NullAway.Init")
    private static List<Request> requests;

    @BeforeAll
    static void replay() {
        suite = Suite.start(folder);
        requests = Captures.requests(Captures.scenarios(), Captures.untilYesterday());
        suite.postAll(requests);
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void panels_agreeWithTheNaiveReader_andTheLogHoldsNoComplaint() {
        NaiveReader want = NaiveReader.of(requests);

        Await.noDifferences(SHOWN_WITHIN, () -> Panels.differences(suite, want));
        assertThat(suite.complaints()).isEmpty();
    }
}
