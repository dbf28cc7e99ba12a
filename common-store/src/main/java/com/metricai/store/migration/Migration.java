package com.metricai.store.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One numbered SQL file of {@code schema/<store>/}. A file that was released is never edited: a change is a further file.
 *
 * @param version the file's number, from 1 without gaps
 * @param statements its statements in order, without the semicolons and without comments
 */
record Migration(int version, String name, List<String> statements) {

    /** The files named, which stand on the class path under {@code schema/<store>/}; the class path cannot be listed. */
    static List<Migration> load(String store, List<String> names) {
        List<Migration> migrations = new ArrayList<>();
        for (String name : names) {
            int version = Integer.parseInt(name.substring(0, 4));
            if (version != migrations.size() + 1) {
                throw new IllegalStateException("migration " + name + " does not follow " + migrations.size());
            }
            migrations.add(new Migration(version, name, split(read("/schema/" + store + "/" + name + ".sql"))));
        }
        return List.copyOf(migrations);
    }

    private static String read(String resource) {
        try (InputStream in = Migration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Our files hold no double dash inside a literal, end each statement at the end of a line and each trigger with END. */
    static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : sql.lines().toList()) {
            int comment = line.indexOf("--");
            String code = (comment < 0 ? line : line.substring(0, comment)).stripTrailing();
            statement.append(code).append('\n');
            boolean isTrigger = statement.toString().stripLeading().startsWith("CREATE TRIGGER");
            if (isTrigger ? code.equals("END;") : code.endsWith(";")) {
                String text = statement.toString().strip();
                statements.add(text.substring(0, text.length() - 1));
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            throw new IllegalStateException("a migration ends in the middle of a statement: " + statement);
        }
        return List.copyOf(statements);
    }
}
