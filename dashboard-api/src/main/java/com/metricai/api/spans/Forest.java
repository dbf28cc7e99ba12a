package com.metricai.api.spans;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Spans in pre-order.
 *
 * @param orphans how many hang under the synthetic root: their parent never came, or their ancestors went in a circle
 */
record Forest(List<Placed> nodes, int orphans) {
    /**
     * A span at its place.
     *
     * @param span null: the synthetic root that orphans hang under
     * @param depth 0 for roots
     * @param parent the index of its parent in the list; -1 for roots
     */
    record Placed(@Nullable SpanRow span, int depth, int parent) {}

    /** Only the subtrees that begin with such a span, as trees of their own; everything when there is none. */
    Forest only(Predicate<SpanRow> root) {
        List<Placed> kept = new ArrayList<>();
        int base = -1;
        int shift = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Placed node = nodes.get(i);
            if (base >= 0 && node.depth() > nodes.get(base).depth()) {
                kept.add(new Placed(node.span(), node.depth() - nodes.get(base).depth(), node.parent() - shift));
            } else if (node.span() != null && root.test(node.span())) {
                base = i;
                shift = i - kept.size();
                kept.add(new Placed(node.span(), 0, -1));
            } else {
                base = -1;
            }
        }
        return kept.isEmpty() ? this : new Forest(kept, 0);
    }
}
