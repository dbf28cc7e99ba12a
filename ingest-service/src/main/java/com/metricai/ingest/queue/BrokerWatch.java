package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import com.metricai.otlp.envelope.Topics;
import com.metricai.service.log.Outage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Makes the topics as soon as a broker answers, then watches the backlog, the disk, and whether the broker is there and has
 * the topics. In threads of its own, so that a broker that is away delays neither the start nor a request.
 */
public final class BrokerWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What one token may send meanwhile is half of the room that is kept free. */
    private static final Duration DISK_CHECK = Duration.ofSeconds(2);

    private static final List<String> TOPICS = List.of(Topics.INGEST, Topics.DEAD_LETTER, Topics.USAGE);
    private static final int TIMEOUT_MS = 5_000;
    private static final int PROBE_TIMEOUT_MS = 1_500;

    private final IngestSettings settings;
    private final BacklogWatch backlog;
    private final Publisher publisher;
    // Three threads: a look at the backlog and the making of topics may wait for seconds; the disk and the question
    // whether the broker is there must not.
    private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().name("broker-watch-", 0).daemon().factory());
    private volatile boolean topicsReady;
    private volatile boolean reachable;
    private volatile boolean away;
    private volatile boolean diskUnknown;
    private final AtomicBoolean probing = new AtomicBoolean();
    private final AtomicBoolean makingTopics = new AtomicBoolean();
    private final Outage makingFails = new Outage(log, "making the topics", RuntimeException.class);
    private final AtomicBoolean watchingBacklog = new AtomicBoolean();

    public BrokerWatch(IngestSettings settings, Clock clock, Intake intake, Publisher publisher) {
        this.settings = settings;
        this.publisher = publisher;
        this.backlog = new BacklogWatch(settings, clock, intake);
    }

    /** Begins in the background. */
    public BrokerWatch start() {
        needTopics();
        Future<?> _ = schedule.scheduleWithFixedDelay(this::checkDisk, 0, DISK_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Whether the topics were found or made, and not missed since. */
    public boolean isTopicsReady() {
        return topicsReady;
    }

    /** Whether the broker answered the last time it was asked. */
    public boolean isReachable() {
        return reachable;
    }

    /**
     * Whether the broker is known to be away: it did not answer the last question, and none was answered since. Until it is
     * known that it is back, which takes a second or two, nothing need be tried with it.
     */
    public boolean isAway() {
        return away;
    }

    /** How many exports nobody had read at the last look at the backlog; NaN before the first. */
    public double unreadExports() {
        return backlog.unread();
    }

    /** Says that something failed that may be the broker's fault: it is asked, and again and again until it answers. */
    public void suspect() {
        if (probing.compareAndSet(false, true)) {
            try {
                schedule.execute(this::probe);
            } catch (RejectedExecutionException e) {
                probing.set(false);
            }
        }
    }

    private void probe() {
        try {
            askBroker();
            publisher.brokerAnswers();
            found();
            probing.set(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            missed(e);
            Future<?> _ = schedule.schedule(this::probe, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void askBroker() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(adminSettings(PROBE_TIMEOUT_MS))) {
            requireTopics(admin);
        } catch (ExecutionException | KafkaException e) {
            publisher.brokerIsAway();
            throw e;
        }
    }

    /** Asks the broker for the topics. One that has lost its data answers as well, and gets them again. */
    private void requireTopics(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.describeTopics(TOPICS).allTopicNames().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            topicsReady = false;
            needTopics();
        }
    }

    private void found() {
        reachable = true;
        if (away) {
            away = false;
            log.info("the broker answers again");
        }
    }

    private void missed(Exception e) {
        reachable = false;
        if (!away) {
            away = true;
            log.atWarn()
                    .addKeyValue("bootstrapServers", settings.bootstrapServers())
                    .addKeyValue("cause", e.toString())
                    .log("the broker does not answer: exports are answered 503 until it does");
        }
    }

    private void needTopics() {
        if (makingTopics.compareAndSet(false, true)) {
            schedule.execute(this::makeTopics);
        }
    }

    private void makeTopics() {
        KafkaAdmin admin = new KafkaAdmin(adminSettings(TIMEOUT_MS));
        admin.setOperationTimeout((int) Duration.ofMillis(TIMEOUT_MS).toSeconds());
        // A changed retention or size limit reaches topics that are there already.
        admin.setModifyTopicConfigs(true);
        try {
            admin.createOrModifyTopics(
                    TopicSettings.ingest(settings), TopicSettings.deadLetter(settings), TopicSettings.usage(settings));
            makingTopics.set(false);
            topicsReady = true;
            makingFails.worked();
            found();
            log.info("the topics are ready");
            if (watchingBacklog.compareAndSet(false, true)) {
                Future<?> _ = schedule.scheduleWithFixedDelay(
                        this::checkBacklog, 0, settings.backlogCheck().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException e) {
            // At the start of a whole installation the broker often comes last.
            makingFails.failed(e);
            suspect();
            Future<?> _ = schedule.schedule(this::makeTopics, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void checkBacklog() {
        // A new client each time: every 30 s that costs nothing, and no state of a broken connection stays.
        try (Admin admin = Admin.create(adminSettings(TIMEOUT_MS))) {
            backlog.check(admin);
            found();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("the backlog could not be checked");
            suspect();
        }
    }

    private void checkDisk() {
        try {
            backlog.checkDisk();
            diskUnknown = false;
        } catch (IOException | RuntimeException e) {
            if (!diskUnknown) {
                log.atWarn().addKeyValue("cause", e.toString()).log("the queue's disk cannot be looked at");
            }
            diskUnknown = true;
        }
    }

    private Map<String, Object> adminSettings(int timeoutMs) {
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "ingest-service-admin",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeoutMs,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeoutMs);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
