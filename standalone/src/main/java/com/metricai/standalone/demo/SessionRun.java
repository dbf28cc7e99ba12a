package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.Export;
import com.metricai.standalone.demo.SessionPlan.StartType;
import com.metricai.standalone.demo.SessionPlan.Story;
import java.util.List;

/** Plays one run of the client from its start to its exit. */
final class SessionRun {
    /** The client flushes its metrics a moment after the last record. */
    private static final long EXIT = 5000;

    private static final List<String> PLUGINS =
            List.of("cc-plugin-agents-md", "cc-plugin-privacy", "cc-plugin-plugin-authoring");
    private static final List<String> PLUGIN_HASHES =
            List.of("da63145d0acbb62d", "a2f27f067781660d", "559932fe5f722b82");

    private final SessionPlan plan;
    private final Outage outage;
    private final long latest;
    private final Dice dice;
    private final Transcript out;
    private final Attributes identity;
    private final String permissionMode;
    private final DemoModel model;
    private final Agent.Memory memory;
    private int interactions;

    private SessionRun(SessionPlan plan, Outage outage, long latest) {
        this.plan = plan;
        this.outage = plan.story().isScripted() ? Outage.NONE : outage;
        this.latest = latest;
        this.dice = plan.dice();
        this.out = new Transcript(plan);
        this.identity = Identity.ofRecords(plan, plan.sessionId());
        this.permissionMode = dice.chance(0.4) ? "acceptEdits" : "default";
        this.model = dice.chance(0.8) ? plan.person().model() : dice.oneOf(List.of(DemoModel.values()));
        boolean resumed = plan.startType() != StartType.FRESH;
        this.memory = new Agent.Memory(dice.between(34_000, 50_000) + (resumed ? 40_000 : 0));
    }

    /**
     * The exports of a session. Turns that would reach beyond {@code latest} are not played: to the reader they are yet to
     * come.
     */
    static List<Export> exports(SessionPlan plan, Outage outage, long latest) {
        SessionRun run = new SessionRun(plan, outage, latest);
        return run.play() ? run.out.exports() : List.of();
    }

    /** Whether anything happened. */
    private boolean play() {
        long now = start(plan.start().toEpochMilli());
        for (int prompt = 0; prompt < plan.prompts(); prompt++) {
            long thinking = prompt == 0 && !plan.interactive() ? 120 : think();
            Transcript.Mark mark = out.mark();
            long end = turn(now + thinking, thinking, shape(prompt));
            if (end + EXIT > latest) {
                out.cutBackTo(mark);
                return prompt > 0;
            }
            now = end;
        }
        return true;
    }

    private long start(long at) {
        // The client's --continue starts under an id that it then forgets.
        Attributes starting = plan.startType() == StartType.CONTINUE ? Identity.ofRecords(plan, dice.uuid()) : identity;
        AttributeList settings = new AttributeList()
                .add("managed_settings.trigger", "startup")
                .add("managed_settings.sources", List.of())
                .add("managed_settings.source_behavior", "first-wins")
                .add("managed_settings.helper.state", "none")
                .add("managed_settings.helper.applied", "none");
        out.event(starting, at, "managed_settings_resolved", null, Place.NONE, settings);
        for (int i = 0; i < PLUGINS.size(); i++) {
            AttributeList plugin = new AttributeList()
                    .add("plugin.name", PLUGINS.get(i))
                    .add("marketplace.name", "builtin")
                    .add("plugin.scope", "default-bundle")
                    .add("enabled_via", "default-enable")
                    .add("plugin_id_hash", PLUGIN_HASHES.get(i))
                    .add("has_hooks", true)
                    .add("has_mcp", false)
                    .add("host_owned_mcp", false)
                    .add("skill_path_count", 0)
                    .add("command_path_count", 0)
                    .add("agent_path_count", 0)
                    .add("safe_mode", "false");
            out.event(starting, at + 35 + i, "plugin_loaded", null, Place.NONE, plugin);
        }
        AttributeList startType =
                new AttributeList().add("start_type", plan.startType().wireName());
        out.count(starting, at + 50, ClientMetric.SESSION_COUNT, 1, startType);
        return at + 120;
    }

    private int think() {
        // Who lets the prompt cache go cold is often away for longer than it lives.
        int median = plan.person().coldChance() > 0.1 ? 260_000 : 75_000;
        return dice.skewed(median, 0.9, 4000, 1_500_000);
    }

    /** Plays a turn and those that its background work leads to; returns when all is over. */
    private long turn(long start, long thinking, TurnShape shape) {
        if (plan.interactive()) {
            int typing = (int) Math.min(thinking, dice.between(3000, 40_000));
            AttributeList user = new AttributeList().add("type", "user");
            out.count(identity, start, ClientMetric.ACTIVE_TIME_TOTAL, typing, user);
        }
        Turn turn = new Turn(plan, out, identity, shape.failsAtOnce() ? Outage.TOTAL : outage, permissionMode);
        long end = turn.play(start, shape, model, memory, ++interactions);
        for (long completed : turn.backgroundEnds()) {
            Turn notification = new Turn(plan, out, identity, outage, permissionMode);
            end = notification.play(Math.max(end, completed) + 60, TurnShape.plain(1), model, memory, ++interactions);
        }
        return end;
    }

    private TurnShape shape(int prompt) {
        int rounds = dice.skewed(4, 0.6, 1, 14);
        Story story = plan.story();
        return switch (story) {
            case LARGE_TREE -> prompt == 1 ? TurnShape.fanOut(8, 3, 7, 9, 2) : TurnShape.plain(rounds);
            case MEDIUM_TREE -> prompt == 1 ? TurnShape.fanOut(5, 1, 4, 9, 1) : TurnShape.plain(rounds);
            case BACKGROUND -> TurnShape.background(3, 10);
            case OUTAGE -> prompt == 0 ? TurnShape.failing() : TurnShape.plain(rounds);
            case FAN_OUTS ->
                dice.chance(0.6)
                        ? TurnShape.fanOut(dice.between(4, 7), 1, dice.between(4, 7), 7, dice.chance(0.3) ? 1 : 0)
                        : TurnShape.plain(rounds);
            case ORDINARY, NIGHT -> ordinary(rounds);
        };
    }

    private TurnShape ordinary(int rounds) {
        if (dice.chance(0.06)) {
            return TurnShape.fanOut(Math.max(3, rounds), 1, dice.between(1, 2), 4, dice.chance(0.1) ? 1 : 0);
        }
        return dice.chance(0.02) ? TurnShape.background(3, 8) : TurnShape.plain(rounds);
    }
}
