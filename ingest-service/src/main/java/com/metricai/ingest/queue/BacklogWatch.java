package com.metricai.ingest.queue;

import com.metricai.ingest.IngestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the intake before age or a full disk would delete records that nobody read, and opens it again afterwards. */
final class BacklogWatch {
    private static final Logger log = LoggerFactory.getLogger(BacklogWatch.class);

    private final IngestSettings settings;
    private final Clock clock;
    private final Intake intake;
    private volatile List<PartitionBacklog> backlog = List.of();
    private volatile double unread = Double.NaN;

    BacklogWatch(IngestSettings settings, Clock clock, Intake intake) {
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
    }

    /** Looks once at backlog and disk. A broker that does not answer changes nothing: publishing tells that by itself. */
    void check(Admin admin) throws ExecutionException, InterruptedException, IOException {
        List<PartitionBacklog> read = new BacklogReader(admin, settings.consumerGroup())
                .read(clock.instant().minus(settings.maxBacklogAge()));
        unread = read.stream().mapToLong(PartitionBacklog::unread).sum();
        backlog = read;
        checkDisk();
    }

    /** Looks at the disk alone, which asks nobody and may be done often: a disk can fill within seconds. */
    synchronized void checkDisk() throws IOException {
        String reason = reason(backlog, freeDisk(settings.kafkaDataDir()));
        if (!Objects.equals(reason, intake.closedBecause())) {
            log.atWarn().addKeyValue("reason", reason).log(reason == null ? "intake opened" : "intake closed");
            intake.set(reason);
        }
    }

    /** How many records nobody had read at the last look; NaN before the first. */
    double unread() {
        return unread;
    }

    /** Why nothing more may be taken; null when it may. */
    @Nullable
    String reason(List<PartitionBacklog> backlog, @Nullable Long freeDiskBytes) {
        if (backlog.stream().anyMatch(PartitionBacklog::hasOldUnread)) {
            return "the queue holds unread records close to their deletion: check that queue-consumer runs";
        }
        if (freeDiskBytes != null && freeDiskBytes < settings.minFreeDisk().toBytes()) {
            return "the queue's disk is nearly full: free some space";
        }
        return null;
    }

    private static @Nullable Long freeDisk(@Nullable Path directory) throws IOException {
        return directory == null || !Files.isDirectory(directory)
                ? null
                : Files.getFileStore(directory).getUsableSpace();
    }
}
