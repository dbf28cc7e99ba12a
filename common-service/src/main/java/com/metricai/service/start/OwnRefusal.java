package com.metricai.service.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Takes what our own code threw while a service started for what it is: a sentence for the operator. Spring wraps it in a
 * dozen lines about beans.
 */
final class OwnRefusal implements FailureAnalyzer {
    private static final String OURS = "com.metricai.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isRefusal(cause)) {
                return new FailureAnalysis(cause.getMessage(), null, cause);
            }
        }
        return null;
    }

    private static boolean isRefusal(Throwable cause) {
        StackTraceElement[] stack = cause.getStackTrace();
        return (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException)
                && cause.getMessage() != null
                && stack.length > 0
                && stack[0].getClassName().startsWith(OURS);
    }
}
