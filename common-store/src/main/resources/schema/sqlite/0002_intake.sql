-- What the exports said. Written by queue-consumer alone, each batch in one transaction.
-- Exceptions: rollup-cron marks recent days in dirty_days and deletes marks that it has worked off, its retention job deletes old rows, and its
-- erasure job the rows of people who were erased; a session that somebody else has rows of goes over to them.
-- `day` is a UTC day, YYYY-MM-DD; *_ms without another word are durations; *_at and time_ms are milliseconds since the
-- epoch; money is integer micro-USD. A key column that has no value is '' (never NULL), so that keys compare.

CREATE TABLE spans (
  org_id                TEXT NOT NULL,
  trace_id              TEXT NOT NULL,                        -- 32 lower-case hex digits
  span_id               TEXT NOT NULL,                        -- 16
  parent_span_id        TEXT,
  name                  TEXT NOT NULL,
  kind                  TEXT NOT NULL,                        -- interaction, llm_request, tool, waiting, execution, hook, other
  remote_parent         INTEGER NOT NULL,                     -- 1: the parent lives in another process, the span is a root here
  day                   TEXT NOT NULL,
  start_ns              INTEGER NOT NULL,
  duration_ms           INTEGER NOT NULL,                     -- the client's own attribute where it gives one
  session_id            TEXT NOT NULL,
  source                TEXT NOT NULL,
  user                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  tool                  TEXT NOT NULL,
  agent_id              TEXT,
  parent_agent_id       TEXT,
  conversation_id       TEXT,                                 -- gen_ai.conversation.id: the agent's id on every span of a subagent
  query_source          TEXT,
  request_id            TEXT,
  tool_use_id           TEXT,
  decision              TEXT,
  decision_source       TEXT,
  blocked_ms            INTEGER NOT NULL,                     -- waiting for a person: 0 unless decision_source is user_…
  status                TEXT NOT NULL,                        -- ok, error
  error_type            TEXT,
  status_code           INTEGER,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  attributes            TEXT NOT NULL,                        -- JSON object: further allow-listed attributes
  UNIQUE (org_id, trace_id, span_id)                          -- once; and the tree of a trace
) STRICT;
CREATE INDEX spans_waits ON spans (org_id, day, user) WHERE blocked_ms > 0;   -- the rollup of a day and user
CREATE INDEX spans_day ON spans (org_id, day);                                -- retention

CREATE TABLE events (
  event_key             BLOB NOT NULL UNIQUE,                 -- once: 16 bytes of SHA-256, see EventKey
  org_id                TEXT NOT NULL,
  day                   TEXT NOT NULL,
  time_ms               INTEGER NOT NULL,
  sequence              INTEGER,                              -- event.sequence: per process, restarts on resume
  name                  TEXT NOT NULL,                        -- event.name, without the prefix claude_code.
  session_id            TEXT NOT NULL,
  prompt_id             TEXT,
  trace_id              TEXT,
  span_id               TEXT,
  source                TEXT NOT NULL,
  user                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  tool                  TEXT NOT NULL,
  agent_id              TEXT,
  parent_agent_id       TEXT,
  agent_type            TEXT,
  query_source          TEXT,
  request_id            TEXT,
  tool_use_id           TEXT,
  decision              TEXT,                                 -- accept, reject
  decision_source       TEXT,                                 -- config, hook, user_…
  success               INTEGER,
  is_async              INTEGER,                              -- of subagent_completed
  error_type            TEXT,
  status_code           INTEGER,
  duration_ms           INTEGER,
  cost_micros           INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  attributes            TEXT NOT NULL                         -- JSON object: further allow-listed attributes
) STRICT;
CREATE INDEX events_day ON events (org_id, day, user);                                          -- the rollup of a day and user
CREATE INDEX events_prompt ON events (org_id, prompt_id) WHERE prompt_id IS NOT NULL;           -- prompt_summary, trees
CREATE INDEX events_session ON events (org_id, session_id, time_ms);                            -- sessions, origin of a prompt
CREATE INDEX events_request ON events (org_id, request_id) WHERE name = 'api_request';          -- model of a tool, cost of a span

-- Which prompt belongs to which trace: spans carry no prompt.id, log records carry both.
CREATE TABLE traces (
  org_id    TEXT NOT NULL,
  trace_id  TEXT NOT NULL,
  prompt_id TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id, prompt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX traces_prompt ON traces (org_id, prompt_id);

CREATE TABLE sessions (
  org_id         TEXT NOT NULL,
  session_id     TEXT NOT NULL,
  source         TEXT NOT NULL,
  user           TEXT NOT NULL,
  team           TEXT NOT NULL,
  repo           TEXT NOT NULL,
  client_version TEXT,
  first_seen_at  INTEGER NOT NULL,                            -- the records' own times
  last_seen_at   INTEGER NOT NULL,
  has_logs       INTEGER NOT NULL,                            -- 1 once any event came
  has_prompts    INTEGER NOT NULL,                            -- 1 once a user_prompt or an api_request came
  has_starts     INTEGER NOT NULL,                            -- 1 once a session.count other than start_type continue came
  has_events     INTEGER NOT NULL,                            -- 1 once an api_request came: events are its ledger, on all its days
  -- What the lists and counts show: --continue makes a session of start-up events alone, which was never one.
  counts         INTEGER NOT NULL GENERATED ALWAYS AS (has_prompts OR (has_starts AND NOT has_logs)) VIRTUAL,
  PRIMARY KEY (org_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_user ON sessions (org_id, user, last_seen_at);

-- On which days (and as whom) a session sent metrics: they are rolled up again when its ledger changes over to events.
CREATE TABLE session_metric_days (
  org_id     TEXT NOT NULL,
  session_id TEXT NOT NULL,
  day        TEXT NOT NULL,
  user       TEXT NOT NULL,
  PRIMARY KEY (org_id, session_id, day, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_metric_days_day ON session_metric_days (day, org_id, user);   -- whom to roll up on a day; retention

-- Derived by recomputing the touched prompts from events, in the transaction that stores those.
CREATE TABLE prompt_summary (
  org_id                TEXT NOT NULL,
  prompt_id             TEXT NOT NULL,
  session_id            TEXT NOT NULL,
  trace_id              TEXT,
  day                   TEXT NOT NULL,                        -- of its first event
  started_at            INTEGER NOT NULL,
  ended_at              INTEGER NOT NULL,                     -- of its last event
  source                TEXT NOT NULL,
  user                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  origin                TEXT NOT NULL,                        -- human, task_notification (inferred)
  command_name          TEXT,
  models                TEXT NOT NULL,                        -- JSON array, by cost
  cost_micros           INTEGER NOT NULL,
  subagent_cost_micros  INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  api_requests          INTEGER NOT NULL,
  api_errors            INTEGER NOT NULL,
  tool_calls            INTEGER NOT NULL,
  tool_failures         INTEGER NOT NULL,
  accepts               INTEGER NOT NULL,
  rejects               INTEGER NOT NULL,
  subagents             INTEGER NOT NULL,
  max_depth             INTEGER NOT NULL,
  max_fanout            INTEGER NOT NULL,
  PRIMARY KEY (org_id, prompt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_summary_day ON prompt_summary (org_id, day, cost_micros);   -- top prompts
CREATE INDEX prompt_summary_session ON prompt_summary (org_id, session_id, started_at);

-- One row per subagent of a prompt, derived with prompt_summary.
CREATE TABLE prompt_agents (
  org_id          TEXT NOT NULL,
  prompt_id       TEXT NOT NULL,
  agent_id        TEXT NOT NULL,
  parent_agent_id TEXT,
  agent_type      TEXT NOT NULL,
  depth           INTEGER NOT NULL,                           -- 1: started by the main agent
  day             TEXT NOT NULL,
  duration_ms     INTEGER NOT NULL,
  cost_micros     INTEGER NOT NULL,
  total_tokens    INTEGER NOT NULL,
  PRIMARY KEY (org_id, prompt_id, agent_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_agents_day ON prompt_agents (org_id, day);

-- Who reports what, for the set-up page; received times, not the records' own.
CREATE TABLE reporting (
  org_id               TEXT NOT NULL,
  user                 TEXT NOT NULL,
  metrics_last_seen_at INTEGER,
  logs_last_seen_at    INTEGER,
  traces_last_seen_at  INTEGER,
  client_version       TEXT,
  PRIMARY KEY (org_id, user)
) STRICT, WITHOUT ROWID;

-- The last value of each cumulative series, so that an export becomes a delta.
CREATE TABLE metric_series (
  org_id     TEXT NOT NULL,
  series     BLOB NOT NULL,                                   -- 16 bytes of SHA-256 over name and attributes
  start_ns   INTEGER NOT NULL,                                -- startTimeUnixNano: another one starts at zero
  value      INTEGER NOT NULL,                                -- micro-USD, milliseconds or a count
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, series, start_ns)
) STRICT, WITHOUT ROWID;

-- Fingerprints of the metric exports that were taken; outlives the topic and the dead-letter topic.
CREATE TABLE exports_seen (
  fingerprint BLOB PRIMARY KEY,                               -- SHA-256 over the org and the decoded points
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exports_seen_at ON exports_seen (seen_at);       -- retention

-- Finished ClickHouse rows, inserted there and then deleted here, before offsets are committed.
CREATE TABLE outbox (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  payload TEXT NOT NULL                                       -- JSON of one MetricRow
) STRICT;

-- What a rollup must recompute. A fresh random version with each mark: a mark is deleted only at the version that was read.
CREATE TABLE dirty_days (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user)
) STRICT, WITHOUT ROWID;

-- The books, in the transaction of the rows they count: decoded = written + duplicate + the sum of dropped:<reason>.
-- note:<what> counts what was mended or remarkable and is not part of the balance.
CREATE TABLE books (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,                                      -- of receipt
  signal  TEXT NOT NULL,                                      -- traces, metrics, logs
  outcome TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, signal, outcome)
) STRICT, WITHOUT ROWID;
