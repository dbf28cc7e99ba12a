package com.metricai.api.panel;

/** A parameter that cannot be understood: answered with 400 and its name. */
public final class BadParameter extends RuntimeException {
    private final String parameter;

    /**
     * Names what is wrong.
     *
     * @param detail shown to the caller
     */
    public BadParameter(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
    }

    public String parameter() {
        return parameter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
