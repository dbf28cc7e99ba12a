package com.metricai.faults;

import com.metricai.store.clickhouse.ClickHouse;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A suite that runs, as its clients and its faults see it. */
interface Installation extends AutoCloseable {
    /** Starts all of it, in an order by chance where there is a choice, and waits until each part is ready. */
    void start(Random random);

    /** The processes that it consists of all the time. */
    List<Part> parts();

    /** Whether a part says that it works. */
    boolean isReady(Part part);

    Child child(Part part);

    Forwarder link(Link link);

    /** Where clients send to: through {@link Link#CLIENTS}. */
    URI ingest();

    String token();

    /** What the dashboard answers; null when it does not. */
    @Nullable
    HttpResponse<String> panel(String path);

    String bootstrapServers();

    ClickHouse clickHouse();

    /** SQLite's file. */
    Path database();

    /** The file that a part's clock reads, see {@link SteppedClock}. */
    Path clock(Part part);

    /** How often parts ended by themselves. */
    int ownEnds();

    default boolean isReady() {
        return parts().stream().allMatch(this::isReady);
    }

    @Override
    void close();
}
