package com.metricai.standalone.demo;

import com.metricai.otlp.Attributes;
import com.metricai.otlp.SpanEvent;
import com.metricai.otlp.Status;
import com.metricai.otlp.StatusCode;
import com.metricai.standalone.demo.DemoModel.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The requests to the model: their tokens, their prices, their failures. */
final class ModelApi {
    /** How long a prompt cache lives. */
    private static final long CACHE_LIFE = 300_000;

    private static final int ATTEMPTS = 11;

    private final Transcript out;
    private final Attributes identity;
    private final String promptId;
    private final Person person;
    private final Dice dice;
    private final Outage outage;

    ModelApi(Transcript out, Attributes identity, String promptId, Person person, Dice dice, Outage outage) {
        this.out = out;
        this.identity = identity;
        this.promptId = promptId;
        this.person = person;
        this.dice = dice;
        this.outage = outage;
    }

    /** One request. {@code stopReason} is {@code tool_use} or {@code end_turn}. */
    Answer ask(Agent agent, long from, String stopReason) {
        String requestId = "req_" + dice.hex(24);
        if (dice.chance(outage.failChance(from))) {
            return fail(agent, from, requestId);
        }
        Agent.Memory memory = agent.memory();
        boolean cold = memory.isOlderThan(CACHE_LIFE, from) || dice.chance(person.coldChance());
        long cached = cold ? 0 : memory.cached();
        int output = dice.skewed(stopReason.equals("end_turn") ? 520 : 380, 0.9, 20, 6000);
        Tokens tokens = new Tokens(dice.between(3, 40), output, cached, memory.context() - cached);
        int firstToken = dice.skewed(900, 0.5, 250, 9000);
        int attempts = outage.isOn(from) && dice.chance(0.3) ? dice.between(2, 4) : 1;
        int waited = (attempts - 1) * dice.between(900, 2500);
        int duration = firstToken + output * agent.model().millisPerToken();
        long end = from + waited + duration;
        long micros = agent.model().costMicros(tokens);
        boolean hasText = stopReason.equals("end_turn") || dice.chance(0.2);
        memory.remember(end, tokens);

        out.event(
                identity,
                end + 1,
                "api_request",
                promptId,
                agent.home(),
                requestEvent(agent, tokens, micros)
                        .add("duration_ms", duration)
                        .add("ttft_ms", firstToken)
                        .add("request_id", requestId)
                        .add("speed", "normal")
                        .add("query_source", agent.caller().querySource())
                        .addIfPresent("agent.name", agent.caller().agentName())
                        .addAll(agent.addIds(new AttributeList()).build()));
        if (hasText) {
            AttributeList response = new AttributeList()
                    .add("response_length", output * 3L)
                    .add("response", "<REDACTED>")
                    .add("request_id", requestId)
                    .add("message.uuid", dice.uuid())
                    .add("model", agent.model().id())
                    .add("query_source", agent.caller().querySource());
            out.event(identity, end + 1, "assistant_response", promptId, agent.home(), agent.addIds(response));
        }
        AttributeList span = spanStart(agent)
                .add("duration_ms", waited + duration + 2)
                .add("input_tokens", tokens.input())
                .add("output_tokens", tokens.output())
                .add("cache_read_tokens", tokens.cacheRead())
                .add("cache_creation_tokens", tokens.cacheCreation())
                .add("success", true)
                .add("attempt", attempts)
                .add("request_id", requestId)
                .add("gen_ai.response.id", requestId)
                .add("ttft_ms", firstToken)
                .add("first_content_ms", firstToken + 1)
                .add("stop_reason", stopReason)
                .add("gen_ai.response.finish_reasons", List.of(stopReason));
        span(agent, from, end, span, attempts, waited, Status.UNSET);
        count(agent, end, tokens, micros, waited + duration);
        return new Answer(requestId, end, false);
    }

    private static AttributeList requestEvent(Agent agent, Tokens tokens, long micros) {
        return new AttributeList()
                .add("model", agent.model().id())
                .add("input_tokens", tokens.input())
                .add("output_tokens", tokens.output())
                .add("cache_read_tokens", tokens.cacheRead())
                .add("cache_creation_tokens", tokens.cacheCreation())
                .add("cache_creation_5m_tokens", tokens.cacheCreation())
                .add("cache_creation_1h_tokens", 0)
                // Whole micro-dollars also here: events and metrics then agree to the last digit.
                .add("cost_usd", ClientMetric.COST_USAGE.value(micros))
                .add("cost_usd_micros", micros);
    }

    private void count(Agent agent, long at, Tokens tokens, long micros, int busy) {
        out.count(identity, at, ClientMetric.COST_USAGE, micros, agent.metricDimensions());
        countTokens(agent, at, "input", tokens.input());
        countTokens(agent, at, "output", tokens.output());
        countTokens(agent, at, "cacheRead", tokens.cacheRead());
        countTokens(agent, at, "cacheCreation", tokens.cacheCreation());
        if (agent.isMain()) {
            out.count(identity, at, ClientMetric.ACTIVE_TIME_TOTAL, busy, new AttributeList().add("type", "cli"));
        }
    }

    private void countTokens(Agent agent, long at, String type, long tokens) {
        out.count(
                identity,
                at,
                ClientMetric.TOKEN_USAGE,
                tokens,
                agent.metricDimensions().add("type", type));
    }

    private Answer fail(Agent agent, long from, String requestId) {
        Refusal refusal = outage.isOn(from) ? Refusal.OVERLOADED : dice.oneOf(List.of(Refusal.values()));
        int attempts = refusal.retried ? ATTEMPTS : 1;
        int lastAttempt = dice.between(90, 700);
        int total = refusal.retried ? dice.between(70_000, 170_000) : lastAttempt + 200;
        long end = from + total;
        AttributeList error = new AttributeList()
                .add("model", agent.model().id())
                .add("error", refusal.message)
                .add("status_code", refusal.status)
                .add("duration_ms", lastAttempt)
                .add("attempt", attempts)
                .add("request_id", requestId)
                .add("speed", "normal")
                .add("query_source", agent.caller().querySource())
                .addIfPresent("agent.name", agent.caller().agentName());
        out.event(identity, end, "api_error", promptId, agent.home(), agent.addIds(error));
        if (refusal.retried) {
            AttributeList exhausted = new AttributeList()
                    .add("model", agent.model().id())
                    .add("error", refusal.message)
                    .add("status_code", refusal.status)
                    .add("total_attempts", attempts)
                    .add("total_retry_duration_ms", total)
                    .add("speed", "normal")
                    .add("query_source", agent.caller().querySource());
            out.event(identity, end, "api_retries_exhausted", promptId, agent.home(), exhausted);
        }
        AttributeList span = spanStart(agent)
                .add("duration_ms", total + 2)
                .add("success", false)
                .add("status_code", refusal.status)
                .add("error", refusal.message)
                .add("error_class", refusal.status < 500 ? "client_error" : "server_error")
                .add("attempt", attempts)
                .add("request_id", requestId)
                .add("gen_ai.response.id", requestId);
        span(agent, from, end, span, attempts, total - lastAttempt, new Status(StatusCode.ERROR, refusal.message));
        return new Answer(requestId, end, true);
    }

    private static AttributeList spanStart(Agent agent) {
        AttributeList attributes = new AttributeList()
                .add("model", agent.model().id())
                .add("gen_ai.system", "anthropic")
                .add("gen_ai.request.model", agent.model().id())
                .add("llm_request.context", agent.isMain() ? "interaction" : "tool")
                .add("speed", "normal")
                .add("gen_ai.conversation.id", agent.conversationId())
                .add("query_source_safe", agent.caller().querySourceSafe());
        return agent.addIds(attributes);
    }

    private void span(
            Agent agent, long from, long end, AttributeList attributes, int attempts, long waited, Status status) {
        List<SpanEvent> tries = new ArrayList<>();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            long at = from + (attempts == 1 ? 0 : waited * (attempt - 1) / (attempts - 1));
            tries.add(new SpanEvent(
                    "gen_ai.request.attempt",
                    at * 1_000_000 + dice.between(1000, 999_000),
                    new AttributeList().add("attempt", attempt).build()));
        }
        out.span(
                identity,
                agent.home().child(dice),
                agent.home().spanId(),
                "llm_request",
                from,
                end,
                dice.between(0, 999_999),
                attributes,
                tries,
                status);
    }

    /** How a request ended. */
    record Answer(String requestId, long end, boolean failed) {}

    private enum Refusal {
        OVERLOADED(529, "Overloaded", true),
        INTERNAL(500, "Internal server error", true),
        RATE_LIMITED(429, "This request would exceed your organization's rate limit", true),
        TOO_LONG(400, "prompt is too long", false);

        private final int status;
        private final String message;
        private final boolean retried;

        Refusal(int status, String message, boolean retried) {
            this.status = status;
            this.message = message;
            this.retried = retried;
        }
    }
}
