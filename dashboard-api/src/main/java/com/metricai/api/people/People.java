package com.metricai.api.people;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody who has sent anything, by name; who names nobody is not among them. */
record People(List<OnePerson> people) {
    /**
     * A person, and by which pseudonym viewers know them where the org hides names.
     *
     * @param firstDay of which anything is rolled up; null: none yet, as {@code lastDay}
     * @param sessions that count, over all days, as is {@code costUsd}
     */
    record OnePerson(
            String user,
            String pseudonym,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            long sessions,
            BigDecimal costUsd) {}

    /**
     * Whom to erase.
     *
     * @param keepOut whether records that they send later are dropped as well; null: no
     */
    record EraseRequest(@Nullable String user, @Nullable Boolean keepOut) {}

    /** The org's erasures, the latest first. */
    record ErasureList(List<OneErasure> erasures) {}

    /**
     * One erasure.
     *
     * @param finishedAt null: still at work
     * @param deletedRows so far
     */
    record OneErasure(
            String id,
            Instant requestedAt,
            String requestedBy,
            @Nullable Instant finishedAt,
            long deletedRows) {}
}
