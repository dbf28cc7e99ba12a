package com.metricai.api.me;

import com.metricai.api.panel.Viewer;
import com.metricai.api.web.DashboardApiProperties;
import com.metricai.store.access.AccessStore.Membership;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MePanel {
    private final MeQuery query;
    private final String ingestUrl;

    MePanel(MeQuery query, DashboardApiProperties properties) {
        this.query = query;
        this.ingestUrl = properties.ingestUrl();
    }

    @Operation(summary = "Who is asking, in which org, and how fresh the data is")
    @GetMapping("/api/me")
    Me answer(Viewer viewer) {
        Membership org = viewer.current();
        return new Me(
                viewer.email(),
                org.role().wireName(),
                new Me.Org(org.orgId(), org.orgName()),
                viewer.all().stream()
                        .map(each -> new Me.OrgRole(
                                each.orgId(), each.orgName(), each.role().wireName()))
                        .toList(),
                query.lastIngest(viewer.orgId()).orElse(null),
                query.lastRollup().orElse(null),
                query.firstDay(viewer.orgId()).orElse(null),
                query.isPseudonymous(viewer.orgId()),
                ingestUrl.isEmpty() ? null : ingestUrl);
    }
}
