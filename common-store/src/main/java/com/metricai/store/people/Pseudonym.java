package com.metricai.store.people;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A name that stays the same for a person of an org and cannot be turned back without the org's key. */
public final class Pseudonym {
    /** How each of them begins. */
    public static final String PREFIX = "person-";

    /** Of 10,000 people two get the same one with a chance of 1 : 22,000. */
    private static final int BYTES = 5;

    private static final String ALGORITHM = "HmacSHA256";

    private Pseudonym() {}

    /** {@code person-} and 10 hex digits, the first 5 bytes of HMAC-SHA256(key, user). */
    public static String of(byte[] key, String user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] digest = mac.doFinal(user.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
