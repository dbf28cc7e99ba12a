package com.metricai.service.trace;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a log may say of a path: further down it names people, as in {@code /people/NAME}, {@code /api/sessions/user:ID} or
 * {@code /api/admin/members/ADDRESS}.
 */
public final class LoggedPath {
    private static final String REST = "/…";
    private static final Pattern WORD = Pattern.compile("[a-z0-9._-]{1,64}");

    /** Under these the next word is the same for everybody, too. */
    private static final Set<String> SHARED = Set.of("/api", "/api/admin", "/api/ops", "/v1");

    private static final String ACTUATOR = "/actuator";

    private LoggedPath() {}

    /** The beginning of the path that is the same for everybody, and … for what is left out. */
    public static String of(String path) {
        int end = 0;
        while (end < path.length() - 1) {
            String before = path.substring(0, end);
            int next = path.indexOf('/', end + 1);
            int after = next < 0 ? path.length() : next;
            boolean isShared = end == 0 || SHARED.contains(before) || before.startsWith(ACTUATOR);
            if (!isShared || !WORD.matcher(path.substring(end + 1, after)).matches()) {
                return before + REST;
            }
            end = after;
        }
        return path;
    }
}
