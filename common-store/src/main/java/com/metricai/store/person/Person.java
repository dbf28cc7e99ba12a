package com.metricai.store.person;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Whom a {@code user} names: one person, however the name's letters are cased. */
public final class Person {
    /** What a record says that names nobody. It is no person: it can neither be erased nor exported. */
    public static final String UNKNOWN = "unknown";

    /** Under what the consumer stores those beyond the most names of a day: several people, and none of them by name. */
    public static final String OTHER = "other";

    private Person() {}

    /** Whether a record's {@code user} stands for one person. */
    public static boolean isOne(String user) {
        return !same(user, UNKNOWN) && !same(user, OTHER);
    }

    /** Whether both name the same person. */
    public static boolean same(String user, String other) {
        return folded(user).equals(folded(other));
    }

    /** By which a person is told again without their name, as in a tombstone: SHA-256 of the org's id, U+0000 and the user in lower case. */
    public static byte[] sha256(String orgId, String user) {
        return digest(orgId + '\0' + folded(user));
    }

    /** SHA-256 of a user exactly as it is spelled: names a row's owner where the name itself would be kept. */
    public static byte[] sha256OfSpelling(String user) {
        return digest(user);
    }

    private static String folded(String user) {
        return user.toLowerCase(Locale.ROOT);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
