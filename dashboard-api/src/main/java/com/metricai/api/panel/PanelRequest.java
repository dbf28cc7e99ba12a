package com.metricai.api.panel;

/** The question that every panel gets: who asks, for which days, restricted to what. */
public record PanelRequest(Viewer viewer, Range range, Filters filters) {
    public PanelRequest withRange(Range other) {
        return new PanelRequest(viewer, other, filters);
    }

    public PanelRequest withoutFilters() {
        return new PanelRequest(viewer, range, Filters.NONE);
    }
}
