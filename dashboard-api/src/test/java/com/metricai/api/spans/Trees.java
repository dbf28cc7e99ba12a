package com.metricai.api.spans;

import com.metricai.api.panel.Naming;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.AccessStore.Membership;
import com.metricai.store.access.Role;
import java.util.List;

/** Trees as somebody sees them who sees names. */
final class Trees {
    private static final Viewer VIEWER =
            new Viewer("viewer@acme.example", new Membership("acme", "Acme", Role.VIEWER), List.of(), Naming.REAL, 0);

    private Trees() {}

    static SpanTree shape(TreeData data) {
        return TreeShaper.shape(data, VIEWER);
    }
}
