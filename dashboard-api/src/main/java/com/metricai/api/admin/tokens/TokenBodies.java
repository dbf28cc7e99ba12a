package com.metricai.api.admin.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.metricai.api.admin.Given;
import com.metricai.store.access.TokenTerms;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What comes in and goes out besides {@link TokenLine}. */
final class TokenBodies {
    private TokenBodies() {}

    record TokenList(List<TokenLine> tokens) {}

    /** The terms of a new token; all but the label may be left out. */
    record Creation(
            @Nullable String label,
            @Nullable @Schema(format = "date-time") String expiresAt,
            @Nullable String team,
            @Nullable String repo,
            @Nullable Long requestsPerSecond,
            @Nullable Long bytesPerSecond) {
        TokenTerms terms() {
            return new TokenTerms(
                    Given.required("label", label),
                    Given.instant("expiresAt", expiresAt),
                    Objects.requireNonNullElse(team, ""),
                    Objects.requireNonNullElse(repo, ""),
                    requestsPerSecond,
                    bytesPerSecond);
        }
    }

    /** All terms of a token: one that were left out would be lost unseen. */
    record Change(
            @JsonProperty(required = true) @Nullable String label,

            @JsonProperty(required = true) @Nullable @Schema(format = "date-time")
            String expiresAt,

            @JsonProperty(required = true) @Nullable String team,
            @JsonProperty(required = true) @Nullable String repo,
            @JsonProperty(required = true) @Nullable Long requestsPerSecond,
            @JsonProperty(required = true) @Nullable Long bytesPerSecond,
            @Nullable Long version) {
        TokenTerms terms() {
            return new Creation(label, expiresAt, team, repo, requestsPerSecond, bytesPerSecond).terms();
        }
    }

    record RotationRequest(@Nullable Integer overlapMinutes) {}

    /**
     * A new token.
     *
     * @param secret its plain text, this once
     */
    record Created(TokenLine token, String secret) {}

    /**
     * A new token, and the one that it replaces.
     *
     * @param secret the new one's plain text, this once
     */
    record Rotated(TokenLine token, String secret, TokenLine old) {}
}
