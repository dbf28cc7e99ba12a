package com.metricai.standalone.demo;

import org.jspecify.annotations.Nullable;

/**
 * The main thread or a subagent, within one prompt.
 *
 * @param conversationId the session of the main thread, else the agent's own id
 * @param id null on the main thread
 * @param parentId null unless the parent is itself a subagent
 * @param home the span that everything of this agent hangs under
 */
record Agent(
        Caller caller,
        String conversationId,
        @Nullable String id,
        @Nullable String parentId,
        DemoModel model,
        Place home,
        Memory memory) {

    static Agent main(Caller caller, String sessionId, DemoModel model, Place home, Memory memory) {
        return new Agent(caller, sessionId, null, null, model, home, memory);
    }

    /** A subagent of this one. Explore has a small model of its own, the others use their parent's. */
    Agent child(Caller type, Place home, Dice dice) {
        String childId = "a" + dice.hex(16);
        return new Agent(
                type,
                childId,
                childId,
                id,
                type == Caller.EXPLORE ? DemoModel.HAIKU : model,
                home,
                new Memory(dice.between(18_000, 28_000)));
    }

    boolean isMain() {
        return id == null;
    }

    AttributeList addIds(AttributeList attributes) {
        return attributes.addIfPresent("agent_id", id).addIfPresent("parent_agent_id", parentId);
    }

    /** The dimensions that the metrics of a request share. */
    AttributeList metricDimensions() {
        return new AttributeList()
                .add("model", model.id())
                .add("query_source", caller.metricSource())
                .addIfPresent("agent.name", caller.agentName());
    }

    /** What the model has been told so far, and how much of it the prompt cache holds. */
    static final class Memory {
        private long context;
        private long cached;
        private long lastRequestAt = Long.MIN_VALUE;
        private long lastTotal;
        private int toolUses;

        Memory(long context) {
            this.context = context;
        }

        long context() {
            return context;
        }

        long cached() {
            return cached;
        }

        long lastTotal() {
            return lastTotal;
        }

        int toolUses() {
            return toolUses;
        }

        boolean isOlderThan(long millis, long now) {
            return lastRequestAt == Long.MIN_VALUE || now - lastRequestAt > millis;
        }

        void hear(long tokens) {
            context += tokens;
        }

        void useTool() {
            toolUses++;
        }

        void remember(long at, DemoModel.Tokens tokens) {
            lastRequestAt = at;
            lastTotal = tokens.total();
            cached = context;
            context += tokens.output();
        }

        void compactTo(long tokens) {
            context = tokens;
            cached = 0;
        }
    }
}
