package com.metricai.standalone.demo;

/**
 * How much happens in one turn.
 *
 * @param rounds requests of the main thread
 * @param waves in how many of them it starts subagents
 * @param agents how many at a time
 * @param agentRounds requests of each subagent
 * @param nesting levels of subagents below the first
 * @param background whether the main thread does not wait for them
 * @param failsAtOnce the first request is refused for good
 */
record TurnShape(
        int rounds, int waves, int agents, int agentRounds, int nesting, boolean background, boolean failsAtOnce) {

    static TurnShape plain(int rounds) {
        return new TurnShape(rounds, 0, 0, 0, 0, false, false);
    }

    static TurnShape fanOut(int rounds, int waves, int agents, int agentRounds, int nesting) {
        return new TurnShape(rounds, waves, agents, agentRounds, nesting, false, false);
    }

    static TurnShape background(int rounds, int agentRounds) {
        return new TurnShape(rounds, 1, 1, agentRounds, 0, true, false);
    }

    static TurnShape failing() {
        return new TurnShape(1, 0, 0, 0, 0, false, true);
    }

    /** What the model's request number {@code round} (from 0) is followed by. */
    boolean launchesIn(int round) {
        return round % 2 == 1 ? round / 2 < waves : rounds == 2 && waves > 0;
    }
}
