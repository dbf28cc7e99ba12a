package com.metricai.standalone.cli;

import com.metricai.standalone.UserError;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them. */
final class Periods {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([mhdw])");

    private Periods() {}

    /**
     * Reads {@code 90d}, {@code 12h}, {@code 30m} or {@code 2w}.
     *
     * @throws UserError when it is none of these, or longer than the longest
     */
    static Duration parse(String option, String text, Duration longest) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UserError(
                    option + " takes minutes, hours, days or weeks, such as 30m, 12h, 90d or 2w; not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        Duration period = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
        if (period.compareTo(longest) > 0) {
            throw new UserError(option + " is at most " + longest.toDays() + "d; " + text + " is longer");
        }
        return period;
    }
}
