package com.metricai.standalone.cli;

/** For commands whose stdout is their answer. */
final class Quiet {
    private Quiet() {}

    /** Before anything logs. Errors go to stderr. */
    static void logErrorsOnly() {
        System.setProperty("LOG_LEVEL", "ERROR");
    }
}
