package com.metricai.clickhouse.embedded.http;

import com.metricai.clickhouse.embedded.engine.ChdbConnection;
import com.metricai.clickhouse.embedded.engine.ChdbException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A connection to the engine that serves one request after another. Over HTTP a setting holds for its request, in the engine
 * for its connection: so each request first brings the connection to the state that it asks for.
 */
final class Session implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final String READONLY = "readonly";
    private static final int UNKNOWN_SETTING = 115;

    private final ChdbConnection connection;
    private final Map<String, String> applied = new HashMap<>();
    private String database = "";
    private boolean reusable = true;

    Session(ChdbConnection connection) {
        this.connection = connection;
    }

    ChdbConnection connection() {
        return connection;
    }

    /**
     * @throws ChdbException for a database or a setting that there is not; the session is not used again then
     */
    void prepare(String wantedDatabase, Map<String, String> settings) {
        boolean wasReusable = reusable;
        reusable = false;
        if (!wantedDatabase.equals(database)) {
            connection.execute("USE `" + wantedDatabase.replace("\\", "\\\\").replace("`", "\\`") + "`");
            database = wantedDatabase;
        }
        for (String name : Map.copyOf(applied).keySet()) {
            if (!settings.containsKey(name)) {
                connection.execute("SET " + name + " = DEFAULT");
                applied.remove(name);
            }
        }
        settings.forEach((name, value) -> {
            if (!name.equals(READONLY)) {
                apply(name, value);
            }
        });
        // Last, as nothing can be set after it; and nothing takes it back, so the session ends with its request.
        String readonly = settings.get(READONLY);
        if (readonly != null) {
            apply(READONLY, readonly);
        }
        reusable = wasReusable && readonly == null;
    }

    private void apply(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw ChdbException.of(UNKNOWN_SETTING, "UNKNOWN_SETTING", "Unknown setting");
        }
        if (!value.equals(applied.get(name))) {
            connection.execute(
                    "SET " + name + " = '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'");
            applied.put(name, value);
        }
    }

    void useOnlyOnce() {
        reusable = false;
    }

    boolean reusable() {
        return reusable;
    }

    @Override
    public void close() {
        connection.close();
    }
}
