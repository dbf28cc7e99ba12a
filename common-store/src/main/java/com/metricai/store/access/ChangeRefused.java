package com.metricai.store.access;

/** A change that was not made, nothing of it. The message says what to do and may be shown to whoever asked. */
public final class ChangeRefused extends RuntimeException {
    /** What kind of refusal it is: an API answers 400, 404 and 409. */
    public enum Reason {
        /** A value cannot be taken; {@link #field()} says which. */
        INVALID,
        /** There is no such thing in this org. Another org's looks the same. */
        MISSING,
        /** The value is fine and the state of things is not. */
        CONFLICT
    }

    private final Reason reason;
    private final String field;

    private ChangeRefused(Reason reason, String field, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
    }

    /** A value that cannot be taken. */
    public static ChangeRefused invalid(String field, String message) {
        return new ChangeRefused(Reason.INVALID, field, message);
    }

    /** An id that names nothing in this org. */
    public static ChangeRefused missing(String message) {
        return new ChangeRefused(Reason.MISSING, "", message);
    }

    /** Something that stands in the way. */
    public static ChangeRefused conflict(String message) {
        return new ChangeRefused(Reason.CONFLICT, "", message);
    }

    /** The version that an edit names is not the present one. */
    static ChangeRefused stale() {
        return conflict("Somebody else changed this meanwhile: load it again.");
    }

    public Reason reason() {
        return reason;
    }

    /** The name of the bad value, as the API spells it; empty unless {@link Reason#INVALID}. */
    public String field() {
        return field;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
