CREATE TABLE audit_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         INTEGER NOT NULL,
  org_id     TEXT NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  ip         TEXT,
  user_agent TEXT
) STRICT;
CREATE TABLE books (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,                                      -- of receipt
  signal  TEXT NOT NULL,                                      -- traces, metrics, logs
  outcome TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, signal, outcome)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_days (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE exports_seen (
  fingerprint BLOB PRIMARY KEY,                               -- SHA-256 over the org and the decoded points
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
  email      TEXT NOT NULL,                                   -- lower case
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  role       TEXT NOT NULL CHECK (role IN ('viewer', 'admin', 'ops')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE metric_series (
  org_id     TEXT NOT NULL,
  series     BLOB NOT NULL,                                   -- 16 bytes of SHA-256 over name and attributes
  start_ns   INTEGER NOT NULL,                                -- startTimeUnixNano: another one starts at zero
  value      INTEGER NOT NULL,                                -- micro-USD, milliseconds or a count
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, series, start_ns)
) STRICT, WITHOUT ROWID;
CREATE TABLE orgs (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  payload TEXT NOT NULL                                       -- JSON of one MetricRow
) STRICT;
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
CREATE TABLE reporting (
  org_id               TEXT NOT NULL,
  user                 TEXT NOT NULL,
  metrics_last_seen_at INTEGER,
  logs_last_seen_at    INTEGER,
  traces_last_seen_at  INTEGER,
  client_version       TEXT,
  PRIMARY KEY (org_id, user)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_metric_days (
  org_id     TEXT NOT NULL,
  session_id TEXT NOT NULL,
  day        TEXT NOT NULL,
  user       TEXT NOT NULL,
  PRIMARY KEY (org_id, session_id, day, user)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE tokens (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  label      TEXT NOT NULL,
  sha256     BLOB NOT NULL UNIQUE,                            -- of the whole token; the token itself is never stored
  last_four  TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE TABLE traces (
  org_id    TEXT NOT NULL,
  trace_id  TEXT NOT NULL,
  prompt_id TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id, prompt_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "orgs" VALUES('acme','name-1',1793606400000);
INSERT INTO "audit_log" VALUES(1,10,'acme','actor-1','action-1','subject-1','ip-1','user_agent-1');
INSERT INTO "audit_log" VALUES(2,20,'acme','actor-2','action-2','subject-2','ip-2','user_agent-2');
INSERT INTO "audit_log" VALUES(3,30,'acme','actor-3','action-3','subject-3','ip-3','user_agent-3');
INSERT INTO "books" VALUES('acme','2026-11-01','logs','written',10);
INSERT INTO "books" VALUES('acme','2026-11-02','logs','written',20);
INSERT INTO "books" VALUES('acme','2026-11-03','logs','written',30);
INSERT INTO "dirty_days" VALUES('acme','2026-11-01','ann',10);
INSERT INTO "dirty_days" VALUES('acme','2026-11-02','bob',20);
INSERT INTO "dirty_days" VALUES('acme','2026-11-03','cyd',30);
INSERT INTO "events" VALUES(X'0701070107010701070107010701070107010701070107010701070107010701','acme','2026-11-01',1793606400000,10,'name-1','session_id-1','prompt_id-1','trace_id-1','span_id-1','claude_code','ann','core','acme/api','opus','','agent_id-1','parent_agent_id-1','agent_type-1','query_source-1','request_id-1','tool_use_id-1','decision-1','decision_source-1',1,1,'error_type-1',10,10,10,10,10,10,10,'{}');
INSERT INTO "events" VALUES(X'0702070207020702070207020702070207020702070207020702070207020702','acme','2026-11-02',1793692800000,20,'name-2','session_id-2','prompt_id-2','trace_id-2','span_id-2','claude_code','bob','core','acme/api','opus','','agent_id-2','parent_agent_id-2','agent_type-2','query_source-2','request_id-2','tool_use_id-2','decision-2','decision_source-2',1,1,'error_type-2',20,20,20,20,20,20,20,'{}');
INSERT INTO "events" VALUES(X'0703070307030703070307030703070307030703070307030703070307030703','acme','2026-11-03',1793779200000,30,'name-3','session_id-3','prompt_id-3','trace_id-3','span_id-3','claude_code','cyd','core','acme/api','opus','','agent_id-3','parent_agent_id-3','agent_type-3','query_source-3','request_id-3','tool_use_id-3','decision-3','decision_source-3',1,1,'error_type-3',30,30,30,30,30,30,30,'{}');
INSERT INTO "exports_seen" VALUES(X'0701070107010701070107010701070107010701070107010701070107010701',1793606400000);
INSERT INTO "exports_seen" VALUES(X'0702070207020702070207020702070207020702070207020702070207020702',1793692800000);
INSERT INTO "exports_seen" VALUES(X'0703070307030703070307030703070307030703070307030703070307030703',1793779200000);
INSERT INTO "members" VALUES('email-1','acme','viewer',1793606400000);
INSERT INTO "members" VALUES('email-2','acme','admin',1793692800000);
INSERT INTO "members" VALUES('email-3','acme','viewer',1793779200000);
INSERT INTO "metric_series" VALUES('acme',X'0701070107010701070107010701070107010701070107010701070107010701',10,10,1793606400000);
INSERT INTO "metric_series" VALUES('acme',X'0702070207020702070207020702070207020702070207020702070207020702',20,20,1793692800000);
INSERT INTO "metric_series" VALUES('acme',X'0703070307030703070307030703070307030703070307030703070307030703',30,30,1793779200000);
INSERT INTO "outbox" VALUES(1,'acme','2026-11-01','ann','payload-1');
INSERT INTO "outbox" VALUES(2,'acme','2026-11-02','bob','payload-2');
INSERT INTO "outbox" VALUES(3,'acme','2026-11-03','cyd','payload-3');
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-1','agent_id-1','parent_agent_id-1','agent_type-1',10,'2026-11-01',10,10,10);
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-2','agent_id-2','parent_agent_id-2','agent_type-2',20,'2026-11-02',20,20,20);
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-3','agent_id-3','parent_agent_id-3','agent_type-3',30,'2026-11-03',30,30,30);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-1','session_id-1','trace_id-1','2026-11-01',1793606400000,1793606400000,'claude_code','ann','core','acme/api','human','command_name-1','["opus"]',10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-2','session_id-2','trace_id-2','2026-11-02',1793692800000,1793692800000,'claude_code','bob','core','acme/api','human','command_name-2','["opus"]',20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-3','session_id-3','trace_id-3','2026-11-03',1793779200000,1793779200000,'claude_code','cyd','core','acme/api','human','command_name-3','["opus"]',30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "reporting" VALUES('acme','ann',1793606400000,1793606400000,1793606400000,'client_version-1');
INSERT INTO "reporting" VALUES('acme','bob',1793692800000,1793692800000,1793692800000,'client_version-2');
INSERT INTO "reporting" VALUES('acme','cyd',1793779200000,1793779200000,1793779200000,'client_version-3');
INSERT INTO "session_metric_days" VALUES('acme','session_id-1','2026-11-01','ann');
INSERT INTO "session_metric_days" VALUES('acme','session_id-2','2026-11-02','bob');
INSERT INTO "session_metric_days" VALUES('acme','session_id-3','2026-11-03','cyd');
INSERT INTO "sessions" VALUES('acme','session_id-1','claude_code','ann','core','acme/api','client_version-1',1793606400000,1793606400000,10,10,10,10);
INSERT INTO "sessions" VALUES('acme','session_id-2','claude_code','bob','core','acme/api','client_version-2',1793692800000,1793692800000,20,20,20,20);
INSERT INTO "sessions" VALUES('acme','session_id-3','claude_code','cyd','core','acme/api','client_version-3',1793779200000,1793779200000,30,30,30,30);
INSERT INTO "spans" VALUES('acme','trace_id-1','span_id-1','parent_span_id-1','name-1','interaction',1,'2026-11-01',10,10,'session_id-1','claude_code','ann','core','acme/api','opus','','agent_id-1','parent_agent_id-1','conversation_id-1','query_source-1','request_id-1','tool_use_id-1','decision-1','decision_source-1',10,'ok','error_type-1',10,10,10,10,10,'{}');
INSERT INTO "spans" VALUES('acme','trace_id-2','span_id-2','parent_span_id-2','name-2','interaction',1,'2026-11-02',20,20,'session_id-2','claude_code','bob','core','acme/api','opus','','agent_id-2','parent_agent_id-2','conversation_id-2','query_source-2','request_id-2','tool_use_id-2','decision-2','decision_source-2',20,'ok','error_type-2',20,20,20,20,20,'{}');
INSERT INTO "spans" VALUES('acme','trace_id-3','span_id-3','parent_span_id-3','name-3','interaction',1,'2026-11-03',30,30,'session_id-3','claude_code','cyd','core','acme/api','opus','','agent_id-3','parent_agent_id-3','conversation_id-3','query_source-3','request_id-3','tool_use_id-3','decision-3','decision_source-3',30,'ok','error_type-3',30,30,30,30,30,'{}');
INSERT INTO "tokens" VALUES('id-1','acme','label-1',X'0701070107010701070107010701070107010701070107010701070107010701','last_four-1',1793606400000,'created_by-1',1793606400000,1793606400000);
INSERT INTO "tokens" VALUES('id-2','acme','label-2',X'0702070207020702070207020702070207020702070207020702070207020702','last_four-2',1793692800000,'created_by-2',1793692800000,1793692800000);
INSERT INTO "tokens" VALUES('id-3','acme','label-3',X'0703070307030703070307030703070307030703070307030703070307030703','last_four-3',1793779200000,'created_by-3',1793779200000,1793779200000);
INSERT INTO "traces" VALUES('acme','trace_id-1','prompt_id-1');
INSERT INTO "traces" VALUES('acme','trace_id-2','prompt_id-2');
INSERT INTO "traces" VALUES('acme','trace_id-3','prompt_id-3');
CREATE INDEX audit_log_org ON audit_log (org_id, at);
CREATE INDEX spans_waits ON spans (org_id, day, user) WHERE blocked_ms > 0;
CREATE INDEX spans_day ON spans (org_id, day);
CREATE INDEX events_day ON events (org_id, day, user);
CREATE INDEX events_prompt ON events (org_id, prompt_id) WHERE prompt_id IS NOT NULL;
CREATE INDEX events_session ON events (org_id, session_id, time_ms);
CREATE INDEX events_request ON events (org_id, request_id) WHERE name = 'api_request';
CREATE INDEX traces_prompt ON traces (org_id, prompt_id);
CREATE INDEX sessions_user ON sessions (org_id, user, last_seen_at);
CREATE INDEX session_metric_days_day ON session_metric_days (day, org_id, user);
CREATE INDEX prompt_summary_day ON prompt_summary (org_id, day, cost_micros);
CREATE INDEX prompt_summary_session ON prompt_summary (org_id, session_id, started_at);
CREATE INDEX prompt_agents_day ON prompt_agents (org_id, day);
CREATE INDEX exports_seen_at ON exports_seen (seen_at);
PRAGMA user_version = 2;
