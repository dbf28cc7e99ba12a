package com.metricai.api.access;

import com.metricai.api.web.DashboardApiProperties;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Says whether a token is the identity provider's, for this application, and of now. Only RS256 and ES256: neither "none" nor
 * a secret made of the public key.
 *
 * <p>Keys are cached. When they cannot be fetched, those that are known go on; a token that needs another one is refused. An
 * unknown key id makes them be fetched again, within a rate, so that junk cannot be turned into load on the provider.
 */
@Component
class TokenVerifier {
    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    private static final int TIMEOUT_MS = 3_000;
    private static final int MAX_JWKS_BYTES = 512 * 1024;

    private final NimbusJwtDecoder decoder;
    private final DashboardApiProperties.Access access;
    private final Clock clock;
    private final AtomicReference<Instant> complained = new AtomicReference<>(Instant.EPOCH);

    TokenVerifier(DashboardApiProperties properties, Clock clock) {
        this.access = properties.access();
        this.clock = clock;
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys(access)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            // The claims are checked below, by the injected clock.
        });
        this.decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(access.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(access.audience()))));
    }

    /** The claims of a valid token; empty for any other. */
    Optional<Jwt> verified(String token) {
        try {
            return Optional.of(decoder.decode(token));
        } catch (JwtValidationException e) {
            // Signed by the provider that is believed, and yet refused: more often a wrong setting than a bad caller.
            complain(token, e);
            return Optional.empty();
        } catch (BadJwtException e) {
            log.debug("token refused: {}", e.getMessage());
            return Optional.empty();
        } catch (JwtException e) {
            // Not the caller's fault, and yet nobody is let in whose key is not known.
            log.warn("token refused, its key cannot be looked up: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** At most one line a minute: a page that is open asks again and again. */
    private void complain(String token, JwtValidationException refusal) {
        Instant now = clock.instant();
        Instant last = complained.get();
        if (last.plus(BETWEEN_COMPLAINTS).isAfter(now) || !complained.compareAndSet(last, now)) {
            return;
        }
        try {
            JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
            log.warn(
                    "token refused: {}. Its aud is {}, METRIC_AI_ACCESS_AUDIENCE is {}; its iss is {}, METRIC_AI_ACCESS_ISSUER is {}",
                    refusal.getErrors().stream()
                            .map(OAuth2Error::getDescription)
                            .toList(),
                    claims.getAudience(),
                    access.audience(),
                    claims.getIssuer(),
                    access.issuer());
        } catch (ParseException e) {
            log.debug("a token that was decoded cannot be parsed", e);
        }
    }

    private static JWKSource<SecurityContext> keys(DashboardApiProperties.Access access) {
        long ttl = access.keyCache().toMillis();
        return JWKSourceBuilder.create(
                        url(access.jwksUrl()), new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_JWKS_BYTES))
                .cache(ttl, Math.min(ttl / 2, 2L * TIMEOUT_MS))
                .refreshAheadCache(false)
                .rateLimited(access.keyRefetch().toMillis())
                .outageTolerantForever()
                .build();
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a URL: metric-ai.dashboard-api.access.jwks-url=" + uri, e);
        }
    }
}
