package com.metricai.standalone.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * One developer.
 *
 * @param userId what the client calls {@code user.id}: 64 hex digits, no name
 * @param repos where they work, the most frequent first
 * @param intensity 1 is average
 * @param coldChance how often a request misses the prompt cache although it could hit
 * @param rejectChance how often they say no when asked
 * @param askChance how often they are asked at all
 */
record Person(
        int index,
        String user,
        String userId,
        String team,
        List<Repo> repos,
        ZoneId zone,
        Machine machine,
        Reporting reporting,
        DemoModel model,
        double intensity,
        double coldChance,
        double rejectChance,
        double askChance) {
    Person {
        repos = List.copyOf(repos);
    }

    /** Which signals somebody's settings export. */
    enum Reporting {
        EVERYTHING,
        NO_TRACES,
        METRICS_ONLY
    }

    /** What the client says of the computer. */
    record Machine(String arch, String os, String osVersion, String terminal) {}

    /** A repository and what its files are written in. */
    record Repo(String name, String language) {}
}
