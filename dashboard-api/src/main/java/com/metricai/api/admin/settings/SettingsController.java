package com.metricai.api.admin.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.metricai.api.admin.Given;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import com.metricai.store.access.OrgSettings;
import com.metricai.store.access.Orgs;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/settings")
class SettingsController {
    record Domain(@Nullable String domain, @Nullable String role) {
        static Domain of(OrgSettings.Domain domain) {
            return new Domain(domain.domain(), domain.role().wireName());
        }

        OrgSettings.Domain parsed() {
            return new OrgSettings.Domain(Given.required("domains", domain), Given.role("domains", role));
        }
    }

    /**
     * The settings of an org; a change names all of them.
     *
     * @param teamFloor teams of fewer active people are shown together; 0 shows all
     * @param requestsPerSecond of all tokens together; null: no limit of the org's own
     * @param bytesPerSecond of all tokens together; null: no limit of the org's own
     */
    record Settings(
            @Nullable String name,
            @Nullable List<@Nullable Domain> domains,
            @Nullable Boolean pseudonymous,
            @Nullable Integer teamFloor,
            @JsonProperty(required = true) @Nullable Long requestsPerSecond,
            @JsonProperty(required = true) @Nullable Long bytesPerSecond,
            @Nullable Long version) {
        static Settings of(OrgSettings settings) {
            return new Settings(
                    settings.name(),
                    settings.domains().stream()
                            .<@Nullable Domain>map(Domain::of)
                            .toList(),
                    settings.pseudonymous(),
                    settings.teamFloor(),
                    settings.requestsPerSecond(),
                    settings.bytesPerSecond(),
                    settings.version());
        }

        OrgSettings parsed() {
            return new OrgSettings(
                    Given.required("name", name),
                    Given.required("domains", domains).stream()
                            .map(each -> Given.required("domains", each).parsed())
                            .toList(),
                    Given.required("pseudonymous", pseudonymous),
                    Given.required("teamFloor", teamFloor),
                    requestsPerSecond,
                    bytesPerSecond,
                    Given.required("version", version));
        }
    }

    private final Orgs orgs;

    SettingsController(Orgs orgs) {
        this.orgs = orgs;
    }

    @Operation(summary = "The settings of the org")
    @GetMapping
    Settings get(Viewer viewer) {
        return Settings.of(orgs.settings(viewer.orgId()));
    }

    @Operation(summary = "Puts other settings in their place; 409 for an old version")
    @PutMapping
    Settings put(Viewer viewer, Actor actor, @RequestBody Settings body) {
        return Settings.of(orgs.change(viewer.orgId(), body.parsed(), actor));
    }
}
