package com.metricai.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.metricai.otlp.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final long S = 1_000_000_000;

    @Test
    void slowestMs_leavesOutWhatWaitedWhileIngestStoodStill_andNothingElse() {
        Windows frozen = new Windows();
        frozen.add(10 * S, 30 * S);
        Ledger ledger = new Ledger();
        Export export = Export.of("one", Signal.LOGS, new byte[1], Export.Manner.PLAIN, new Facts.Unreadable());
        ledger.add(export, outcome(9 * S, 19 * S));
        ledger.add(export, outcome(25 * S, 31 * S));
        ledger.add(export, outcome(31 * S, 33 * S));
        ledger.add(export, outcome(0, S));

        assertThat(ledger.slowestMs(frozen)).isEqualTo(2_000);
        assertThat(ledger.slowestMs(new Windows())).isEqualTo(10_000);
    }

    private static Client.Outcome outcome(long began, long ended) {
        return new Client.Outcome(Fate.UNKNOWN, List.of(new Client.Attempt(began, ended, 0)));
    }
}
