package com.metricai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;

/** The tree of a prompt, over real rows and real HTTP. */
class SpanTreeTest {
    private final TestApi api = TestApi.shared();

    @Test
    void fromSpans() throws Exception {
        JSONAssert.assertEquals("""
                {"promptId":"p1","traceId":"0af7651916cd43dd8448eb211c80319c","sessionId":"s1","user":"ada","repo":"acme/api",
                 "startedAt":"2026-11-21T09:00:00Z","durationMs":9000,"source":"spans","truncated":false,
                 "totals":{"costUsd":1.2,"inputTokens":80,"outputTokens":40,"cacheReadTokens":300,"cacheCreationTokens":100,
                           "llmRequests":2,"toolCalls":2,"subagents":1,"maxDepth":1,"blockedMs":700,"orphans":1},
                 "nodes":[
                  {"spanId":"root","parentSpanId":null,"depth":0,"name":"claude_code.interaction","kind":"interaction",
                   "label":"prompt","model":null,"tool":null,"agentId":null,"agentType":null,"agentDepth":0,"startMs":0,
                   "durationMs":9000,"status":"ok","decision":null,"decisionSource":null,"costUsd":null,"tokens":null},
                  {"spanId":"llm1","parentSpanId":"root","depth":1,"name":"claude_code.llm_request","kind":"llm_request",
                   "label":"sonnet","model":"sonnet","tool":null,"agentId":null,"agentType":null,"agentDepth":0,"startMs":100,
                   "durationMs":900,"status":"ok","decision":null,"decisionSource":null,"costUsd":1,
                   "tokens":{"input":60,"output":30,"cacheRead":0,"cacheCreation":0}},
                  {"spanId":"tool1","parentSpanId":"root","depth":1,"name":"claude_code.tool","kind":"tool",
                   "label":"Agent · Explore","model":null,"tool":"Agent","agentId":null,"agentType":null,"agentDepth":0,
                   "startMs":1000,"durationMs":5000,"status":"ok","decision":"accept","decisionSource":"user_temporary",
                   "costUsd":null,"tokens":null},
                  {"spanId":"wait1","parentSpanId":"tool1","depth":2,"name":"claude_code.waiting","kind":"waiting",
                   "label":"waiting for a person","model":null,"tool":null,"agentId":null,"agentType":null,"agentDepth":0,
                   "startMs":1000,"durationMs":700,"status":"ok","decision":"accept","decisionSource":"user_temporary",
                   "costUsd":null,"tokens":null},
                  {"spanId":"exec1","parentSpanId":"tool1","depth":2,"name":"claude_code.execution","kind":"execution",
                   "label":"running","model":null,"tool":null,"agentId":null,"agentType":null,"agentDepth":0,
                   "startMs":1700,"durationMs":4300,"status":"ok","decision":null,"decisionSource":null,
                   "costUsd":null,"tokens":null},
                  {"spanId":"llm2","parentSpanId":"exec1","depth":3,"name":"claude_code.llm_request","kind":"llm_request",
                   "label":"haiku","model":"haiku","tool":null,"agentId":"a1","agentType":"Explore","agentDepth":1,
                   "startMs":1800,"durationMs":500,"status":"ok","decision":null,"decisionSource":null,"costUsd":0.2,
                   "tokens":{"input":20,"output":10,"cacheRead":0,"cacheCreation":0}},
                  {"spanId":"tool2","parentSpanId":"exec1","depth":3,"name":"claude_code.tool","kind":"tool","label":"Bash",
                   "model":null,"tool":"Bash","agentId":"a1","agentType":"Explore","agentDepth":1,"startMs":2500,
                   "durationMs":100,"status":"rejected","decision":"reject","decisionSource":"hook","costUsd":null,
                   "tokens":null},
                  {"spanId":"wait2","parentSpanId":"tool2","depth":4,"name":"claude_code.waiting","kind":"waiting",
                   "label":"permission check","model":null,"tool":null,"agentId":"a1","agentType":"Explore","agentDepth":1,
                   "startMs":2500,"durationMs":1,"status":"ok","decision":"accept","decisionSource":"config",
                   "costUsd":null,"tokens":null},
                  {"spanId":"exec2","parentSpanId":"tool2","depth":4,"name":"claude_code.execution","kind":"execution",
                   "label":"running","model":null,"tool":null,"agentId":"a1","agentType":"Explore","agentDepth":1,
                   "startMs":2510,"durationMs":80,"status":"error","decision":null,"decisionSource":null,
                   "costUsd":null,"tokens":null},
                  {"spanId":null,"parentSpanId":null,"depth":0,"name":"synthetic","kind":"synthetic",
                   "label":"parent not received","model":null,"tool":null,"agentId":null,"agentType":null,"agentDepth":0,
                   "startMs":6000,"durationMs":10,"status":"ok","decision":null,"decisionSource":null,
                   "costUsd":null,"tokens":null},
                  {"spanId":"lost","parentSpanId":null,"depth":1,"name":"claude_code.hook","kind":"hook","label":"hook",
                   "model":null,"tool":null,"agentId":null,"agentType":null,"agentDepth":0,"startMs":6000,"durationMs":10,
                   "status":"ok","decision":null,"decisionSource":null,"costUsd":null,"tokens":null}]}""", api.json("/api/spans/tree?promptId=p1"), true);
    }

    @Test
    void byTrace_isTheSameTree() {
        assertThat(api.json("/api/spans/tree?traceId=" + Fixtures.TRACE.toUpperCase(Locale.ROOT)))
                .isEqualTo(api.json("/api/spans/tree?promptId=p1"));
    }

    @Test
    void fromEvents() throws Exception {
        JSONAssert.assertEquals("""
                {"promptId":"p2","traceId":null,"sessionId":"s1","user":"ada","repo":"acme/api",
                 "startedAt":"2026-11-21T10:00:00Z","durationMs":5000,"source":"events",
                 "totals":{"costUsd":0.3,"inputTokens":20,"outputTokens":10,"llmRequests":1,"toolCalls":1,"subagents":1,
                           "maxDepth":1,"orphans":0},
                 "nodes":[
                  {"spanId":null,"parentSpanId":null,"depth":0,"kind":"synthetic","label":"prompt","startMs":0},
                  {"spanId":null,"depth":1,"kind":"llm_request","label":"sonnet","startMs":500,"durationMs":1500,"costUsd":0.3},
                  {"depth":1,"kind":"agent","label":"Agent · Plan","agentId":"a7","agentType":"Plan","agentDepth":1,
                   "startMs":3000,"durationMs":1000},
                  {"depth":2,"kind":"tool","label":"Read","agentId":"a7","startMs":3800,"durationMs":200,"status":"error",
                   "decision":"accept","decisionSource":"config"},
                  {"depth":1,"kind":"tool","label":"Bash","startMs":5000,"status":"rejected","decision":"reject",
                   "decisionSource":"user_reject"}]}""", api.json("/api/spans/tree?promptId=p2"), false);
    }

    @Test
    void sharedTrace_showsEachPromptItsOwnPart() throws Exception {
        JSONAssert.assertEquals("""
                {"totals":{"costUsd":0.000001,"llmRequests":1,"orphans":0},
                 "nodes":[{"spanId":"i3","parentSpanId":null,"depth":0},{"spanId":"l3","depth":1,"costUsd":0.000001}]}""", api.json("/api/spans/tree?promptId=p3"), false);
        JSONAssert.assertEquals("""
                {"promptId":"p4","durationMs":1000,"totals":{"costUsd":0,"llmRequests":0},
                 "nodes":[{"spanId":"i4","depth":0,"startMs":0}]}""", api.json("/api/spans/tree?promptId=p4"), false);
        JSONAssert.assertEquals("""
                {"promptId":null,"totals":{"costUsd":0.000001},
                 "nodes":[{"spanId":"i3"},{"spanId":"l3"},{"spanId":"i4"}]}""", api.json("/api/spans/tree?traceId=" + Fixtures.SHARED_TRACE), false);
    }

    @Test
    void unknown_isMissing() {
        assertThat(api.get("/api/spans/tree?promptId=x").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/spans/tree?traceId=x").statusCode()).isEqualTo(404);
    }
}
