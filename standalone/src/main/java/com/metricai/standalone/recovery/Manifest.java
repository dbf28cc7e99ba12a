package com.metricai.standalone.recovery;

import com.metricai.standalone.UserError;
import com.metricai.store.migration.ClickHouseSchema;
import com.metricai.store.migration.SqliteMigrations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds. It is written last: without it a backup is not finished.
 *
 * @param format of the backup
 * @param takenAt the moment of the SQLite copy, ISO 8601
 * @param sqliteSchema its version
 * @param clickhouseSchema its version
 * @param files their names, relative to the backup, and their SHA-256 in hex
 */
record Manifest(int format, String takenAt, int sqliteSchema, int clickhouseSchema, Map<String, String> files) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Manifest {
        files = new TreeMap<>(files);
    }

    static Manifest of(Path backup, String takenAt, int sqliteSchema) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var all = Files.walk(backup)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(backup.relativize(file).toString(), sha256(file));
            }
        }
        return new Manifest(FORMAT, takenAt, sqliteSchema, ClickHouseSchema.newest(), files);
    }

    void write(Path backup) throws IOException {
        Path unfinished = backup.resolve(NAME + ".part");
        Files.writeString(unfinished, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        Files.move(unfinished, backup.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads the manifest and all files that it names.
     *
     * @throws UserError when it is none that this version can restore, or anything in it was changed
     */
    static Manifest verified(Path backup) {
        Path file = backup.resolve(NAME);
        if (!Files.isDirectory(backup)) {
            throw new UserError("there is no backup in " + backup + ": it is a directory that ./metric-ai backup made");
        }
        if (!Files.exists(file)) {
            throw new UserError(backup + " is no finished backup (it has no " + NAME + "): use another one");
        }
        Manifest manifest = read(file);
        if (manifest.format != FORMAT) {
            throw new UserError("the backup has format " + manifest.format + ", this version reads " + FORMAT
                    + ": restore it with the version that made it");
        }
        requireKnown("SQLite", manifest.sqliteSchema, SqliteMigrations.newest());
        requireKnown("ClickHouse", manifest.clickhouseSchema, ClickHouseSchema.newest());
        manifest.files.forEach((name, sha256) -> {
            Path one = backup.resolve(name).normalize();
            if (!one.startsWith(backup.normalize()) || !Files.isRegularFile(one)) {
                throw new UserError(name + " is missing in the backup " + backup + ": use another backup");
            }
            if (!sha256(one).equals(sha256)) {
                throw new UserError(name + " in the backup " + backup
                        + " is damaged (its checksum is not that of the manifest): use another backup");
            }
        });
        return manifest;
    }

    private static Manifest read(Path file) {
        try {
            return JSON.readValue(file, Manifest.class);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UserError(file + " is damaged: use another backup", e);
        }
    }

    private static void requireKnown(String store, int version, int newest) {
        if (version > newest) {
            throw new UserError("the backup has " + store + " schema " + version + ", this version knows " + newest
                    + ": restore it with the version that made it, or a newer one");
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
