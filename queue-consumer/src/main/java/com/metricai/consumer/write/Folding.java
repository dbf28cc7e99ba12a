package com.metricai.consumer.write;

import com.metricai.consumer.interpret.EventRow;
import com.metricai.consumer.interpret.Identity;
import com.metricai.consumer.interpret.Interpreted;
import com.metricai.consumer.interpret.MetricPoint;
import com.metricai.consumer.interpret.SpanRow;
import com.metricai.consumer.write.DayValues.Dimension;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Folds the values of one export's records, and remembers in which it did. */
final class Folding {
    private final DayValues values;
    private final Handle handle;
    private final String orgId;

    /** Rows are told apart by being another object: two may be equal. */
    private final IdentityHashMap<Object, Set<Dimension>> folded = new IdentityHashMap<>();

    Folding(DayValues values, Handle handle, String orgId) {
        this.values = values;
        this.handle = handle;
        this.orgId = orgId;
    }

    SpanRow fold(SpanRow row) {
        Day day = new Day(row.day());
        Identity identity = day.identity(row.identity());
        String model = day.fold(Dimension.MODEL, row.model());
        String tool = day.fold(Dimension.TOOL, row.tool());
        return day.folded.isEmpty() ? row : day.remember(row.with(identity, model, tool));
    }

    EventRow fold(EventRow row) {
        Day day = new Day(row.day());
        Identity identity = day.identity(row.identity());
        String model = day.fold(Dimension.MODEL, row.model());
        String tool = day.fold(Dimension.TOOL, row.tool());
        String agentType = row.agentType() == null ? null : day.fold(Dimension.AGENT, row.agentType());
        return day.folded.isEmpty() ? row : day.remember(row.with(identity, model, tool, agentType));
    }

    MetricPoint fold(MetricPoint point) {
        MetricPoint.Dimensions own = point.dimensions();
        Day day = new Day(own.day());
        MetricPoint.Dimensions dimensions = new MetricPoint.Dimensions(
                own.minute(),
                own.day(),
                day.identity(own.identity()),
                day.fold(Dimension.MODEL, own.model()),
                day.fold(Dimension.TOOL, own.tool()),
                own.status(),
                own.querySource(),
                day.fold(Dimension.AGENT, own.agent()),
                own.decisionSource());
        return day.folded.isEmpty()
                ? point
                : day.remember(new MetricPoint(dimensions, point.measure(), point.value(), point.series()));
    }

    Interpreted.SessionSeen fold(Interpreted.SessionSeen session) {
        return new Interpreted.SessionSeen(
                new Day(Days.of(session.timeMs())).identity(session.identity()),
                session.timeMs(),
                session.clientVersion(),
                session.started());
    }

    /** In how many of the rows something was folded, by dimension. */
    Map<Dimension, Long> counts(Collection<?> rows) {
        Map<Dimension, Long> counts = new EnumMap<>(Dimension.class);
        if (!folded.isEmpty()) {
            for (Object row : rows) {
                folded.getOrDefault(row, Set.of()).forEach(dimension -> counts.merge(dimension, 1L, Long::sum));
            }
        }
        return counts;
    }

    /** The values of one record. */
    private final class Day {
        private final String day;
        private final Set<Dimension> folded = EnumSet.noneOf(Dimension.class);

        Day(String day) {
            this.day = day;
        }

        Identity identity(Identity own) {
            return new Identity(
                    own.source(),
                    fold(Dimension.USER, own.user()),
                    fold(Dimension.TEAM, own.team()),
                    fold(Dimension.REPO, own.repo()),
                    own.sessionId());
        }

        String fold(Dimension dimension, String value) {
            String kept = values.fold(handle, orgId, day, dimension, value);
            if (!kept.equals(value)) {
                folded.add(dimension);
            }
            return kept;
        }

        <T> T remember(T row) {
            Folding.this.folded.put(row, folded);
            return row;
        }
    }
}
