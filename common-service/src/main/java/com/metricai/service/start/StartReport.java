package com.metricai.service.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** One line per failed start, without a stack, so that a restart loop shows the reason and nothing else. */
final class StartReport implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction();
        LOG.error(
                "cannot start: {}{}", oneLine(analysis.getDescription()), action == null ? "" : " " + oneLine(action));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
