package com.metricai.api.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of this service.
 *
 * @param database the SQLite file that the other services of this host write
 * @param clientIpHeader the header in which a proxy says where a request came from, for the audit log; empty when there is
 *     no proxy: anybody can send such a header
 * @param clickhouseUrl JDBC, with the database; read for nothing but the export of a person's rows
 * @param ingestUrl where clients reach ingest, told to the Set-up page; empty when the page is to guess
 */
@Validated
@ConfigurationProperties("metric-ai.dashboard-api")
public record DashboardApiProperties(
        @NotNull Path database,
        @DefaultValue("") String clientIpHeader,
        @NotBlank String clickhouseUrl,
        @DefaultValue("default") String clickhouseUser,
        @DefaultValue("") String clickhousePassword,
        @DefaultValue("") String ingestUrl,
        @NotNull @Valid Access access) {
    /**
     * Whose tokens are believed. There is no default and no way to do without: a service that does not know whom to believe
     * does not start.
     *
     * @param issuer the {@code iss} of valid tokens
     * @param audience the {@code aud} of valid tokens
     * @param jwksUrl where the public keys are
     * @param loginUrl where people log in; empty when a proxy in front sees to that
     * @param keyCache for how long fetched keys are used before they are fetched again
     * @param keyRefetch an unknown key id makes the keys be fetched again, at most twice within this time
     */
    public record Access(
            @NotBlank(message = "must be set: the service cannot verify tokens without it (METRIC_AI_ACCESS_ISSUER)")
            String issuer,

            @NotBlank(message = "must be set: the service cannot verify tokens without it (METRIC_AI_ACCESS_AUDIENCE)")
            String audience,

            @NotNull(message = "must be set: the service cannot verify tokens without it (METRIC_AI_ACCESS_JWKS_URL)")
            URI jwksUrl,

            @DefaultValue("") String loginUrl,
            @DefaultValue("5m") Duration keyCache,
            @DefaultValue("30s") Duration keyRefetch) {}
}
