package com.metricai.api.people;

import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Missing;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import com.metricai.store.access.AuditAction;
import com.metricai.store.access.AuditLog;
import com.metricai.store.people.Erasures;
import com.metricai.store.people.Erasures.Erasure;
import com.metricai.store.people.Pseudonym;
import com.metricai.store.people.PseudonymKeys;
import com.metricai.store.person.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For admins: who is known, everything about one of them, and that it be deleted. */
@RestController
class PeoplePanel {
    private static final int MAX_NAME = 256;

    private final PeopleQuery query;
    private final PersonExportQuery export;
    private final PseudonymKeys keys;
    private final Erasures erasures;
    private final AuditLog audit;
    private final OrgRules rules;
    private final Hourly resolved;

    PeoplePanel(
            PeopleQuery query,
            PersonExportQuery export,
            PseudonymKeys keys,
            Erasures erasures,
            AuditLog audit,
            OrgRules rules,
            Clock clock) {
        this.query = query;
        this.export = export;
        this.keys = keys;
        this.erasures = erasures;
        this.audit = audit;
        this.rules = rules;
        this.resolved = new Hourly(clock);
    }

    @Operation(summary = "Everybody who has sent anything, by name and by pseudonym")
    @GetMapping("/api/admin/people")
    People people(Viewer viewer, Actor actor) {
        // The page may be looked at for long.
        if (rules.hidesNames(viewer.orgId()) && resolved.isDue(viewer.orgId() + " " + viewer.email())) {
            audit.record(viewer.orgId(), actor, AuditAction.PSEUDONYMS_RESOLVED, "people", "");
        }
        return new People(query.people(viewer.orgId(), keys.of(viewer.orgId())));
    }

    /** Written while it is read; one that broke off has no table of contents, and no program opens it. */
    @Operation(summary = "Every row about one person, as a zip of CSV files")
    @GetMapping(path = "/api/admin/people/export", produces = "application/zip")
    void export(
            Viewer viewer,
            Actor actor,
            @Parameter(description = "the person's name") @RequestParam(required = false) @Nullable String user,
            HttpServletResponse response)
            throws IOException {
        List<String> names = names(viewer, user);
        export.requireClickHouse();
        String pseudonym = Pseudonym.of(keys.of(viewer.orgId()), names.getFirst());
        audit.record(viewer.orgId(), actor, AuditAction.PERSON_EXPORTED, pseudonym, "");
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + pseudonym + ".zip\"");
        try (CsvZip zip = new CsvZip(response.getOutputStream())) {
            zip.text("README.txt", PersonExportQuery.README);
            export.write(viewer.orgId(), names, zip);
        }
    }

    @Operation(summary = "Has all rows of one person deleted, for good")
    @PostMapping("/api/admin/people/erase")
    @ResponseStatus(HttpStatus.ACCEPTED)
    People.OneErasure erase(Viewer viewer, Actor actor, @RequestBody People.EraseRequest wanted) {
        boolean keepOut = Boolean.TRUE.equals(wanted.keepOut());
        // Somebody may be kept out before anything of theirs came.
        String name = keepOut && knownNames(viewer, wanted.user()).isEmpty()
                ? newName(wanted.user())
                : names(viewer, wanted.user()).getFirst();
        return shown(
                erasures.request(viewer.orgId(), name, Pseudonym.of(keys.of(viewer.orgId()), name), keepOut, actor));
    }

    @Operation(summary = "Erasures, and how far they are")
    @GetMapping("/api/admin/erasures")
    People.ErasureList erasures(Viewer viewer) {
        return new People.ErasureList(
                erasures.of(viewer.orgId()).stream().map(PeoplePanel::shown).toList());
    }

    /** All spellings of the name, the one given first if it is one of them. */
    private List<String> names(Viewer viewer, @Nullable String user) {
        List<String> names = knownNames(viewer, user);
        if (names.isEmpty()) {
            throw new Missing("Nobody of that name has sent anything to this organisation.");
        }
        return names;
    }

    /** The same; empty when nobody of that name has sent anything. */
    private List<String> knownNames(Viewer viewer, @Nullable String given) {
        String user = requireOne(given);
        return query.spellings(viewer.orgId(), user).stream()
                .sorted((a, b) -> Boolean.compare(b.equals(user), a.equals(user)))
                .toList();
    }

    private static String requireOne(@Nullable String user) {
        if (user == null || user.isBlank()) {
            throw new BadParameter(
                    "user", "user is missing: write the person's name as GET /api/admin/people lists it");
        }
        if (!Person.isOne(user)) {
            throw new BadParameter(
                    "user",
                    "'" + user.toLowerCase(Locale.ROOT)
                            + "' stands for records that name nobody, or for names beyond the most of a day: it is no person");
        }
        return user;
    }

    /** As the consumer would store it: longer ones it cuts. */
    private static String newName(@Nullable String given) {
        String user = requireOne(given).strip();
        if (user.length() > MAX_NAME || user.chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter("user", "user is one line of at most " + MAX_NAME + " characters");
        }
        return user;
    }

    private static People.OneErasure shown(Erasure erasure) {
        Long finishedAt = erasure.finishedAt();
        return new People.OneErasure(
                erasure.id(),
                Instant.ofEpochMilli(erasure.requestedAt()),
                erasure.requestedBy(),
                finishedAt == null ? null : Instant.ofEpochMilli(finishedAt),
                erasure.deletedRows());
    }
}
