package com.metricai.api.spans;

import com.metricai.api.spans.Forest.Placed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Puts spans, in whatever order they came, into the order of their tree. Pure; linear but for one sort; no recursion, because
 * a chain may be as long as the trace.
 *
 * <p>A span without a parent is a root, and so is one whose parent lives in another process. A span whose parent is not
 * among them is an orphan. Where parents go in a circle, the earliest span of the circle is made an orphan. Orphans hang
 * under one synthetic root, behind the real ones. Siblings are in the order of their start.
 */
final class TreeBuilder {
    private static final int ROOT = -1;
    private static final int ORPHAN = -2;
    private static final int NONE = -1;

    private final List<SpanRow> spans;
    private final int[] parent;
    private final int[] firstChild;
    private final int[] nextSibling;
    private final List<Placed> placed;

    private TreeBuilder(List<SpanRow> sorted) {
        this.spans = sorted;
        this.parent = new int[sorted.size()];
        this.firstChild = filled(sorted.size());
        this.nextSibling = filled(sorted.size());
        this.placed = new ArrayList<>(sorted.size() + 1);
    }

    static Forest build(List<SpanRow> spans) {
        List<SpanRow> sorted = spans.stream()
                .sorted(Comparator.comparingLong(SpanRow::startNs).thenComparing(SpanRow::spanId))
                .toList();
        return new TreeBuilder(sorted).build();
    }

    private Forest build() {
        findParents();
        cutCircles();
        linkChildren();
        tops(ROOT).forEach(top -> place(top, 0, NONE));
        int[] orphans = tops(ORPHAN).toArray();
        if (orphans.length > 0) {
            int synthetic = placed.size();
            placed.add(new Placed(null, 0, NONE));
            Arrays.stream(orphans).forEach(top -> place(top, 1, synthetic));
        }
        return new Forest(placed, orphans.length);
    }

    private void findParents() {
        record Id(String trace, String span) {}
        Map<Id, Integer> byId = new HashMap<>();
        for (int i = 0; i < spans.size(); i++) {
            byId.putIfAbsent(new Id(spans.get(i).traceId(), spans.get(i).spanId()), i);
        }
        for (int i = 0; i < spans.size(); i++) {
            SpanRow span = spans.get(i);
            parent[i] = span.parentSpanId() == null || span.remoteParent()
                    ? ROOT
                    : byId.getOrDefault(new Id(span.traceId(), span.parentSpanId()), ORPHAN);
        }
    }

    /** Walks up from each span until something known: meeting the walk's own trail is a circle. */
    private void cutCircles() {
        int[] trail = new int[spans.size()];
        for (int i = 0; i < spans.size(); i++) {
            int at = i;
            while (at >= 0 && trail[at] == 0) {
                trail[at] = i + 1;
                at = parent[at];
            }
            if (at >= 0 && trail[at] == i + 1) {
                parent[earliestOfCircle(at)] = ORPHAN;
            }
        }
    }

    private int earliestOfCircle(int start) {
        int earliest = start;
        for (int at = parent[start]; at != start; at = parent[at]) {
            earliest = Math.min(earliest, at);
        }
        return earliest;
    }

    private void linkChildren() {
        for (int i = spans.size() - 1; i >= 0; i--) {
            if (parent[i] >= 0) {
                nextSibling[i] = firstChild[parent[i]];
                firstChild[parent[i]] = i;
            }
        }
    }

    private IntStream tops(int mark) {
        return IntStream.range(0, spans.size()).filter(i -> parent[i] == mark);
    }

    private void place(int top, int topDepth, int topParent) {
        int at = top;
        int depth = topDepth;
        int above = topParent;
        while (true) {
            int here = placed.size();
            placed.add(new Placed(spans.get(at), depth, above));
            if (firstChild[at] != NONE) {
                at = firstChild[at];
                depth++;
                above = here;
                continue;
            }
            while (at != top && nextSibling[at] == NONE) {
                at = parent[at];
                depth--;
                above = above == NONE ? NONE : placed.get(above).parent();
            }
            if (at == top) {
                return;
            }
            at = nextSibling[at];
        }
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }
}
