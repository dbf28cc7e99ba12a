package com.metricai.consumer.write;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.interpret.Identity;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.MetricPoint;
import com.metricai.consumer.interpret.MetricRow;
import com.metricai.consumer.interpret.SpanRow;
import com.metricai.store.daily.OpenDays;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a batch of exports says, in one transaction: rows, sessions, prompts, the state of cumulative series, the
 * fingerprints, the outbox, the dirty marks and the books. Whatever of it was written before is left as it is; what people
 * who were erased sent before is dropped.
 */
public final class BatchWriter {
    private static final String DROPPED_ERASED = "dropped:erased";

    private final Jdbi jdbi;
    private final Clock clock;
    private final Duration shortestRetention;
    private final DayValues dayValues;

    /**
     * A writer over one database.
     *
     * @param jdbi connections that begin with BEGIN IMMEDIATE
     * @param shortestRetention of spans, events and metrics: decides which days are closed
     * @param maxValues distinct users, teams, repositories, models, tools and agents, of each, that an org may have on a
     *     day: beyond, a value is stored as {@code other}
     */
    public BatchWriter(Jdbi jdbi, Clock clock, Duration shortestRetention, int maxValues) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.shortestRetention = shortestRetention;
        this.dayValues = new DayValues(maxValues);
    }

    /**
     * Writes the batch or nothing of it.
     *
     * @return how many records had which outcome, keyed {@code <signal>.<outcome>}
     */
    public Map<String, Long> write(List<Interpreted> batch) {
        return jdbi.inTransaction(handle -> new Transaction(handle).run(batch));
    }

    private final class Transaction {
        private final Handle handle;
        private final String firstOpenDay;
        private final Books books = new Books();
        private final ReportingTable reporting = new ReportingTable();
        private final List<SessionTable.Seen> sessions = new ArrayList<>();
        private final List<EventRow> freshEvents = new ArrayList<>();
        private final Set<DirtyDays.Mark> dirty = new HashSet<>();
        private final Erased erased;

        Transaction(Handle handle) {
            this.handle = handle;
            this.erased = new Erased(handle);
            this.firstOpenDay =
                    OpenDays.first(clock.instant(), shortestRetention).toString();
        }

        Map<String, Long> run(List<Interpreted> batch) {
            for (Interpreted interpreted : batch) {
                switch (interpreted) {
                    case Interpreted.Spans spans -> spans(spans);
                    case Interpreted.Events events -> events(events);
                    case Interpreted.Metrics metrics -> metrics(metrics);
                }
            }
            dirty.addAll(SessionTable.upsert(handle, sessions.stream()));
            dirty.addAll(PromptTable.recompute(handle, freshEvents, firstOpenDay, PromptTable.MAX_EVENTS));
            DirtyDays.mark(handle, dirty.stream());
            reporting.write(handle);
            books.write(handle);
            return books.totals();
        }

        private void spans(Interpreted.Spans spans) {
            List<SpanRow> rows = spans.rows().stream()
                    .filter(row -> !erased.drops(spans.envelope(), row.identity(), NANOSECONDS.toMillis(row.startNs())))
                    .toList();
            Folding folding = folding(spans);
            List<SpanRow> open = rows.stream()
                    .filter(row -> isOpen(row.day()))
                    .map(folding::fold)
                    .toList();
            List<SpanRow> fresh = SpanTable.insert(handle, open);
            for (SpanRow row : fresh) {
                sessions.add(SessionTable.seen(row));
                dirty.add(new DirtyDays.Mark(
                        row.orgId(), row.day(), row.identity().user()));
            }
            report(spans, fresh.stream().map(row -> new Reporter(row.identity(), row.clientVersion())));
            books.add(spans, fresh.size(), open.size() - fresh.size(), rows.size() - open.size());
            countFolded(spans, folding, fresh);
            books.add(spans, DROPPED_ERASED, spans.rows().size() - rows.size());
        }

        private void events(Interpreted.Events events) {
            List<EventRow> rows = events.rows().stream()
                    .filter(row -> !erased.drops(events.envelope(), row.identity(), row.timeMs()))
                    .toList();
            Folding folding = folding(events);
            List<EventRow> open = rows.stream()
                    .filter(row -> isOpen(row.day()))
                    .map(folding::fold)
                    .toList();
            List<EventRow> fresh = EventTable.insert(handle, open);
            for (EventRow row : fresh) {
                sessions.add(SessionTable.seen(row));
                dirty.add(new DirtyDays.Mark(
                        row.orgId(), row.day(), row.identity().user()));
            }
            freshEvents.addAll(fresh);
            report(events, fresh.stream().map(row -> new Reporter(row.identity(), row.clientVersion())));
            books.add(events, fresh.size(), open.size() - fresh.size(), rows.size() - open.size());
            countFolded(events, folding, fresh);
            books.add(events, DROPPED_ERASED, events.rows().size() - rows.size());
        }

        private void metrics(Interpreted.Metrics metrics) {
            if (metrics.points().isEmpty()) {
                books.add(metrics, 0, 0, 0);
                return;
            }
            if (!ExportsSeen.isNew(handle, metrics.fingerprint(), clock.millis())) {
                books.add(metrics, 0, metrics.points().size(), 0);
                return;
            }
            String orgId = metrics.envelope().orgId();
            List<MetricPoint> points = metrics.points().stream()
                    .filter(point -> !isErased(metrics, point))
                    .toList();
            Folding folding = folding(metrics);
            List<MetricPoint> open = points.stream()
                    .filter(point -> isOpen(point.dimensions().day()))
                    .map(folding::fold)
                    .toList();
            List<MetricPoint> deltas = new ArrayList<>(open.size());
            long overtaken = 0;
            for (MetricPoint point : open) {
                MetricPoint delta = delta(orgId, point);
                if (delta == null) {
                    overtaken++;
                } else {
                    deltas.add(delta);
                }
            }
            Outbox.put(handle, orgId, metrics.fingerprint(), MetricRow.of(deltas));
            SessionTable.addMetricDays(handle, orgId, deltas);
            List<Interpreted.SessionSeen> seen = metrics.sessions().stream()
                    .filter(session -> isOpen(Days.of(session.timeMs())))
                    .filter(session -> !erased.drops(metrics.envelope(), session.identity(), session.timeMs()))
                    .map(folding::fold)
                    .toList();
            seen.forEach(session -> sessions.add(SessionTable.seen(orgId, session)));
            report(metrics, seen.stream().map(session -> new Reporter(session.identity(), session.clientVersion())));
            books.add(metrics, deltas.size(), 0, points.size() - open.size());
            countFolded(metrics, folding, open);
            books.add(metrics, DROPPED_ERASED, metrics.points().size() - points.size());
            books.add(metrics, "dropped:not_increased", overtaken);
        }

        /**
         * A point counts from the minute that it is put under. Of a running total that is dropped the value is remembered
         * all the same: the next one would else bring back what was erased.
         */
        private boolean isErased(Interpreted.Metrics metrics, MetricPoint point) {
            MetricPoint.Dimensions dimensions = point.dimensions();
            boolean drops =
                    erased.drops(metrics.envelope(), dimensions.identity(), SECONDS.toMillis(dimensions.minute()));
            if (drops && isOpen(dimensions.day())) {
                delta(metrics.envelope().orgId(), point);
            }
            return drops;
        }

        private @Nullable MetricPoint delta(String orgId, MetricPoint point) {
            MetricPoint.Series series = point.series();
            if (series == null) {
                return point;
            }
            long growth = MetricSeriesTable.growth(handle, orgId, series, point.value(), clock.millis());
            return growth == 0 ? null : new MetricPoint(point.dimensions(), point.measure(), growth, null);
        }

        private Folding folding(Interpreted interpreted) {
            return new Folding(dayValues, handle, interpreted.envelope().orgId());
        }

        /** Of rows that are new: a record that comes again is counted as a duplicate and as nothing else. */
        private void countFolded(Interpreted interpreted, Folding folding, Collection<?> fresh) {
            folding.counts(fresh)
                    .forEach((dimension, records) -> books.add(interpreted, "note:folded_" + dimension.id(), records));
        }

        private void report(Interpreted interpreted, Stream<Reporter> reporters) {
            reporters
                    .distinct()
                    .forEach(reporter ->
                            reporting.add(interpreted.envelope(), reporter.identity, reporter.clientVersion));
        }

        private boolean isOpen(String day) {
            return day.compareTo(firstOpenDay) >= 0;
        }
    }

    public record Reporter(Identity identity, @Nullable String clientVersion) {}
}
