package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.Status;
import com.metricai.standalone.demo.ModelApi.Answer;
import com.metricai.standalone.demo.ToolCalls.Call;
import java.util.ArrayList;
import java.util.List;

/** One prompt and all that follows from it. */
final class Turn {
    /** Tools start while the rest of the answer is still streaming. */
    private static final int EARLY = 40;

    private static final int FULL_CONTEXT = 165_000;

    private static final List<Caller> AGENT_TYPES =
            List.of(Caller.GENERAL_PURPOSE, Caller.GENERAL_PURPOSE, Caller.EXPLORE, Caller.CUSTOM);

    private final SessionPlan plan;
    private final Transcript out;
    private final Attributes identity;
    private final Dice dice;
    private final String promptId;
    private final Place root;
    private final ModelApi model;
    private final ToolCalls tools;
    private final List<Long> backgroundEnds = new ArrayList<>();
    private boolean stopped;

    Turn(SessionPlan plan, Transcript out, Attributes identity, Outage outage, String permissionMode) {
        this.plan = plan;
        this.out = out;
        this.identity = identity;
        this.dice = plan.dice();
        this.promptId = dice.uuid();
        this.root = new Place(dice.hex(32), dice.hex(16));
        this.model = new ModelApi(out, identity, promptId, plan.person(), dice, outage);
        this.tools = new ToolCalls(plan, out, identity, promptId, permissionMode);
    }

    /** Plays the turn and returns when its answer was complete. */
    long play(long start, TurnShape shape, DemoModel mainModel, Agent.Memory memory, int sequence) {
        int length = dice.skewed(140, 0.9, 8, 9000);
        memory.hear(length / 4 + 20);
        AttributeList prompt = new AttributeList()
                .text("prompt_length", length)
                .add("prompt", "<REDACTED>")
                .add("prompt_text", "<REDACTED>")
                .add("message.uuid", dice.uuid());
        out.event(identity, start + 3, "user_prompt", promptId, root, prompt);
        Caller caller = plan.interactive() ? Caller.TERMINAL : Caller.PRINT;
        Agent main = Agent.main(caller, plan.sessionId(), mainModel, root, memory);
        long from = start + dice.between(40, 160);
        if (memory.context() > FULL_CONTEXT) {
            from = compact(from, mainModel, memory);
        }
        long end = work(main, from, shape) + dice.between(3, 12);
        AttributeList interaction = new AttributeList()
                .add("gen_ai.operation.name", "invoke_agent")
                .add("gen_ai.conversation.id", plan.sessionId())
                .add("user_prompt", "<REDACTED>")
                .add("user_prompt_length", length)
                .add("interaction.sequence", sequence)
                .add("parent.source", "none")
                .add("queued_sends", 0)
                .add("interaction.duration_ms", end - start);
        out.span(
                identity,
                root,
                "",
                "interaction",
                start,
                end,
                dice.between(0, 999_999),
                interaction,
                List.of(),
                Status.UNSET);
        return end;
    }

    /** When subagents in the background completed: each end comes back as a prompt. */
    List<Long> backgroundEnds() {
        return backgroundEnds;
    }

    /** Summarises the conversation, as the client does by itself when the context is nearly full. */
    private long compact(long from, DemoModel mainModel, Agent.Memory memory) {
        long before = memory.context();
        Agent summariser = Agent.main(Caller.COMPACTION, plan.sessionId(), mainModel, root, memory);
        Answer answer = model.ask(summariser, from, "end_turn");
        memory.compactTo(dice.between(24_000, 34_000));
        AttributeList compaction = new AttributeList()
                .add("trigger", "auto")
                .text("success", true)
                .text("duration_ms", answer.end() - from)
                .text("pre_tokens", before)
                .text("post_tokens", memory.context())
                .add("precompute_reuse", "miss_not_ready");
        out.event(identity, answer.end() + 2, "compaction", promptId, root, compaction);
        return answer.end() + 50;
    }

    private long work(Agent agent, long from, TurnShape shape) {
        long now = from;
        for (int round = 0; round < shape.rounds(); round++) {
            boolean last = round == shape.rounds() - 1;
            Answer answer = model.ask(agent, now, last ? "end_turn" : "tool_use");
            if (answer.failed()) {
                stopped = true;
                return answer.end() + 2;
            }
            now = answer.end() + 2;
            if (!last) {
                long toolsFrom = answer.end() - EARLY;
                now = Math.max(
                        now,
                        shape.launchesIn(round)
                                ? launch(agent, toolsFrom, answer.requestId(), shape)
                                : useTools(agent, toolsFrom, answer.requestId()));
                if (agent.isMain() && stopped) {
                    return now;
                }
                now += dice.between(12, 60);
            }
        }
        return now;
    }

    /** One to three calls at a time. A person's "no" ends the turn. */
    private long useTools(Agent agent, long from, String requestId) {
        int calls = dice.chance(0.7) ? 1 : dice.between(2, 3);
        long end = from;
        long start = from;
        for (int i = 0; i < calls && !stopped; i++) {
            Tool tool = Tool.pick(dice);
            Call call = tools.begin(agent, tool, requestId, start);
            if (call.accepted()) {
                int duration = dice.skewed(tool.medianMillis(), 0.8, 2, 240_000);
                boolean success = !dice.chance(tool.failChance());
                end = Math.max(end, tools.finish(agent, call, call.decidedAt() + duration, success));
                agent.memory().hear(tool.resultSize() + dice.skewed(1600, 0.9, 60, 24_000));
            } else {
                end = Math.max(end, call.decidedAt() + 2);
                stopped = stopped || call.byUser();
            }
            // Questions to the user come one after the other.
            start = Math.max(start + dice.between(8, 25), call.decidedAt());
        }
        return end;
    }

    private long launch(Agent agent, long from, String requestId, TurnShape shape) {
        long end = from;
        for (int i = 0; i < shape.agents(); i++) {
            Call call = tools.begin(agent, Tool.AGENT, requestId, from + i * 25L);
            Caller type = dice.oneOf(AGENT_TYPES);
            Agent child = agent.child(type, call.execution(), dice);
            long start = call.decidedAt() + dice.between(15, 50);
            int rounds = Math.max(2, shape.agentRounds() + dice.between(-2, 2));
            // Only some subagents have subagents of their own.
            boolean nests = shape.nesting() > 0 && i % 4 == 0;
            TurnShape own = nests
                    ? TurnShape.fanOut(rounds, 1, dice.between(1, 2), shape.agentRounds(), shape.nesting() - 1)
                    : TurnShape.plain(rounds);
            boolean stoppedBefore = stopped;
            stopped = false;
            long childEnd = work(child, start, own);
            boolean success = !stopped;
            stopped = stoppedBefore;
            if (success) {
                completed(child, start, childEnd + 2, shape.background());
            }
            long toolEnd = shape.background() ? call.decidedAt() + 12 : childEnd + 5;
            end = Math.max(end, tools.finish(agent, call, toolEnd, success || shape.background()));
            if (shape.background() && success) {
                backgroundEnds.add(childEnd + 2);
            }
            agent.memory().hear(dice.between(600, 3500));
        }
        return end;
    }

    private void completed(Agent agent, long start, long at, boolean background) {
        boolean builtIn = agent.caller().isBuiltIn();
        AttributeList attributes = new AttributeList()
                .addIfPresent("agent_type", agent.caller().agentName())
                .add("agent.source", builtIn ? "built-in" : "flagSettings")
                .add("is_built_in", builtIn)
                .add("is_async", background)
                .add("total_tokens", agent.memory().lastTotal())
                .add("total_tool_uses", agent.memory().toolUses())
                .add("duration_ms", at - start)
                .add("model", agent.model().id())
                .add("final_model", agent.model().id())
                .add("model_swapped", false);
        out.event(identity, at, "subagent_completed", promptId, agent.home(), agent.addIds(attributes));
    }
}
