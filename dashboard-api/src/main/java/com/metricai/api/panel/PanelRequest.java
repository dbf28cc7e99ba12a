package com.metricai.api.panel;

import java.util.List;

/** The question that every panel gets: who asks, for which days, restricted to what. */
public record PanelRequest(Viewer viewer, Range range, Filters filters) {
    public PanelRequest withRange(Range other) {
        return new PanelRequest(viewer, other, filters);
    }

    public PanelRequest withoutFilters() {
        return new PanelRequest(viewer, range, new Filters(List.of(), List.of(), List.of(), List.of(), List.of()));
    }
}
