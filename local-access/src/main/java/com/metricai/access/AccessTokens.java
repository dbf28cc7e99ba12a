package com.metricai.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

/** Signs tokens with the claims that Cloudflare Access gives: iss, aud, email, sub, iat, nbf, exp, type. */
public final class AccessTokens {
    private final RSAKey key;
    private final JWSSigner signer;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    AccessTokens(RSAKey key, String issuer, String audience, Clock clock) {
        this.key = key;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        try {
            this.signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("not a private RSA key", e);
        }
    }

    /**
     * For the command line: the key of a data directory, whether or not its server runs.
     *
     * @throws IllegalStateException when local access was never started there
     */
    public static AccessTokens open(Path dataDir, Clock clock) {
        AccessFiles files = new AccessFiles(dataDir);
        return new AccessTokens(files.key(), files.issuer(), files.audience(), clock);
    }

    /** A compact RS256 token for the address, valid from now on for the given time. */
    public String issue(String email, Duration ttl) {
        Instant now = clock.instant();
        String address = email.strip().toLowerCase(Locale.ROOT);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .claim("email", address)
                .claim("type", "app")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return jwt.serialize();
    }
}
