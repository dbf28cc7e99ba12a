package com.metricai.standalone.demo;

import com.metricai.standalone.demo.Person.Repo;
import java.time.Instant;

/**
 * One run of the client: who, where, when, and what it is there to show.
 *
 * @param sessionId shared with an earlier run when this one resumes it
 * @param interactive a person at a terminal; else {@code claude -p}
 * @param prompts how many the person types
 */
record SessionPlan(
        Person person,
        Repo repo,
        String sessionId,
        Instant start,
        StartType startType,
        boolean interactive,
        boolean traced,
        int prompts,
        Story story,
        Dice dice) {

    /** The client's {@code start_type}. */
    enum StartType {
        FRESH("fresh"),
        RESUME("resume"),
        CONTINUE("continue");

        private final String wireName;

        StartType(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** What sets a session apart. */
    enum Story {
        ORDINARY,
        /** Many prompts start many subagents: why the cost of a repository rises. */
        FAN_OUTS,
        /** One prompt with about 2,000 spans. */
        LARGE_TREE,
        /** One prompt with about 300 spans. */
        MEDIUM_TREE,
        /** Subagents in the background, whose ends come back as prompts. */
        BACKGROUND,
        /** The model API is overloaded. */
        OUTAGE,
        /** A long evening across midnight UTC. */
        NIGHT;

        /** Whether the session shows one thing for certain, which no refusal may cut short. */
        boolean isScripted() {
            return this != ORDINARY && this != FAN_OUTS;
        }
    }
}
