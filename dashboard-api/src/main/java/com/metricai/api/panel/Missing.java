package com.metricai.api.panel;

/** What was asked for by its id is not there, or is another org's, which must look the same: answered with 404. */
public final class Missing extends RuntimeException {
    /**
     * Says what is missing.
     *
     * @param detail shown to the caller
     */
    public Missing(String detail) {
        super(detail);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
