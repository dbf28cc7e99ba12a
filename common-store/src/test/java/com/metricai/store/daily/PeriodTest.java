package com.metricai.store.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void cover_takesMonthsThenWeeksThenDays() {
        assertThat(names("2025-11-23", "2026-01-06"))
                .containsExactly(
                        "2025-11-23",
                        "w2025-11-24",
                        "2025-12",
                        "2026-01-01",
                        "2026-01-02",
                        "2026-01-03",
                        "2026-01-04",
                        "2026-01-05",
                        "2026-01-06");
        assertThat(names("2026-02-01", "2026-02-28")).containsExactly("2026-02");
        assertThat(names("2026-11-16", "2026-11-22")).containsExactly("w2026-11-16");
        assertThat(names("2026-11-22", "2026-11-22")).containsExactly("2026-11-22");
    }

    @Test
    void cover_hasEachDayOnce() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            LocalDate from = LocalDate.parse("2023-12-01").plusDays(random.nextInt(900));
            LocalDate to = from.plusDays(random.nextInt(random.nextBoolean() ? 45 : 800));
            List<LocalDate> days = new ArrayList<>();
            for (Period period : Period.cover(from, to)) {
                LocalDate day = period.first();
                while (Period.of(day).contains(period)) {
                    assertThat(period.bit(day))
                            .isEqualTo(day.toEpochDay() - period.first().toEpochDay());
                    days.add(day);
                    day = day.plusDays(1);
                }
            }
            assertThat(days)
                    .as("%s to %s", from, to)
                    .isEqualTo(from.datesUntil(to.plusDays(1)).toList());
        }
    }

    private static List<String> names(String from, String to) {
        return Period.cover(LocalDate.parse(from), LocalDate.parse(to)).stream()
                .map(Period::name)
                .toList();
    }
}
