package com.metricai.service.log;

import java.util.Map;

/** Which service a log line comes from, by the package of its logger: {@code standalone} runs several in one JVM. */
final class ServiceNames {
    private static final String ROOT = "com.metricai.";

    private static final Map<String, String> BY_PACKAGE = Map.of(
            "ingest", "ingest-service",
            "consumer", "queue-consumer",
            "rollup", "rollup-cron",
            "api", "dashboard-api",
            "access", "local-access",
            "kafka", "standalone",
            "clickhouse", "standalone",
            "standalone", "standalone");

    private ServiceNames() {}

    /** The service that owns the logger, or {@code fallback} for libraries and for code that all services share. */
    static String of(String logger, String fallback) {
        if (!logger.startsWith(ROOT)) {
            return fallback;
        }
        int end = logger.indexOf('.', ROOT.length());
        String first = end < 0 ? logger.substring(ROOT.length()) : logger.substring(ROOT.length(), end);
        return BY_PACKAGE.getOrDefault(first, fallback);
    }
}
