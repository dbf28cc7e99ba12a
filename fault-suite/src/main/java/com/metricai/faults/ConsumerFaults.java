package com.metricai.faults;

import com.metricai.store.sqlite.Sqlite;
import java.time.Duration;

/** What befalls the consumer in the middle of its work, and a second one that comes and goes. */
final class ConsumerFaults {
    /** The consumer's name in the group, by which it is known again. */
    static final String INSTANCE = "first";

    private static final Duration JOIN = Duration.ofSeconds(60);
    private static final Duration AIM = Duration.ofSeconds(20);
    private static final Duration TAKE_OVER = Duration.ofSeconds(40);

    private final Installation installation;
    private final Pace pace;

    ConsumerFaults(Installation installation, Pace pace) {
        this.installation = installation;
        this.pace = pace;
    }

    /** Both joining and leaving take partitions away from a consumer in the middle of its batches. */
    boolean second(boolean dies) {
        Child second = installation.child(Part.SECOND_CONSUMER).start();
        boolean joined = Await.holds(JOIN, () -> installation.isReady(Part.SECOND_CONSUMER));
        Await.pass(pace.cut());
        if (dies) {
            second.kill9();
        }
        second.close();
        return joined;
    }

    boolean killWithOutbox(boolean inserted) {
        Forwarder toClickHouse = installation.link(Link.CONSUMER_TO_CLICKHOUSE);
        try {
            boolean hit = fillOutbox(toClickHouse, inserted);
            installation.child(Part.CONSUMER).kill9();
            return hit;
        } finally {
            toClickHouse.pass();
        }
    }

    /** The first wakes up in the middle of a batch that somebody else has meanwhile done. */
    boolean takeOver() {
        Child first = installation.child(Part.CONSUMER);
        Child second = installation.child(Part.SECOND_CONSUMER).start();
        Forwarder toClickHouse = installation.link(Link.CONSUMER_TO_CLICKHOUSE);
        boolean hit = Await.holds(JOIN, () -> installation.isReady(Part.SECOND_CONSUMER));
        try {
            hit &= fillOutbox(toClickHouse, true);
            first.freeze();
        } finally {
            toClickHouse.pass();
        }
        try {
            hit &= Await.holds(TAKE_OVER, () -> !Topic.isMember(installation.bootstrapServers(), INSTANCE));
            hit &= Await.holds(TAKE_OVER, () -> outbox() == 0);
        } finally {
            first.thaw();
        }
        Await.pass(pace.cut());
        second.close();
        return hit;
    }

    /** Rows stay in it while ClickHouse does not answer; whether it has taken them is the difference. */
    private boolean fillOutbox(Forwarder toClickHouse, boolean inserted) {
        if (inserted) {
            int before = toClickHouse.lost();
            toClickHouse.loseAnswers();
            return Await.holds(AIM, () -> toClickHouse.lost() > before && outbox() > 0);
        }
        toClickHouse.hang();
        return Await.holds(AIM, () -> outbox() > 0);
    }

    private long outbox() {
        try (Sqlite sqlite = Sqlite.reader(installation.database())) {
            return Stored.number(sqlite, "SELECT count(*) FROM outbox");
        }
    }
}
