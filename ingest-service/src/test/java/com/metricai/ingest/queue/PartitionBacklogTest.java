package com.metricai.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionBacklogTest {
    @ParameterizedTest
    @CsvSource({
        // begin, end, committed, firstYoung, alarm
        "0, 0, 0, 0, false", // empty
        "0, 10, 10, 10, false", // all read, all old
        "0, 10, 0, 0, false", // nothing read, all young
        "0, 10, 0, 10, true", // nothing read, all old
        "0, 10, 5, 5, false", // the next to read is young
        "0, 10, 4, 5, true", // the next to read is old
        "8, 10, 4, 5, false", // what was old and unread is gone already
        "8, 10, 4, 9, true" // some of it is left
    })
    void alarm_followsTheNextRecordToRead(long begin, long end, long committed, long firstYoung, boolean alarm) {
        assertThat(new PartitionBacklog(begin, end, committed, firstYoung).hasOldUnread())
                .isEqualTo(alarm);
    }
}
