package com.metricai.api.people;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A zip of CSV files (RFC 4180, UTF-8), written as the rows come. */
final class CsvZip implements AutoCloseable {
    /** Text that a spreadsheet would take for a formula: it gets an apostrophe in front. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]");

    private final ZipOutputStream zip;

    CsvZip(OutputStream out) {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** A file of plain text. */
    void text(String name, String content) {
        begin(name);
        write(content);
    }

    /** Begins a table's file; the rows that follow are in it. */
    void table(String name, List<String> columns) {
        begin(name + ".csv");
        row(columns);
    }

    /** A row of the table begun last: numbers, texts, bytes (written in hex) and nulls (empty). */
    void row(List<? extends @Nullable Object> values) {
        write(values.stream().map(CsvZip::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        String safe = FORMULA.matcher(text).find() ? "'" + text : text;
        return TO_QUOTE.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private void begin(String name) {
        try {
            zip.putNextEntry(new ZipEntry(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the export broke off", e);
        }
    }

    private void write(String text) {
        try {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the export broke off", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
