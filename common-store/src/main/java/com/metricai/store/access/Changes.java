package com.metricai.store.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Old and new values as a line of the audit log: {@code label: a → b; team: none → web}. */
final class Changes {
    private final List<String> differences = new ArrayList<>();

    Changes add(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            differences.add(field + ": " + shown(before) + " → " + shown(after));
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join("; ", differences);
    }

    private static String shown(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? "none" : value.toString();
    }
}
