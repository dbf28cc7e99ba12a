package com.metricai.store.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/** The metric rows out of ClickHouse and into it, in its own format {@code Native}, month by month. */
public final class MetricCopy implements AutoCloseable {
    private static final String TABLE = "metric_ai_metrics";
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** How many fingerprints one statement names. */
    public static final int PER_STATEMENT = 1000;

    private static final String DELETING = "SELECT count() FROM system.mutations WHERE database = currentDatabase()"
            + " AND table = '" + TABLE + "' AND NOT is_done FORMAT TabSeparated";

    private final ClickHouse clickHouse;
    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Connects on first use. The schema is up to date: see ClickHouseSchema. */
    public MetricCopy(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        this.uri = clickHouse.httpUri();
    }

    /**
     * The months that have rows, as YYYYMM, in their order.
     *
     * @throws ClickHouseAway when ClickHouse does not answer, as all methods
     */
    public List<String> months() {
        return text("SELECT DISTINCT toYYYYMM(minute) AS month FROM " + TABLE + " ORDER BY month FORMAT TabSeparated")
                .lines()
                .toList();
    }

    /** How many rows there are, each counted once however often it was inserted. */
    public long rows() {
        return Long.parseLong(text("SELECT count() FROM " + TABLE + " FINAL FORMAT TabSeparated")
                .strip());
    }

    /** Writes the rows of a month, each once. */
    public void write(String month, OutputStream out) throws IOException {
        String sql = "SELECT * FROM " + TABLE + " FINAL WHERE toYYYYMM(minute) = " + Integer.parseInt(month);
        HttpResponse<InputStream> answer = send("default_format=Native", BodyPublishers.ofString(sql));
        try (InputStream rows = answer.body()) {
            rows.transferTo(out);
        }
    }

    /** Inserts what {@link #write} wrote. */
    public void read(InputStream rows) {
        drain(send(
                "query=" + encoded("INSERT INTO " + TABLE + " FORMAT Native"),
                BodyPublishers.ofInputStream(() -> rows)));
    }

    /** Deletes the rows of exports, and waits until they are gone. */
    public void deleteExports(Collection<String> fingerprints) {
        fingerprints.stream().gather(Gatherers.windowFixed(PER_STATEMENT)).forEach(this::beginToDeleteExports);
        awaitDeleted();
    }

    /**
     * Has the rows of exports deleted that are there now: what is inserted after this has returned stays. Returns before
     * they are gone, in milliseconds.
     *
     * @param fingerprints {@link #PER_STATEMENT} at most
     */
    public void beginToDeleteExports(Collection<String> fingerprints) {
        if (fingerprints.isEmpty()) {
            return;
        }
        String names = fingerprints.stream()
                .map(each -> "'" + each.replaceAll("[^0-9a-f]", "") + "'")
                .collect(Collectors.joining(","));
        drain(send(
                "mutations_sync=0",
                BodyPublishers.ofString("ALTER TABLE " + TABLE + " DELETE WHERE fingerprint IN (" + names + ")")));
    }

    /** Waits until all deletions that were begun are done. */
    public void awaitDeleted() {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!text(DELETING).strip().equals("0")) {
            if (System.nanoTime() > end) {
                throw new ClickHouseAway("rows are still being deleted", new TimeoutException(LONGEST.toString()));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The users that have rows on or after a day (YYYY-MM-DD), one line each: org, day and user, as TabSeparated. */
    public List<List<String>> userDays(String firstDay) {
        String sql = "SELECT DISTINCT org_id, toString(toDate(minute, 'UTC')), hex(user) FROM " + TABLE
                + " WHERE minute >= toDateTime('" + LocalDate.parse(firstDay)
                + " 00:00:00', 'UTC') FORMAT TabSeparated";
        return text(sql)
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .map(row -> List.of(row.get(0), row.get(1), unhex(row.get(2))))
                .toList();
    }

    private static String unhex(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private String text(String sql) {
        try (InputStream answer = send("", BodyPublishers.ofString(sql)).body()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ClickHouseAway("could not read what ClickHouse answered", e);
        }
    }

    private static void drain(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ClickHouseAway("could not read what ClickHouse answered", e);
        }
    }

    private HttpResponse<InputStream> send(String parameters, BodyPublisher body) {
        String database = encoded(uri.getPath().replaceFirst("^/", ""));
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri.getScheme() + "://" + uri.getAuthority()
                        + "/?database=" + database + (parameters.isEmpty() ? "" : "&" + parameters)))
                .header("X-ClickHouse-User", clickHouse.user())
                .header("X-ClickHouse-Key", clickHouse.password())
                .timeout(LONGEST)
                .POST(body)
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                try (InputStream failure = answer.body()) {
                    throw new IOException(
                            answer.statusCode() + " " + new String(failure.readNBytes(500), StandardCharsets.UTF_8));
                }
            }
            return answer;
        } catch (IOException e) {
            throw new ClickHouseAway("ClickHouse did not do as it was told", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseAway("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
