package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Makes the topics as soon as a broker answers, then watches the backlog. In a thread of its own, so that a broker that is
 * away delays neither the start nor a request.
 */
public final class BrokerWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int TIMEOUT_MS = 5_000;

    private final IngestSettings settings;
    private final BacklogWatch backlog;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("broker-watch").daemon().factory());
    private volatile boolean topicsReady;
    private volatile boolean reachable;

    public BrokerWatch(IngestSettings settings, Clock clock, Intake intake) {
        this.settings = settings;
        this.backlog = new BacklogWatch(settings, clock, intake);
    }

    /** Begins in the background. */
    public BrokerWatch start() {
        schedule.execute(this::makeTopics);
        return this;
    }

    /** Whether the topics were found or made: never taken back, because a broker that is away later answers 503 itself. */
    public boolean isTopicsReady() {
        return topicsReady;
    }

    /** Whether the broker answered the last time it was asked. */
    public boolean isReachable() {
        return reachable;
    }

    private void makeTopics() {
        KafkaAdmin admin = new KafkaAdmin(adminSettings());
        admin.setOperationTimeout((int) Duration.ofMillis(TIMEOUT_MS).toSeconds());
        // A changed retention or size limit reaches topics that are there already.
        admin.setModifyTopicConfigs(true);
        try {
            admin.createOrModifyTopics(TopicSettings.ingest(settings), TopicSettings.deadLetter(settings));
            topicsReady = true;
            reachable = true;
            log.info("the topics are ready");
            Future<?> _ = schedule.scheduleWithFixedDelay(
                    this::checkBacklog, 0, settings.backlogCheck().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            // Without the stack: at the start of a whole installation the broker often comes last.
            log.atWarn()
                    .addKeyValue("bootstrapServers", settings.bootstrapServers())
                    .addKeyValue("cause", e.toString())
                    .log("the topics could not be made; it is tried again");
            Future<?> _ = schedule.schedule(this::makeTopics, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void checkBacklog() {
        // A new client each time: every 30 s that costs nothing, and no state of a broken connection stays.
        try (Admin admin = Admin.create(adminSettings())) {
            backlog.check(admin);
            reachable = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            reachable = false;
            log.atWarn().addKeyValue("cause", e.toString()).log("the backlog could not be checked");
        }
    }

    private Map<String, Object> adminSettings() {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "ingest-service-admin",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
