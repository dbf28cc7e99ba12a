package com.metricai.api.admin;

import com.metricai.api.panel.BadParameter;
import com.metricai.store.access.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of request bodies; what is wrong with one is said under its name. */
public final class Given {
    private Given() {}

    /** A value that must be there. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new BadParameter(field, field + " is missing");
        }
        return value;
    }

    /** A role by its name. */
    public static Role role(String field, @Nullable String name) {
        String given = required(field, name);
        return Arrays.stream(Role.values())
                .filter(role -> role.wireName().equals(given))
                .findFirst()
                .orElseThrow(() -> new BadParameter(field, field + " is viewer or admin"));
    }

    /** An instant in ISO 8601 with its offset; null stays null. */
    public static @Nullable Instant instant(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadParameter(field, field + " is an instant such as 2027-01-31T00:00:00Z, or null");
        }
    }
}
