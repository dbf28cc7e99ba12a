package com.metricai.api.admin.audit;

import com.metricai.store.access.AuditEntry;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Audit entries as lines of RFC 4180. */
final class Csv {
    static final String HEADER = "at,actor,action,subject,outcome,detail,ip,userAgent\r\n";

    /** With these a spreadsheet takes a text for a formula; and callers choose their user agent. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static String line(AuditEntry entry) {
        return Stream.<@Nullable String>of(
                        entry.at().toString(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.outcome(),
                        entry.detail(),
                        entry.ip(),
                        entry.userAgent())
                .map(value -> field(Objects.requireNonNullElse(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String value) {
        String text = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
