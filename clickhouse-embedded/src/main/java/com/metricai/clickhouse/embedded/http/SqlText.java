package com.metricai.clickhouse.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it came, and the little that must be known of it to run it; the engine does the parsing. */
record SqlText(String sql, String verb) {
    private static final Pattern FIRST_WORD = Pattern.compile(
            "\\A(?:\\s|--[^\\n]*+(?:\\n|\\z)|#[ !][^\\n]*+(?:\\n|\\z)|/\\*(?s:.*?)\\*/|\\()*+([A-Za-z]+)");
    private static final Pattern FORMAT_AT_END = Pattern.compile("(?i)\\bFORMAT\\s+(\\w+)\\s*;?\\s*\\z");
    private static final Pattern VALUES_AT_END = Pattern.compile("(?i)\\bVALUES\\s*\\z");
    private static final Pattern TEMPORARY = Pattern.compile("(?i)\\bTEMPORARY\\b");
    private static final Pattern KILLED_ID = Pattern.compile("(?i)\\bquery_id\\s*=\\s*'([\\w.-]+)'");
    /** A clause at the end is looked for in this many characters. */
    private static final int TAIL = 200;

    static SqlText of(byte[] utf8) {
        return of(new String(utf8, StandardCharsets.UTF_8));
    }

    static SqlText of(String sql) {
        Matcher matcher = FIRST_WORD.matcher(sql);
        return new SqlText(sql, matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) : "");
    }

    boolean isSelect() {
        return verb.equals("SELECT");
    }

    boolean isInsert() {
        return verb.equals("INSERT");
    }

    /** Whether the connection is another one afterwards, which the next request must not get. */
    boolean changesSession() {
        return switch (verb) {
            case "SET", "USE" -> true;
            case "CREATE" -> TEMPORARY.matcher(sql).find();
            default -> false;
        };
    }

    boolean namesItsFormat() {
        return tail(FORMAT_AT_END).find();
    }

    /** For an INSERT whose rows come apart from it: the statement without its last clause, and the rows' format. */
    Insert insert() {
        Matcher format = tail(FORMAT_AT_END);
        if (format.find()) {
            return new Insert(sql.substring(0, format.start()), format.group(1));
        }
        Matcher values = tail(VALUES_AT_END);
        return new Insert(values.find() ? sql.substring(0, values.start()) : sql, "Values");
    }

    /**
     * The statement under a name by which it can be stopped. The engine gives its queries ids of its own, so ours is a comment
     * in front of the query, and a KILL QUERY for it looks for the comment.
     */
    SqlText named(String queryId) {
        Matcher killed = KILLED_ID.matcher(sql);
        if (verb.equals("KILL") && killed.find()) {
            return new SqlText(
                    "KILL QUERY WHERE startsWith(query, '%s') ASYNC".formatted(comment(killed.group(1))), verb);
        }
        return isSelect() || verb.equals("WITH") ? new SqlText(comment(queryId) + sql, verb) : this;
    }

    byte[] bytes() {
        return sql.getBytes(StandardCharsets.UTF_8);
    }

    private Matcher tail(Pattern pattern) {
        return pattern.matcher(sql).region(Math.max(0, sql.length() - TAIL), sql.length());
    }

    private static String comment(String queryId) {
        return "/*q:" + queryId.replaceAll("[^\\w.-]", "") + "*/";
    }

    /** Where rows go and what they look like. */
    record Insert(String sql, String format) {}
}
