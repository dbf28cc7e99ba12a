package com.metricai.api.panel.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostPartsTest {
    @Test
    void prompts_countWhereTheyBegan() {
        List<BigDecimal> parts = CostParts.of("1000:2000000,1100:500000,2300:1,3400:40", 1000, 3400);
        assertThat(parts).hasSize(Sessions.PARTS);
        assertThat(parts.get(0)).isEqualByComparingTo("2");
        assertThat(parts.get(1)).isEqualByComparingTo("0.5");
        assertThat(parts.get(13)).isEqualByComparingTo("0.000001");
        assertThat(parts.get(23)).isEqualByComparingTo("0.00004");
    }

    @Test
    void promptOutsideOfTheSession_countsAtItsEnds() {
        List<BigDecimal> parts = CostParts.of("10:1000000,9000:3000000", 1000, 2000);
        assertThat(parts.getFirst()).isEqualByComparingTo("1");
        assertThat(parts.getLast()).isEqualByComparingTo("3");
    }

    @Test
    void sessionWithoutLength_isOnePart() {
        assertThat(CostParts.of("1000:1000000", 1000, 1000).getFirst()).isEqualByComparingTo("1");
    }
}
