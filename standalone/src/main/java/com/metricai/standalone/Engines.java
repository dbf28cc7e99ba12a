package com.metricai.standalone;

import com.metricai.clickhouse.embedded.EmbeddedClickHouse;
import com.metricai.clickhouse.embedded.EmbeddedClickHouseException;
import com.metricai.clickhouse.embedded.EngineLibrary;
import com.metricai.clickhouse.embedded.EngineRefusedException;
import com.metricai.clickhouse.embedded.EngineUnavailableException;
import com.metricai.standalone.recovery.Restore;
import com.metricai.standalone.recovery.StoreCheck;
import com.metricai.store.clickhouse.ClickHouse;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ClickHouse of an instance: the server that CLICKHOUSE_URL names, else the embedded engine. */
public final class Engines {
    private static final long MEMORY_BYTES = 1024L * 1024 * 1024;

    private record Started(ClickHouse clickHouse, @Nullable EmbeddedClickHouse embedded) implements Restore.Engine {
        @Override
        public void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    private Engines() {}

    /**
     * Starts it, or names the server.
     *
     * @throws UserError when the engine does not start
     */
    public static Restore.Engine start(DataDirectory data, Terminal terminal) {
        Map<String, String> env = System.getenv();
        String url = env.getOrDefault("CLICKHOUSE_URL", "");
        if (!url.isBlank()) {
            terminal.say("Using the ClickHouse server of CLICKHOUSE_URL.");
            return new Started(
                    new ClickHouse(
                            url,
                            env.getOrDefault("CLICKHOUSE_USER", "default"),
                            env.getOrDefault("CLICKHOUSE_PASSWORD", "")),
                    null);
        }
        try {
            EmbeddedClickHouse engine = EmbeddedClickHouse.start(new EmbeddedClickHouse.Config(
                    data.clickhouse(), EngineLibrary.ofThisMachine().install(terminal::say), 0, MEMORY_BYTES));
            return new Started(new ClickHouse(engine.jdbcUrl(), engine.user(), engine.password()), engine);
        } catch (EngineRefusedException e) {
            String reason = String.valueOf(e.getMessage());
            boolean hasData = Files.exists(data.clickhouse().resolve("store"));
            throw new UserError(hasData ? StoreCheck.wayOut(data, reason) : reason, e);
        } catch (EngineUnavailableException | EmbeddedClickHouseException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
