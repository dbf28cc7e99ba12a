package com.metricai.standalone;

/** Something that the person at the terminal can mend; the message is one clear line that says how. */
public final class UserError extends RuntimeException {
    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
