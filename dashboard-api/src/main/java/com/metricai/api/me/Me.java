package com.metricai.api.me;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller and the org that answers are for.
 *
 * @param lastIngestAt when the org's newest export was received; null before the first
 * @param lastRollupAt when daily numbers were last brought up to date; null before the first time
 * @param firstDay the first UTC day of which the org has any daily numbers; null when it has none
 * @param pseudonymous whether the org shows viewers pseudonyms in place of names
 * @param ingestUrl where clients reach ingest; null when the service was not told
 */
record Me(
        String email,
        String role,
        Org org,
        List<OrgRole> orgs,
        @Nullable Instant lastIngestAt,
        @Nullable Instant lastRollupAt,
        @Nullable LocalDate firstDay,
        boolean pseudonymous,
        @Nullable String ingestUrl) {
    record Org(String id, String name) {}

    record OrgRole(String id, String name, String role) {}
}
