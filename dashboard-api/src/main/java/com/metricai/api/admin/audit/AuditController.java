package com.metricai.api.admin.audit;

import com.metricai.api.access.Bound;
import com.metricai.api.admin.Given;
import com.metricai.api.panel.BadParameter;
import com.metricai.api.panel.Limit;
import com.metricai.api.panel.Range;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import com.metricai.store.access.AuditAction;
import com.metricai.store.access.AuditEntry;
import com.metricai.store.access.AuditFilter;
import com.metricai.store.access.AuditLog;
import com.metricai.store.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {
    private static final int MAX_WHAT = 200;
    private static final int EXPORTS_PER_MINUTE = 60;

    /**
     * Entries, the newest first.
     *
     * @param next what {@code before} is in the next request; null: there are no older ones
     */
    record AuditPage(List<AuditEntry> entries, @Nullable Long next) {}

    /**
     * Which entries; a value that is left out or empty restricts nothing.
     *
     * @param from the first UTC day
     * @param to the last UTC day, included
     * @param actor a part of the address
     */
    record Filter(
            @Nullable String from,
            @Nullable String to,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String outcome) {
        AuditFilter parsed() {
            LocalDate first = day("from", from);
            LocalDate last = day("to", to);
            if (first != null && last != null && first.isAfter(last)) {
                throw new BadParameter("from", "from is after to: " + first + " > " + last);
            }
            return new AuditFilter(
                    first == null ? null : first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    last == null
                            ? null
                            : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    orNull(actor),
                    checkedAction(),
                    checkedOutcome());
        }

        private @Nullable String checkedAction() {
            String name = orNull(action);
            if (name != null && AuditAction.ofWireName(name).isEmpty()) {
                throw new BadParameter(
                        "action",
                        "action is one of "
                                + Arrays.stream(AuditAction.values())
                                        .map(AuditAction::wireName)
                                        .collect(Collectors.joining(", ")));
            }
            return name;
        }

        private @Nullable String checkedOutcome() {
            String name = orNull(outcome);
            if (name != null && !name.equals("done") && !name.equals("denied")) {
                throw new BadParameter("outcome", "outcome is done or denied");
            }
            return name;
        }

        private static @Nullable LocalDate day(String parameter, @Nullable String text) {
            String day = orNull(text);
            return day == null ? null : Range.day(parameter, day);
        }

        private static @Nullable String orNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** What a page made a file of: a panel's name and the kind of file. */
    record Export(@Nullable String what) {}

    private final AuditLog audit;
    private final Bound exports;

    AuditController(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.exports = new Bound(clock, EXPORTS_PER_MINUTE);
    }

    @Operation(summary = "The org's audit log, the newest entry first")
    @GetMapping("/api/admin/audit")
    AuditPage list(
            Viewer viewer,
            @ParameterObject Filter filter,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        return page(viewer.orgId(), filter, before, limit);
    }

    @Operation(summary = "What belongs to no org, the newest entry first: refusals of strangers, acts of operators")
    @GetMapping("/api/ops/audit")
    AuditPage listOfInstallation(
            @ParameterObject Filter filter,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        return page(AuditLog.INSTALLATION, filter, before, limit);
    }

    private AuditPage page(String orgId, Filter filter, @Nullable String before, @Nullable String limit) {
        int size = Limit.parse(limit);
        List<AuditEntry> entries = audit.entries(orgId, filter.parsed(), id(before), size + 1);
        boolean more = entries.size() > size;
        List<AuditEntry> page = more ? entries.subList(0, size) : entries;
        return new AuditPage(page, more ? page.getLast().id() : null);
    }

    @Operation(summary = "The same as CSV, all of it")
    @GetMapping(path = "/api/admin/audit.csv", produces = "text/csv")
    void csv(Viewer viewer, Actor actor, @ParameterObject Filter filter, HttpServletResponse response)
            throws IOException {
        file(viewer.orgId(), actor, filter, response);
    }

    @Operation(summary = "What belongs to no org as CSV, all of it")
    @GetMapping(path = "/api/ops/audit.csv", produces = "text/csv")
    void csvOfInstallation(Actor actor, @ParameterObject Filter filter, HttpServletResponse response)
            throws IOException {
        file(AuditLog.INSTALLATION, actor, filter, response);
    }

    private void file(String orgId, Actor actor, Filter filter, HttpServletResponse response) throws IOException {
        AuditFilter wanted = filter.parsed();
        audit.record(orgId, actor, AuditAction.EXPORT, "audit.csv", "");
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            out.write(Csv.HEADER);
            audit.forEach(orgId, wanted, entry -> write(out, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Operation(summary = "Writes down that a page made a file of a panel")
    @PostMapping("/api/audit/export")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void exported(Viewer viewer, Actor actor, @RequestBody Export body) {
        String what = Given.required("what", body.what()).strip();
        if (what.isEmpty() || what.length() > MAX_WHAT) {
            throw new BadParameter("what", "what has 1 to " + MAX_WHAT + " characters");
        }
        // An operator's pages are about all orgs, so the org whose member they are has nothing to know of it.
        String orgId = viewer.current().role() == Role.OPS ? AuditLog.INSTALLATION : viewer.orgId();
        // Whoever may see may write here: nobody is to fill the log, or to drown others in it.
        long leftOut = exports.take(orgId + " " + viewer.email());
        if (leftOut >= 0) {
            String more = leftOut == 0 ? "" : leftOut + " more were made since the last entry";
            audit.record(orgId, actor, AuditAction.EXPORT, what, more);
        }
    }

    private static void write(Writer out, AuditEntry entry) {
        try {
            out.write(Csv.line(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Long id(@Nullable String before) {
        if (before == null || before.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(before);
        } catch (NumberFormatException e) {
            throw new BadParameter("before", "before is the `next` of an earlier answer");
        }
    }
}
