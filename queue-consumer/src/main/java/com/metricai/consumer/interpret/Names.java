package com.metricai.consumer.interpret;

import java.util.Set;

/**
 * Every name that the consumer knows of Claude Code's telemetry (client 2.1.330): metrics, events, spans and attributes. An
 * attribute that is not named here is not stored.
 */
final class Names {
    static final String PREFIX = "claude_code.";
    static final String SCOPE_PREFIX = "com.anthropic.claude_code";

    // Identity
    static final String SERVICE_NAME = "service.name";
    static final String SERVICE_VERSION = "service.version";
    static final String APP_VERSION = "app.version";
    static final String SESSION_ID = "session.id";
    static final String USER_EMAIL = "user.email";
    static final String ENDUSER_ID = "enduser.id";
    static final String USER = "user";
    static final String USER_ID = "user.id";
    static final String REPO = "repo";
    static final String REPOSITORY = "repository";
    static final String VCS_OWNER = "vcs.owner.name";
    static final String VCS_REPOSITORY = "vcs.repository.name";
    static final String VCS_URL = "vcs.repository.url.full";
    static final String TEAM_ID = "team.id";
    static final String TEAM = "team";

    /** What records without these take from their resource. */
    static final Set<String> OF_RESOURCE = Set.of(
            SERVICE_NAME,
            SERVICE_VERSION,
            SESSION_ID,
            USER_EMAIL,
            ENDUSER_ID,
            USER,
            USER_ID,
            REPO,
            REPOSITORY,
            VCS_OWNER,
            VCS_REPOSITORY,
            VCS_URL,
            TEAM_ID,
            TEAM);

    // Events and spans
    static final String EVENT_NAME = "event.name";
    static final String EVENT_TIMESTAMP = "event.timestamp";
    static final String EVENT_SEQUENCE = "event.sequence";
    static final String PROMPT_ID = "prompt.id";
    static final String MODEL = "model";
    static final String TOOL_NAME = "tool_name";
    static final String TOOL_USE_ID = "tool_use_id";
    static final String REQUEST_ID = "request_id";
    static final String AGENT_ID = "agent_id";
    static final String PARENT_AGENT_ID = "parent_agent_id";
    static final String CONVERSATION_ID = "gen_ai.conversation.id";
    static final String AGENT_TYPE = "agent_type";
    static final String AGENT_NAME = "agent.name";
    static final String QUERY_SOURCE = "query_source";
    static final String QUERY_SOURCE_SAFE = "query_source_safe";
    static final String DECISION = "decision";
    static final String SOURCE = "source";
    static final String SUCCESS = "success";
    static final String IS_ASYNC = "is_async";
    static final String ERROR_TYPE = "error_type";
    static final String ERROR_CLASS = "error_class";
    static final String STATUS_CODE = "status_code";
    static final String DURATION_MS = "duration_ms";
    static final String INTERACTION_DURATION_MS = "interaction.duration_ms";
    static final String COST_USD_MICROS = "cost_usd_micros";
    static final String COST_USD = "cost_usd";
    static final String INPUT_TOKENS = "input_tokens";
    static final String OUTPUT_TOKENS = "output_tokens";
    static final String CACHE_READ_TOKENS = "cache_read_tokens";
    static final String CACHE_CREATION_TOKENS = "cache_creation_tokens";

    // Metric points
    static final String TYPE = "type";
    static final String START_TYPE = "start_type";

    /**
     * Attributes that are kept as they are, beside those that have a column: names, ids, sizes, counts, durations and
     * classes. Nothing that a person wrote or a tool read belongs here.
     */
    static final Set<String> KEPT = Set.of(
            "agent.source",
            "app.entrypoint",
            APP_VERSION,
            "attempt",
            "bash_command_class",
            "body_length",
            "cache_creation_1h_tokens",
            "cache_creation_5m_tokens",
            "client_request_id",
            "command_name",
            "command_source",
            "decision_type",
            "effort",
            "enabled_via",
            "final_model",
            "first_content_ms",
            "from_mode",
            "has_category",
            "has_explanation",
            "has_hooks",
            "has_mcp",
            "hook_event",
            "hook_source",
            "hook_type",
            "interaction.sequence",
            "invocation_trigger",
            "is_built_in",
            "is_plugin",
            "llm_request.context",
            "managed_only",
            "marketplace.name",
            "mcp_server.name",
            "mcp_server_scope",
            "mcp_tool.name",
            "mention_type",
            "message.uuid",
            "model_swapped",
            "num_blocking",
            "num_cancelled",
            "num_hooks",
            "num_non_blocking_error",
            "num_success",
            "parent.source",
            "permission_mode",
            "plugin.name",
            "plugin.scope",
            "plugin_id_hash",
            "post_tokens",
            "pre_tokens",
            "precompute_reuse",
            "prompt_length",
            "queued_sends",
            "response_length",
            "safe_mode",
            "server_fallback_hop",
            "server_scope",
            "skill.name",
            "skill.source",
            "speed",
            "status",
            "stop_reason",
            "terminal.type",
            "to_mode",
            "tool_input_size_bytes",
            "tool_result_size_bytes",
            "tool_source",
            "total_attempts",
            "total_duration_ms",
            "total_retry_duration_ms",
            "total_tokens",
            "total_tool_uses",
            "transport_type",
            "trigger",
            "ttft_ms",
            "user_prompt_length");

    private Names() {}
}
