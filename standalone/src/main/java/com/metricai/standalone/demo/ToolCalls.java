package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.Status;
import com.metricai.otlp.StatusCode;
import java.util.List;

/** The tool calls of one prompt: the decision, the wait for it, the result, and what it changed. */
final class ToolCalls {
    private static final List<Shell> SHELL = List.of(
            new Shell("shell_builtin", "echo"),
            new Shell("file_search", "ls"),
            new Shell("file_search", "ls"),
            new Shell("network", "curl"),
            new Shell("vcs", "git"),
            new Shell("vcs", "git"));
    /** Few allow the web once and for all, and many say no: what a team would settle with one rule. */
    private static final double WEB_ASK_CHANCE = 0.85;

    private static final double WEB_REJECT_CHANCE = 0.33;

    private static final Shell PULL_REQUEST = new Shell("github_cli", "gh");

    private final SessionPlan plan;
    private final Transcript out;
    private final Attributes identity;
    private final String promptId;
    private final String permissionMode;
    private final Dice dice;

    ToolCalls(SessionPlan plan, Transcript out, Attributes identity, String promptId, String permissionMode) {
        this.plan = plan;
        this.out = out;
        this.identity = identity;
        this.promptId = promptId;
        this.permissionMode = permissionMode;
        this.dice = plan.dice();
    }

    /** Asks whoever decides, and leaves the call running when the answer is yes. */
    Call begin(Agent agent, Tool tool, String requestId, long from) {
        Place place = agent.home().child(dice);
        Place blocked = place.child(dice);
        Place execution = place.child(dice);
        Verdict verdict = decide(agent, tool);
        long decidedAt = from + verdict.waited();
        String toolUseId = "toolu_" + dice.hex(24);
        Shell shell = tool != Tool.BASH ? Shell.NONE : dice.chance(0.015) ? PULL_REQUEST : dice.oneOf(SHELL);
        Call call = new Call(tool, shell, place, execution, toolUseId, requestId, from, decidedAt, verdict);

        AttributeList decision = new AttributeList()
                .add("decision", verdict.decision())
                .add("source", verdict.source())
                .add("tool_name", tool.eventName())
                .add("tool_use_id", toolUseId)
                .add("tool_source", tool == Tool.MCP ? "mcp" : "builtin")
                .add("permission_mode", permissionMode)
                .add("request_id", requestId);
        out.event(identity, decidedAt, "tool_decision", promptId, blocked, agent.addIds(decision));
        AttributeList wait = new AttributeList()
                .add("gen_ai.conversation.id", agent.conversationId())
                .add("duration_ms", verdict.waited())
                .add("decision", verdict.decision())
                .add("source", verdict.source());
        span(blocked, place.spanId(), "tool.blocked_on_user", from, decidedAt, wait, Status.UNSET);
        if (tool.isEdit()) {
            AttributeList dimensions = new AttributeList()
                    .add("decision", verdict.decision())
                    .add("source", verdict.source())
                    .add("tool_name", tool.wireName())
                    .add("language", plan.repo().language());
            out.count(identity, decidedAt, ClientMetric.CODE_EDIT_TOOL_DECISION, 1, dimensions);
        }
        if (!call.accepted()) {
            toolSpan(agent, call, decidedAt + 1);
        }
        return call;
    }

    /** Ends a call that was accepted; returns when the model may go on. */
    long finish(Agent agent, Call call, long at, boolean success) {
        Tool tool = call.tool();
        agent.memory().useTool();
        long duration = at - call.decidedAt();
        AttributeList result = new AttributeList()
                .add("tool_name", tool.eventName())
                .add("tool_use_id", call.toolUseId())
                .text("success", success)
                .text("duration_ms", duration)
                .addIfPresent("error_type", success ? null : tool.errorType())
                .text("tool_input_size_bytes", dice.skewed(tool.inputSize(), 0.6, 10, 60_000));
        if (success) {
            result.text("tool_result_size_bytes", dice.skewed(tool.resultSize(), 0.8, 2, 60_000));
        }
        if (tool == Tool.MCP) {
            result.add("mcp_server_scope", "dynamic");
        }
        if (plan.interactive()) {
            result.add("decision_source", call.verdict().source()).add("decision_type", "accept");
        }
        result.add("request_id", call.requestId());
        out.event(identity, at + 1, "tool_result", promptId, agent.home(), agent.addIds(result));

        AttributeList execution = new AttributeList()
                .add("gen_ai.conversation.id", agent.conversationId())
                .add("tool_use_id", call.toolUseId())
                .add("gen_ai.tool.call.id", call.toolUseId())
                .add("duration_ms", duration)
                .add("success", success);
        if (!success) {
            execution
                    .add("error.type", "tool_error")
                    .add("error", tool.errorType())
                    .add("error_class", tool.errorType());
        }
        Status status = success ? Status.UNSET : new Status(StatusCode.ERROR, tool.errorType());
        span(call.execution(), call.place().spanId(), "tool.execution", call.decidedAt(), at, execution, status);
        toolSpan(agent, call, at + 1);
        if (success) {
            countOutcome(agent, call, at);
        }
        return at + 2;
    }

    private Verdict decide(Agent agent, Tool tool) {
        Person person = plan.person();
        boolean allowed = !tool.asks() || !agent.isMain() || (tool.isEdit() && permissionMode.equals("acceptEdits"));
        double askChance = tool == Tool.WEB_FETCH ? WEB_ASK_CHANCE : person.askChance();
        if (allowed || !plan.interactive() || !dice.chance(askChance)) {
            // Without anybody to ask, what is not allowed is refused.
            boolean refused = tool == Tool.BASH && agent.isMain() && !plan.interactive() && dice.chance(0.04);
            return new Verdict(!refused, false, dice.between(2, 19));
        }
        int waited = dice.skewed(9000, 1.1, 900, 420_000);
        boolean refused = !plan.story().isScripted()
                && dice.chance(tool == Tool.WEB_FETCH ? WEB_REJECT_CHANCE : person.rejectChance());
        return new Verdict(!refused, true, waited);
    }

    private void countOutcome(Agent agent, Call call, long at) {
        if (call.tool().isEdit()) {
            boolean edit = call.tool() == Tool.EDIT;
            countLines(agent, at, "added", dice.skewed(edit ? 9 : 60, 0.9, 1, 900));
            countLines(agent, at, "removed", edit ? dice.skewed(4, 0.9, 0, 400) : 0);
        } else if (call.shell().argv0().equals("git") && dice.chance(0.25)) {
            out.count(identity, at, ClientMetric.COMMIT_COUNT, 1, new AttributeList());
        } else if (call.shell().equals(PULL_REQUEST)) {
            out.count(identity, at, ClientMetric.PULL_REQUEST_COUNT, 1, new AttributeList());
        }
    }

    private void countLines(Agent agent, long at, String type, int lines) {
        AttributeList dimensions =
                new AttributeList().add("type", type).add("model", agent.model().id());
        out.count(identity, at, ClientMetric.LINES_OF_CODE_COUNT, lines, dimensions);
    }

    private void toolSpan(Agent agent, Call call, long end) {
        Tool tool = call.tool();
        AttributeList attributes = new AttributeList()
                .add("tool_name", tool.wireName())
                .add("tool_name_safe", tool.safeName())
                .add("gen_ai.operation.name", "execute_tool")
                .add("gen_ai.tool.name", tool == Tool.MCP ? "search" : tool.wireName());
        if (tool == Tool.MCP) {
            attributes.add("anthropic.mcp.server.name", "tracker");
        }
        attributes.add("gen_ai.conversation.id", agent.conversationId());
        if (tool == Tool.BASH) {
            attributes
                    .add("bash_command_class", call.shell().commandClass())
                    .add("bash_argv0", call.shell().argv0());
        }
        agent.addIds(attributes)
                .add("tool_use_id", call.toolUseId())
                .add("gen_ai.tool.call.id", call.toolUseId())
                .add("duration_ms", end - call.from());
        span(call.place(), agent.home().spanId(), "tool", call.from(), end, attributes, Status.UNSET);
    }

    private void span(Place place, String parent, String name, long from, long end, AttributeList own, Status status) {
        out.span(identity, place, parent, name, from, end, dice.between(0, 999_999), own, List.of(), status);
    }

    /**
     * One call on its way.
     *
     * @param execution the span that a subagent hangs under
     */
    record Call(
            Tool tool,
            Shell shell,
            Place place,
            Place execution,
            String toolUseId,
            String requestId,
            long from,
            long decidedAt,
            Verdict verdict) {
        boolean accepted() {
            return verdict.accepted();
        }

        boolean byUser() {
            return verdict.byUser();
        }
    }

    /** Who decided what, after how many milliseconds. */
    record Verdict(boolean accepted, boolean byUser, int waited) {
        String decision() {
            return accepted ? "accept" : "reject";
        }

        String source() {
            if (!byUser) {
                return "config";
            }
            return accepted ? "user_temporary" : "user_reject";
        }
    }

    /** What the client tells of a command. */
    record Shell(String commandClass, String argv0) {
        static final Shell NONE = new Shell("", "");
    }
}
