package com.metricai.store.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Inserts rows that are already written as JSON, without reading them. Connects on first use. */
public final class ClickHouseInserter implements AutoCloseable {
    private static final long TIMEOUT_S = 30;

    private final Client client;
    private final String database;

    public ClickHouseInserter(ClickHouse clickHouse) {
        URI uri = clickHouse.httpUri();
        database = uri.getPath().replaceFirst("^/", "");
        client = new Client.Builder()
                .addEndpoint(uri.getScheme() + "://" + uri.getAuthority())
                .setUsername(clickHouse.user())
                .setPassword(clickHouse.password())
                .setDefaultDatabase(database)
                .setConnectTimeout(5, ChronoUnit.SECONDS)
                .setSocketTimeout(TIMEOUT_S, ChronoUnit.SECONDS)
                .compressServerResponse(false)
                .compressClientRequest(false)
                .build();
    }

    /**
     * Inserts the rows and waits until ClickHouse has them.
     *
     * @param lines one JSON object each, keyed by column names; a column that is left out gets its default
     * @throws ClickHouseAway when that did not work; some of the rows may have arrived all the same
     */
    public void insert(String table, List<String> lines) {
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try (InsertResponse response = client.insert(
                        table, new ByteArrayInputStream(body), ClickHouseFormat.JSONEachRow)
                .get(TIMEOUT_S, TimeUnit.SECONDS)) {
            response.getWrittenRows();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClickHouseAway("interrupted while inserting into " + table, e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw new ClickHouseAway("could not insert " + lines.size() + " rows into " + database + "." + table, e);
        } catch (Exception e) {
            throw new ClickHouseAway("could not close the answer to an insert into " + table, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
