package com.metricai.api.admin.orgs;

import com.metricai.api.admin.Given;
import com.metricai.store.access.Actor;
import com.metricai.store.access.Orgs;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ops/orgs")
class OrgsController {
    record OrgList(List<OrgLine> orgs) {}

    record Creation(
            @Nullable String id,
            @Nullable String name,
            @Nullable String adminEmail) {}

    private final Orgs orgs;
    private final OrgsQuery query;

    OrgsController(Orgs orgs, OrgsQuery query) {
        this.orgs = orgs;
        this.query = query;
    }

    @Operation(summary = "All orgs and how they are, by id; for operators")
    @GetMapping
    OrgList list() {
        return new OrgList(query.all());
    }

    @Operation(summary = "Makes an org with its first admin; 409 when the id is taken")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OrgLine create(Actor actor, @RequestBody Creation body) {
        String id = Given.required("id", body.id());
        orgs.create(id, Given.required("name", body.name()), Given.required("adminEmail", body.adminEmail()), actor);
        return query.one(id).orElseThrow();
    }
}
