package com.metricai.store.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What values may look like. Pure; refuses with {@link ChangeRefused} under the field's name in the API. */
final class Checks {
    /** What would break a line or its direction: controls, line separators, and marks that turn text around. */
    static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern MARKUP = Pattern.compile("[<>]");
    private static final Pattern ORG_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Letters, digits and hyphens; no dot is needed: localhost. */
    private static final String HOST = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern DOMAIN = Pattern.compile(HOST + "(?:\\." + HOST + ")*");

    /**
     * ASCII only: two addresses that look alike, or that lower case makes alike, must not be one person. Without the slash and
     * the percent sign, which an address in a path could not carry.
     */
    private static final Pattern EMAIL =
            Pattern.compile("[a-z0-9!#$&'*+=?^_`{|}~-]+(?:\\.[a-z0-9!#$&'*+=?^_`{|}~-]+)*@(" + DOMAIN.pattern() + ")");

    private static final int MAX_EMAIL = 254;
    private static final int MAX_DOMAIN = 253;
    private static final long MAX_RATE = 1_000_000_000_000L;

    private Checks() {}

    /** The address in lower case; empty when it is none. */
    static Optional<String> email(String text) {
        // By length first: the pattern need not look at what cannot be one.
        String stripped = text.strip();
        if (stripped.length() > MAX_EMAIL || !stripped.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        String address = stripped.toLowerCase(Locale.ROOT);
        return EMAIL.matcher(address).matches() ? Optional.of(address) : Optional.empty();
    }

    static String email(String field, String text) {
        return email(text)
                .orElseThrow(() -> ChangeRefused.invalid(
                        field,
                        field + " is not an e-mail address: write it as name@example.com, without a display name,"
                                + " in at most " + MAX_EMAIL + " plain ASCII characters"));
    }

    static String domainOf(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    static String domain(String field, String text) {
        String domain = text.strip().toLowerCase(Locale.ROOT);
        if (domain.length() > MAX_DOMAIN || !DOMAIN.matcher(domain).matches()) {
            throw ChangeRefused.invalid(
                    field, field + ": write each domain as example.com, without @; names of other scripts as xn--…");
        }
        return domain;
    }

    static String orgId(String field, String text) {
        if (!ORG_ID.matcher(text).matches()) {
            throw ChangeRefused.invalid(
                    field, field + " has 1 to 63 lower-case letters, digits and hyphens, and begins with no hyphen");
        }
        return text;
    }

    /** One line of plain text that says something. */
    static String name(String field, String text, int max) {
        String line = optionalName(field, text, max);
        if (line.isEmpty()) {
            throw ChangeRefused.invalid(field, field + " is empty: write 1 to " + max + " characters");
        }
        return line;
    }

    /** One line of plain text, or nothing. */
    static String optionalName(String field, String text, int max) {
        String line = text.strip();
        if (line.length() > max) {
            throw ChangeRefused.invalid(field, field + " has " + line.length() + " characters: write at most " + max);
        }
        if (CONTROL.matcher(line).find() || MARKUP.matcher(line).find()) {
            throw ChangeRefused.invalid(
                    field, field + " is one line of plain text: leave out <, > and control characters");
        }
        return line;
    }

    static @Nullable Long rate(String field, @Nullable Long value) {
        if (value != null && (value < 1 || value > MAX_RATE)) {
            throw ChangeRefused.invalid(
                    field,
                    field + " is a whole number of 1 or more, at most " + MAX_RATE + "; null for no limit of its own");
        }
        return value;
    }
}
