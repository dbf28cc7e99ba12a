package com.metricai.rollup.job.erasure;

import com.metricai.store.clickhouse.ClickHouse;
import com.metricai.store.people.Erasures;
import com.metricai.store.people.Erasures.Erasure;
import com.metricai.store.people.Tombstone;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people. An erasure takes several runs, because it waits: for metric rows on their way to ClickHouse, for
 * ClickHouse to remove files, for readers of SQLite. What a run has done it finds done when it comes again, so that a run may
 * be killed anywhere.
 *
 * <p>The tombstone was written when it was asked for, so the consumer adds no row that would have to go. It stays where it
 * is, however long this waits: somebody who goes on working keeps what they send from then on, in rows that are told by
 * {@link com.metricai.store.people.PersonTable#older} and looked at again in the transaction that deletes them. Rollups are
 * computed by the thread that runs this, so none is computed from rows that are being deleted.
 */
public final class ErasureJob {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureJob.class);

    private final Jdbi writer;
    private final Erasures erasures;
    private final PersonRows rows;
    private final PersonMetrics metrics;
    private final DatabaseFile file;
    private final LateRows late;
    private final Map<String, Progress> byId = new HashMap<>();

    /** What need not be looked for again while this process lives. */
    private static final class Progress {
        final Names names;
        boolean rowsDeleted;

        /** ClickHouse's time when the last old row was gone, seconds since the epoch. */
        @Nullable
        Long cleanSince;

        Progress(Names names) {
            this.names = names;
        }
    }

    /**
     * Over both stores.
     *
     * @param writer connections that begin with BEGIN IMMEDIATE
     * @param database the SQLite file that both are connected to
     */
    public ErasureJob(Jdbi writer, Jdbi reader, ClickHouse clickHouse, Path database, Clock clock) {
        this.writer = writer;
        this.erasures = new Erasures(writer, clock);
        this.rows = new PersonRows(writer, reader);
        this.metrics = new PersonMetrics(clickHouse);
        this.file = new DatabaseFile(writer, database);
        this.late = new LateRows(writer, reader, metrics);
    }

    /**
     * Goes on with all that are not finished; returns how many it finished.
     *
     * @throws RuntimeException of the last one that failed, after the others had their turn
     */
    public int run() {
        int finished = 0;
        RuntimeException failure = null;
        for (Erasure erasure : erasures.open()) {
            try {
                if (isFinished(erasure)) {
                    byId.remove(erasure.id());
                    finished++;
                    LOG.atInfo().addKeyValue("erasure", erasure.id()).log("erased");
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return finished;
    }

    /** Deletes metric rows that came after their erasure was finished; returns how many. */
    public long deleteLate() {
        return late.delete();
    }

    private boolean isFinished(Erasure erasure) {
        if (!erasure.user().isEmpty()) {
            if (!isClean(progress(erasure))) {
                return false;
            }
            erasures.forgetName(erasure.id());
        }
        Progress progress = byId.get(erasure.id());
        if (!file.scrub(progress == null ? List.of() : progress.names.spellings())) {
            return false;
        }
        erasures.finish(erasure.id());
        return true;
    }

    /** From the beginning again when somebody asked once more meanwhile. */
    private Progress progress(Erasure erasure) {
        Progress progress = byId.get(erasure.id());
        Tombstone tombstone = erasures.tombstone(erasure);
        if (progress == null || !progress.names.tombstone().equals(tombstone)) {
            progress = new Progress(names(erasure, tombstone));
            byId.put(erasure.id(), progress);
        }
        return progress;
    }

    private Names names(Erasure erasure, Tombstone tombstone) {
        return new Names(
                erasure.id(),
                erasure.orgId(),
                Stream.concat(
                                rows.spellings(erasure.orgId(), erasure.user()).stream(),
                                metrics.spellings(erasure.orgId(), erasure.user()).stream())
                        .distinct()
                        .toList(),
                tombstone);
    }

    private boolean isClean(Progress progress) {
        Names names = progress.names;
        if (!progress.rowsDeleted) {
            rows.delete(names);
            progress.rowsDeleted = true;
        }
        // The consumer inserts a row into ClickHouse before it deletes it here: without any, none can come there.
        if (rows.isOnItsWay(names) || metrics.isDeleting()) {
            return false;
        }
        if (progress.cleanSince == null) {
            long deleted = metrics.delete(names, rows.takenBefore(names, metrics.laterExports(names)));
            writer.useTransaction(handle -> Erasures.count(handle, names.erasureId(), deleted));
            // Once more: the marks of what was on its way, and days that were rolled up from it.
            rows.delete(names);
            if (metrics.anyLeft(names) || rows.anyLeft(names)) {
                return false;
            }
            progress.cleanSince = metrics.now();
        }
        return metrics.replacedPartsAreGone(progress.cleanSince);
    }
}
