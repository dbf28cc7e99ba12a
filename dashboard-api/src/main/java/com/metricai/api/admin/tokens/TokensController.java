package com.metricai.api.admin.tokens;

import com.metricai.api.admin.Given;
import com.metricai.api.admin.tokens.TokenBodies.Change;
import com.metricai.api.admin.tokens.TokenBodies.Created;
import com.metricai.api.admin.tokens.TokenBodies.Creation;
import com.metricai.api.admin.tokens.TokenBodies.Rotated;
import com.metricai.api.admin.tokens.TokenBodies.RotationRequest;
import com.metricai.api.admin.tokens.TokenBodies.TokenList;
import com.metricai.api.panel.Viewer;
import com.metricai.store.access.Actor;
import com.metricai.store.access.NewToken;
import com.metricai.store.access.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/tokens")
class TokensController {
    private final Tokens tokens;

    TokensController(Tokens tokens) {
        this.tokens = tokens;
    }

    @Operation(summary = "The org's ingest tokens, those that ended too, the newest first")
    @GetMapping
    TokenList list(Viewer viewer) {
        return new TokenList(
                tokens.list(viewer.orgId()).stream().map(TokenLine::of).toList());
    }

    @Operation(summary = "Makes a token; its plain text is in this answer and nowhere else")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Created create(Viewer viewer, Actor actor, @RequestBody Creation body) {
        NewToken made = tokens.create(viewer.orgId(), body.terms(), actor);
        return new Created(TokenLine.of(made.token()), made.secret().text());
    }

    @Operation(summary = "Gives a token other terms, all of which are named; 409 for an old version")
    @PatchMapping("/{id}")
    TokenLine change(Viewer viewer, Actor actor, @PathVariable String id, @RequestBody Change body) {
        return TokenLine.of(
                tokens.change(viewer.orgId(), id, body.terms(), Given.required("version", body.version()), actor));
    }

    @Operation(summary = "Puts a new token in the place of one, which stays valid for the overlap (0 to 43200 minutes)")
    @PostMapping("/{id}/rotate")
    @ResponseStatus(HttpStatus.CREATED)
    Rotated rotate(Viewer viewer, Actor actor, @PathVariable String id, @RequestBody RotationRequest body) {
        Duration overlap = Duration.ofMinutes(Given.required("overlapMinutes", body.overlapMinutes()));
        Tokens.Rotation rotation = tokens.rotate(viewer.orgId(), id, overlap, actor);
        return new Rotated(
                TokenLine.of(rotation.fresh().token()),
                rotation.fresh().secret().text(),
                TokenLine.of(rotation.old()));
    }

    @Operation(summary = "Ends a token at once")
    @PostMapping("/{id}/revoke")
    TokenLine revoke(Viewer viewer, Actor actor, @PathVariable String id) {
        return TokenLine.of(tokens.revoke(viewer.orgId(), id, actor));
    }
}
