package com.metricai.store.clickhouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClickHouseTest {
    @Test
    void placeholderOfTheExampleFile_isNoPassword() {
        assertThatThrownBy(() -> new ClickHouse("jdbc:clickhouse://127.0.0.1:8123/metric_ai", "metric_ai", "change-me"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("CLICKHOUSE_PASSWORD is still");
    }
}
