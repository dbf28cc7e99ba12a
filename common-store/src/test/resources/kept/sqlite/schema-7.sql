CREATE TABLE agent_grains (
  org_id       TEXT NOT NULL,
  period       TEXT NOT NULL,
  repo         TEXT NOT NULL,
  team         TEXT NOT NULL,
  source       TEXT NOT NULL,
  models       TEXT NOT NULL,
  agent_type   TEXT NOT NULL,
  runs         INTEGER NOT NULL,
  cost_micros  INTEGER NOT NULL,
  total_tokens INTEGER NOT NULL,
  duration_ms  INTEGER NOT NULL,
  PRIMARY KEY (org_id, period, repo, team, source, models, agent_type)
) STRICT, WITHOUT ROWID;
CREATE TABLE agents_daily (
  org_id       TEXT NOT NULL,
  day          TEXT NOT NULL,
  user         TEXT NOT NULL,
  source       TEXT NOT NULL,
  team         TEXT NOT NULL,
  repo         TEXT NOT NULL,
  models       TEXT NOT NULL,
  agent_type   TEXT NOT NULL,
  runs         INTEGER NOT NULL,
  cost_micros  INTEGER NOT NULL,
  total_tokens INTEGER NOT NULL,
  duration_ms  INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, models, agent_type)
) STRICT, WITHOUT ROWID;
CREATE TABLE audit_log (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         INTEGER NOT NULL,
  org_id     TEXT NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  ip         TEXT,
  user_agent TEXT
, outcome TEXT NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'denied')), detail TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE books (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  signal  TEXT NOT NULL,
  outcome TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, signal, outcome)
) STRICT, WITHOUT ROWID;
CREATE TABLE dead_letter_requests (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  dead_letter_id INTEGER NOT NULL UNIQUE,
  action         TEXT NOT NULL CHECK (action IN ('replay', 'discard')),
  requested_by   TEXT NOT NULL,
  requested_at   INTEGER NOT NULL
) STRICT;
CREATE TABLE dead_letters (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id           TEXT NOT NULL,
  token_id         TEXT NOT NULL,
  signal           TEXT NOT NULL,
  reason           TEXT NOT NULL,
  detail           TEXT NOT NULL,
  exception        TEXT NOT NULL,
  attempts         INTEGER NOT NULL,
  bytes            INTEGER NOT NULL,
  content_type     TEXT NOT NULL,
  content_encoding TEXT NOT NULL,
  user_agent       TEXT NOT NULL,
  trace_id         TEXT NOT NULL,
  request_id       TEXT NOT NULL,
  received_at      INTEGER,
  origin_partition INTEGER NOT NULL,
  origin_offset    INTEGER NOT NULL,
  origin_at        INTEGER NOT NULL,
  partition        INTEGER NOT NULL,
  "offset"         INTEGER NOT NULL,
  dead_at          INTEGER NOT NULL,
  replay_of        INTEGER,
  state            TEXT NOT NULL CHECK (state IN ('waiting', 'replayed', 'discarded', 'gone')),
  settled_at       INTEGER,
  UNIQUE (origin_partition, origin_offset, origin_at)
) STRICT;
CREATE TABLE decision_grains (
  org_id          TEXT NOT NULL,
  grain           TEXT NOT NULL,
  period          TEXT NOT NULL,
  repo            TEXT NOT NULL,
  team            TEXT NOT NULL,
  model           TEXT NOT NULL,
  source          TEXT NOT NULL,
  tool            TEXT NOT NULL,
  decision_source TEXT NOT NULL,
  decisions       INTEGER NOT NULL,
  accepts         INTEGER NOT NULL,
  rejects         INTEGER NOT NULL,
  PRIMARY KEY (org_id, grain, period, repo, team, model, source, tool, decision_source)
) STRICT, WITHOUT ROWID;
CREATE TABLE decisions_daily (
  org_id          TEXT NOT NULL,
  day             TEXT NOT NULL,
  user            TEXT NOT NULL,
  source          TEXT NOT NULL,
  team            TEXT NOT NULL,
  repo            TEXT NOT NULL,
  model           TEXT NOT NULL,
  tool            TEXT NOT NULL,
  decision_source TEXT NOT NULL,
  accepts         INTEGER NOT NULL,
  rejects         INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, model, tool, decision_source)
) STRICT, WITHOUT ROWID;
CREATE TABLE dirty_days (
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasures (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  user         TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  finished_at  INTEGER,
  deleted_rows INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  event_key             BLOB NOT NULL UNIQUE,
  org_id                TEXT NOT NULL,
  day                   TEXT NOT NULL,
  time_ms               INTEGER NOT NULL,
  sequence              INTEGER,
  name                  TEXT NOT NULL,
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
  decision              TEXT,
  decision_source       TEXT,
  success               INTEGER,
  is_async              INTEGER,
  error_type            TEXT,
  status_code           INTEGER,
  duration_ms           INTEGER,
  cost_micros           INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  attributes            TEXT NOT NULL
) STRICT;
CREATE TABLE exports_seen (
  fingerprint BLOB PRIMARY KEY,
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE job_runs (
  job         TEXT PRIMARY KEY,
  finished_at INTEGER NOT NULL,
  detail      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
  email      TEXT NOT NULL,
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  role       TEXT NOT NULL CHECK (role IN ('viewer', 'admin', 'ops')),
  created_at INTEGER NOT NULL, invited_by TEXT NOT NULL DEFAULT '', last_seen_at INTEGER, version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE metric_series (
  org_id     TEXT NOT NULL,
  series     BLOB NOT NULL,
  start_ns   INTEGER NOT NULL,
  value      INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, series, start_ns)
) STRICT, WITHOUT ROWID;
CREATE TABLE org_domains (
  domain TEXT NOT NULL,
  org_id TEXT NOT NULL REFERENCES orgs (id),
  role   TEXT NOT NULL CHECK (role IN ('viewer', 'admin')),
  PRIMARY KEY (domain, org_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE orgs (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
, pseudonymous INTEGER NOT NULL DEFAULT 0, pseudonym_key BLOB, team_floor INTEGER NOT NULL DEFAULT 0, requests_per_second INTEGER, bytes_per_second INTEGER, version INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE outbox (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id  TEXT NOT NULL,
  day     TEXT NOT NULL,
  user    TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE TABLE prompt_agents (
  org_id          TEXT NOT NULL,
  prompt_id       TEXT NOT NULL,
  agent_id        TEXT NOT NULL,
  parent_agent_id TEXT,
  agent_type      TEXT NOT NULL,
  depth           INTEGER NOT NULL,
  day             TEXT NOT NULL,
  duration_ms     INTEGER NOT NULL,
  cost_micros     INTEGER NOT NULL,
  total_tokens    INTEGER NOT NULL,
  PRIMARY KEY (org_id, prompt_id, agent_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE prompt_grains (
  org_id               TEXT NOT NULL,
  period               TEXT NOT NULL,
  repo                 TEXT NOT NULL,
  team                 TEXT NOT NULL,
  source               TEXT NOT NULL,
  models               TEXT NOT NULL,
  max_depth            INTEGER NOT NULL,
  max_fanout           INTEGER NOT NULL,
  prompts              INTEGER NOT NULL,
  with_subagents       INTEGER NOT NULL,
  subagents            INTEGER NOT NULL,
  subagent_cost_micros INTEGER NOT NULL,
  PRIMARY KEY (org_id, period, repo, team, source, models, max_depth, max_fanout)
) STRICT, WITHOUT ROWID;
CREATE TABLE prompt_summary (
  org_id                TEXT NOT NULL,
  prompt_id             TEXT NOT NULL,
  session_id            TEXT NOT NULL,
  trace_id              TEXT,
  day                   TEXT NOT NULL,
  started_at            INTEGER NOT NULL,
  ended_at              INTEGER NOT NULL,
  source                TEXT NOT NULL,
  user                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  origin                TEXT NOT NULL,
  command_name          TEXT,
  models                TEXT NOT NULL,
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
CREATE TABLE prompts_daily (
  org_id               TEXT NOT NULL,
  day                  TEXT NOT NULL,
  user                 TEXT NOT NULL,
  source               TEXT NOT NULL,
  team                 TEXT NOT NULL,
  repo                 TEXT NOT NULL,
  models               TEXT NOT NULL,
  max_depth            INTEGER NOT NULL,
  max_fanout           INTEGER NOT NULL,
  prompts              INTEGER NOT NULL,
  with_subagents       INTEGER NOT NULL,
  subagents            INTEGER NOT NULL,
  subagent_cost_micros INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, models, max_depth, max_fanout)
) STRICT, WITHOUT ROWID;
CREATE TABLE removed_members (
  email      TEXT NOT NULL,
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (email, org_id)
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
CREATE TABLE rollup_grains (
  org_id                TEXT NOT NULL,
  grain                 TEXT NOT NULL,
  period                TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  user                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  source                TEXT NOT NULL,
  rollups               INTEGER NOT NULL,
  session_rows          INTEGER NOT NULL,
  active_days           INTEGER NOT NULL,
  cost_micros           INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  prompts               INTEGER NOT NULL,
  api_requests          INTEGER NOT NULL,
  api_errors            INTEGER NOT NULL,
  tool_calls            INTEGER NOT NULL,
  tool_failures         INTEGER NOT NULL,
  accepts               INTEGER NOT NULL,
  rejects               INTEGER NOT NULL,
  lines_added           INTEGER NOT NULL,
  lines_removed         INTEGER NOT NULL,
  commits               INTEGER NOT NULL,
  pull_requests         INTEGER NOT NULL,
  active_user_ms        INTEGER NOT NULL,
  active_cli_ms         INTEGER NOT NULL,
  blocked_ms            INTEGER NOT NULL,
  PRIMARY KEY (org_id, grain, period, repo, team, user, model, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE rollups_daily (
  org_id                TEXT NOT NULL,
  day                   TEXT NOT NULL,
  user                  TEXT NOT NULL,
  source                TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  tool                  TEXT NOT NULL,
  status                TEXT NOT NULL,
  cost_micros           INTEGER NOT NULL,
  event_cost_micros     INTEGER NOT NULL,
  metric_cost_micros    INTEGER NOT NULL,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  prompts               INTEGER NOT NULL,
  api_requests          INTEGER NOT NULL,
  api_errors            INTEGER NOT NULL,
  tool_calls            INTEGER NOT NULL,
  tool_failures         INTEGER NOT NULL,
  accepts               INTEGER NOT NULL,
  rejects               INTEGER NOT NULL,
  lines_added           INTEGER NOT NULL,
  lines_removed         INTEGER NOT NULL,
  commits               INTEGER NOT NULL,
  pull_requests         INTEGER NOT NULL,
  active_user_ms        INTEGER NOT NULL,
  active_cli_ms         INTEGER NOT NULL,
  blocked_ms            INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, model, tool, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_days (
  org_id     TEXT NOT NULL,
  day        TEXT NOT NULL,
  model      TEXT NOT NULL,
  tool       TEXT NOT NULL,
  user       TEXT NOT NULL,
  session_id TEXT NOT NULL,
  source     TEXT NOT NULL,
  team       TEXT NOT NULL,
  repo       TEXT NOT NULL, repeated INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, model, tool, day, user, session_id, source, team, repo)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_metric_days (
  org_id     TEXT NOT NULL,
  session_id TEXT NOT NULL,
  day        TEXT NOT NULL,
  user       TEXT NOT NULL,
  PRIMARY KEY (org_id, session_id, day, user)
) STRICT, WITHOUT ROWID;
CREATE TABLE session_totals_daily (
  org_id        TEXT NOT NULL,
  day           TEXT NOT NULL,
  user          TEXT NOT NULL,
  session_id    TEXT NOT NULL,
  cost_micros   INTEGER NOT NULL,
  total_tokens  INTEGER NOT NULL,
  lines_added   INTEGER NOT NULL,
  lines_removed INTEGER NOT NULL,
  commits       INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, session_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  org_id         TEXT NOT NULL,
  session_id     TEXT NOT NULL,
  source         TEXT NOT NULL,
  user           TEXT NOT NULL,
  team           TEXT NOT NULL,
  repo           TEXT NOT NULL,
  client_version TEXT,
  first_seen_at  INTEGER NOT NULL,
  last_seen_at   INTEGER NOT NULL,
  has_logs       INTEGER NOT NULL,
  has_prompts    INTEGER NOT NULL,
  has_starts     INTEGER NOT NULL,
  has_events     INTEGER NOT NULL,

  counts         INTEGER NOT NULL GENERATED ALWAYS AS (has_prompts OR (has_starts AND NOT has_logs)) VIRTUAL,
  PRIMARY KEY (org_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_ins (
  org_id  TEXT NOT NULL,
  jti     BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, jti)
) STRICT, WITHOUT ROWID;
CREATE TABLE spans (
  org_id                TEXT NOT NULL,
  trace_id              TEXT NOT NULL,
  span_id               TEXT NOT NULL,
  parent_span_id        TEXT,
  name                  TEXT NOT NULL,
  kind                  TEXT NOT NULL,
  remote_parent         INTEGER NOT NULL,
  day                   TEXT NOT NULL,
  start_ns              INTEGER NOT NULL,
  duration_ms           INTEGER NOT NULL,
  session_id            TEXT NOT NULL,
  source                TEXT NOT NULL,
  user                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  tool                  TEXT NOT NULL,
  agent_id              TEXT,
  parent_agent_id       TEXT,
  conversation_id       TEXT,
  query_source          TEXT,
  request_id            TEXT,
  tool_use_id           TEXT,
  decision              TEXT,
  decision_source       TEXT,
  blocked_ms            INTEGER NOT NULL,
  status                TEXT NOT NULL,
  error_type            TEXT,
  status_code           INTEGER,
  input_tokens          INTEGER NOT NULL,
  output_tokens         INTEGER NOT NULL,
  cache_read_tokens     INTEGER NOT NULL,
  cache_creation_tokens INTEGER NOT NULL,
  attributes            TEXT NOT NULL,
  UNIQUE (org_id, trace_id, span_id)
) STRICT;
CREATE TABLE token_usage (
  org_id   TEXT NOT NULL,
  token_id TEXT NOT NULL,
  hour     INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  bytes    INTEGER NOT NULL,
  limited  INTEGER NOT NULL,
  refused  INTEGER NOT NULL,
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (org_id, token_id, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE tokens (
  id         TEXT PRIMARY KEY,
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  label      TEXT NOT NULL,
  sha256     BLOB NOT NULL UNIQUE,
  last_four  TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER
, team TEXT NOT NULL DEFAULT '', repo TEXT NOT NULL DEFAULT '', replaced_by TEXT, requests_per_second INTEGER, bytes_per_second INTEGER, version INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TABLE tombstones (
  org_id      TEXT NOT NULL,
  user_sha256 BLOB NOT NULL,
  erased_at   INTEGER NOT NULL,
  keep_out    INTEGER NOT NULL,
  PRIMARY KEY (org_id, user_sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE traces (
  org_id    TEXT NOT NULL,
  trace_id  TEXT NOT NULL,
  prompt_id TEXT NOT NULL,
  PRIMARY KEY (org_id, trace_id, prompt_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE usage_reporters (
  reporter TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "orgs" VALUES('acme','name-1',1793606400000,10,X'0701070107010701070107010701070107010701070107010701070107010701',10,10,10,10);
INSERT INTO "agent_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]','agent_type-1',1,10,10,10);
INSERT INTO "agent_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]','agent_type-2',1,20,20,20);
INSERT INTO "agent_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]','agent_type-3',1,30,30,30);
INSERT INTO "agent_grains" VALUES('acme','2026-11-01','acme/api','core','claude_code','["opus"]','agent_type-1',1,10,10,10);
INSERT INTO "agent_grains" VALUES('acme','2026-11-02','acme/api','core','claude_code','["opus"]','agent_type-2',1,20,20,20);
INSERT INTO "agent_grains" VALUES('acme','2026-11-03','acme/api','core','claude_code','["opus"]','agent_type-3',1,30,30,30);
INSERT INTO "agent_grains" VALUES('acme','w2026-10-26','acme/api','core','claude_code','["opus"]','agent_type-1',1,10,10,10);
INSERT INTO "agent_grains" VALUES('acme','w2026-11-02','acme/api','core','claude_code','["opus"]','agent_type-2',1,20,20,20);
INSERT INTO "agent_grains" VALUES('acme','w2026-11-02','acme/api','core','claude_code','["opus"]','agent_type-3',1,30,30,30);
INSERT INTO "agents_daily" VALUES('acme','2026-11-01','ann','claude_code','core','acme/api','["opus"]','agent_type-1',1,10,10,10);
INSERT INTO "agents_daily" VALUES('acme','2026-11-02','bob','claude_code','core','acme/api','["opus"]','agent_type-2',1,20,20,20);
INSERT INTO "agents_daily" VALUES('acme','2026-11-03','cyd','claude_code','core','acme/api','["opus"]','agent_type-3',1,30,30,30);
INSERT INTO "audit_log" VALUES(1,10,'acme','actor-1','action-1','subject-1','ip-1','user_agent-1','done','detail-1');
INSERT INTO "audit_log" VALUES(2,20,'acme','actor-2','action-2','subject-2','ip-2','user_agent-2','done','detail-2');
INSERT INTO "audit_log" VALUES(3,30,'acme','actor-3','action-3','subject-3','ip-3','user_agent-3','done','detail-3');
INSERT INTO "books" VALUES('acme','2026-11-01','logs','written',10);
INSERT INTO "books" VALUES('acme','2026-11-02','logs','written',20);
INSERT INTO "books" VALUES('acme','2026-11-03','logs','written',30);
INSERT INTO "dead_letter_requests" VALUES(1,1,'replay','requested_by-1',1793606400000);
INSERT INTO "dead_letter_requests" VALUES(2,2,'discard','requested_by-2',1793692800000);
INSERT INTO "dead_letters" VALUES(1,'acme','token_id-1','signal-1','reason-1','detail-1','exception-1',1,1,'content_type-1','content_encoding-1','user_agent-1','trace_id-1','request_id-1',1793606400000,1,1,1793606400000,1,1,1793606400000,NULL,'waiting',NULL);
INSERT INTO "dead_letters" VALUES(2,'acme','token_id-2','signal-2','reason-2','detail-2','exception-2',2,2,'content_type-2','content_encoding-2','user_agent-2','trace_id-2','request_id-2',1793692800000,2,2,1793692800000,2,2,1793692800000,NULL,'replayed',1793692800000);
INSERT INTO "dead_letters" VALUES(3,'acme','token_id-3','signal-3','reason-3','detail-3','exception-3',3,3,'content_type-3','content_encoding-3','user_agent-3','trace_id-3','request_id-3',1793779200000,3,3,1793779200000,3,3,1793779200000,2,'gone',1793779200000);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11','acme/api','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11','acme/api','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11','acme/api','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11-01','acme/api','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11-02','acme/api','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','repo','2026-11-03','acme/api','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','repo','w2026-10-26','acme/api','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','repo','w2026-11-02','acme/api','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','repo','w2026-11-02','acme/api','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11','','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11','','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11','','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11-01','','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11-02','','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','team','2026-11-03','','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','team','w2026-10-26','','core','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','team','w2026-11-02','','core','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','team','w2026-11-02','','core','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11','','','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11','','','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11','','','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11-01','','','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11-02','','','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','total','2026-11-03','','','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decision_grains" VALUES('acme','total','w2026-10-26','','','opus','claude_code','','decision_source-1',1,10,10);
INSERT INTO "decision_grains" VALUES('acme','total','w2026-11-02','','','opus','claude_code','','decision_source-2',1,20,20);
INSERT INTO "decision_grains" VALUES('acme','total','w2026-11-02','','','opus','claude_code','','decision_source-3',1,30,30);
INSERT INTO "decisions_daily" VALUES('acme','2026-11-01','ann','claude_code','core','acme/api','opus','','decision_source-1',10,10);
INSERT INTO "decisions_daily" VALUES('acme','2026-11-02','bob','claude_code','core','acme/api','opus','','decision_source-2',20,20);
INSERT INTO "decisions_daily" VALUES('acme','2026-11-03','cyd','claude_code','core','acme/api','opus','','decision_source-3',30,30);
INSERT INTO "dirty_days" VALUES('acme','2026-11-01','ann',10);
INSERT INTO "dirty_days" VALUES('acme','2026-11-02','bob',20);
INSERT INTO "dirty_days" VALUES('acme','2026-11-03','cyd',30);
INSERT INTO "erasures" VALUES('id-1','acme','ann',1793606400000,'requested_by-1',1793606400000,10);
INSERT INTO "erasures" VALUES('id-2','acme','bob',1793692800000,'requested_by-2',1793692800000,20);
INSERT INTO "erasures" VALUES('id-3','acme','cyd',1793779200000,'requested_by-3',1793779200000,30);
INSERT INTO "events" VALUES(X'0701070107010701070107010701070107010701070107010701070107010701','acme','2026-11-01',1793606400000,10,'name-1','session_id-1','prompt_id-1','trace_id-1','span_id-1','claude_code','ann','core','acme/api','opus','','agent_id-1','parent_agent_id-1','agent_type-1','query_source-1','request_id-1','tool_use_id-1','decision-1','decision_source-1',1,1,'error_type-1',10,10,10,10,10,10,10,'{}');
INSERT INTO "events" VALUES(X'0702070207020702070207020702070207020702070207020702070207020702','acme','2026-11-02',1793692800000,20,'name-2','session_id-2','prompt_id-2','trace_id-2','span_id-2','claude_code','bob','core','acme/api','opus','','agent_id-2','parent_agent_id-2','agent_type-2','query_source-2','request_id-2','tool_use_id-2','decision-2','decision_source-2',1,1,'error_type-2',20,20,20,20,20,20,20,'{}');
INSERT INTO "events" VALUES(X'0703070307030703070307030703070307030703070307030703070307030703','acme','2026-11-03',1793779200000,30,'name-3','session_id-3','prompt_id-3','trace_id-3','span_id-3','claude_code','cyd','core','acme/api','opus','','agent_id-3','parent_agent_id-3','agent_type-3','query_source-3','request_id-3','tool_use_id-3','decision-3','decision_source-3',1,1,'error_type-3',30,30,30,30,30,30,30,'{}');
INSERT INTO "exports_seen" VALUES(X'0701070107010701070107010701070107010701070107010701070107010701',1793606400000);
INSERT INTO "exports_seen" VALUES(X'0702070207020702070207020702070207020702070207020702070207020702',1793692800000);
INSERT INTO "exports_seen" VALUES(X'0703070307030703070307030703070307030703070307030703070307030703',1793779200000);
INSERT INTO "job_runs" VALUES('job-1',1793606400000,'detail-1');
INSERT INTO "job_runs" VALUES('job-2',1793692800000,'detail-2');
INSERT INTO "job_runs" VALUES('job-3',1793779200000,'detail-3');
INSERT INTO "members" VALUES('email-1','acme','viewer',1793606400000,'invited_by-1',1793606400000,10);
INSERT INTO "members" VALUES('email-2','acme','admin',1793692800000,'invited_by-2',1793692800000,20);
INSERT INTO "members" VALUES('email-3','acme','viewer',1793779200000,'invited_by-3',1793779200000,30);
INSERT INTO "metric_series" VALUES('acme',X'0701070107010701070107010701070107010701070107010701070107010701',10,10,1793606400000);
INSERT INTO "metric_series" VALUES('acme',X'0702070207020702070207020702070207020702070207020702070207020702',20,20,1793692800000);
INSERT INTO "metric_series" VALUES('acme',X'0703070307030703070307030703070307030703070307030703070307030703',30,30,1793779200000);
INSERT INTO "org_domains" VALUES('domain-1','acme','viewer');
INSERT INTO "org_domains" VALUES('domain-2','acme','admin');
INSERT INTO "org_domains" VALUES('domain-3','acme','viewer');
INSERT INTO "outbox" VALUES(1,'acme','2026-11-01','ann','payload-1');
INSERT INTO "outbox" VALUES(2,'acme','2026-11-02','bob','payload-2');
INSERT INTO "outbox" VALUES(3,'acme','2026-11-03','cyd','payload-3');
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-1','agent_id-1','parent_agent_id-1','agent_type-1',10,'2026-11-01',10,10,10);
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-2','agent_id-2','parent_agent_id-2','agent_type-2',20,'2026-11-02',20,20,20);
INSERT INTO "prompt_agents" VALUES('acme','prompt_id-3','agent_id-3','parent_agent_id-3','agent_type-3',30,'2026-11-03',30,30,30);
INSERT INTO "prompt_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]',10,10,1,1,10,10);
INSERT INTO "prompt_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]',20,20,1,1,20,20);
INSERT INTO "prompt_grains" VALUES('acme','2026-11','acme/api','core','claude_code','["opus"]',30,30,1,1,30,30);
INSERT INTO "prompt_grains" VALUES('acme','2026-11-01','acme/api','core','claude_code','["opus"]',10,10,1,1,10,10);
INSERT INTO "prompt_grains" VALUES('acme','2026-11-02','acme/api','core','claude_code','["opus"]',20,20,1,1,20,20);
INSERT INTO "prompt_grains" VALUES('acme','2026-11-03','acme/api','core','claude_code','["opus"]',30,30,1,1,30,30);
INSERT INTO "prompt_grains" VALUES('acme','w2026-10-26','acme/api','core','claude_code','["opus"]',10,10,1,1,10,10);
INSERT INTO "prompt_grains" VALUES('acme','w2026-11-02','acme/api','core','claude_code','["opus"]',20,20,1,1,20,20);
INSERT INTO "prompt_grains" VALUES('acme','w2026-11-02','acme/api','core','claude_code','["opus"]',30,30,1,1,30,30);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-1','session_id-1','trace_id-1','2026-11-01',1793606400000,1793606400000,'claude_code','ann','core','acme/api','human','command_name-1','["opus"]',10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-2','session_id-2','trace_id-2','2026-11-02',1793692800000,1793692800000,'claude_code','bob','core','acme/api','human','command_name-2','["opus"]',20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "prompt_summary" VALUES('acme','prompt_id-3','session_id-3','trace_id-3','2026-11-03',1793779200000,1793779200000,'claude_code','cyd','core','acme/api','human','command_name-3','["opus"]',30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "prompts_daily" VALUES('acme','2026-11-01','ann','claude_code','core','acme/api','["opus"]',10,10,1,1,10,10);
INSERT INTO "prompts_daily" VALUES('acme','2026-11-02','bob','claude_code','core','acme/api','["opus"]',20,20,1,1,20,20);
INSERT INTO "prompts_daily" VALUES('acme','2026-11-03','cyd','claude_code','core','acme/api','["opus"]',30,30,1,1,30,30);
INSERT INTO "removed_members" VALUES('email-1','acme',1793606400000);
INSERT INTO "removed_members" VALUES('email-2','acme',1793692800000);
INSERT INTO "removed_members" VALUES('email-3','acme',1793779200000);
INSERT INTO "reporting" VALUES('acme','ann',1793606400000,1793606400000,1793606400000,'client_version-1');
INSERT INTO "reporting" VALUES('acme','bob',1793692800000,1793692800000,1793692800000,'client_version-2');
INSERT INTO "reporting" VALUES('acme','cyd',1793779200000,1793779200000,1793779200000,'client_version-3');
INSERT INTO "rollup_grains" VALUES('acme','repo','2026-11','acme/api','core','','opus','claude_code',3,3,0,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60);
INSERT INTO "rollup_grains" VALUES('acme','repo','2026-11-01','acme/api','core','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo','2026-11-02','acme/api','core','','opus','claude_code',1,1,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','repo','2026-11-03','acme/api','core','','opus','claude_code',1,1,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','repo','w2026-10-26','acme/api','core','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo','w2026-11-02','acme/api','core','','opus','claude_code',2,2,0,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','2026-11','acme/api','','','','claude_code',3,0,0,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','2026-11-01','acme/api','','','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','2026-11-02','acme/api','','','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','2026-11-03','acme/api','','','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','w2026-10-26','acme/api','','','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo_total','w2026-11-02','acme/api','','','','claude_code',2,0,0,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11','acme/api','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11','acme/api','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11','acme/api','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11-01','acme/api','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11-02','acme/api','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','2026-11-03','acme/api','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','w2026-10-26','acme/api','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','w2026-11-02','acme/api','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','repo_user','w2026-11-02','acme/api','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','team','2026-11','','core','','opus','claude_code',3,3,0,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60);
INSERT INTO "rollup_grains" VALUES('acme','team','2026-11-01','','core','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','team','2026-11-02','','core','','opus','claude_code',1,1,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','team','2026-11-03','','core','','opus','claude_code',1,1,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','team','w2026-10-26','','core','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','team','w2026-11-02','','core','','opus','claude_code',2,2,0,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50);
INSERT INTO "rollup_grains" VALUES('acme','team_total','2026-11','','core','','','claude_code',3,0,0,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60);
INSERT INTO "rollup_grains" VALUES('acme','team_total','2026-11-01','','core','','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','team_total','2026-11-02','','core','','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','team_total','2026-11-03','','core','','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','team_total','w2026-10-26','','core','','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','team_total','w2026-11-02','','core','','','claude_code',2,0,0,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50);
INSERT INTO "rollup_grains" VALUES('acme','total','2026-11','','','','opus','claude_code',3,3,0,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60,60);
INSERT INTO "rollup_grains" VALUES('acme','total','2026-11-01','','','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','total','2026-11-02','','','','opus','claude_code',1,1,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','total','2026-11-03','','','','opus','claude_code',1,1,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','total','w2026-10-26','','','','opus','claude_code',1,1,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','total','w2026-11-02','','','','opus','claude_code',2,2,0,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50,50);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11','','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11','','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11','','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11-01','','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11-02','','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user','2026-11-03','','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','user','w2026-10-26','','core','ann','','claude_code',1,0,0,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user','w2026-11-02','','core','bob','','claude_code',1,0,0,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user','w2026-11-02','','core','cyd','','claude_code',1,0,0,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11','','core','ann','opus','claude_code',1,1,1,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11','','core','bob','opus','claude_code',1,1,2,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11','','core','cyd','opus','claude_code',1,1,4,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11-01','','core','ann','opus','claude_code',1,1,1,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11-02','','core','bob','opus','claude_code',1,1,1,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user_model','2026-11-03','','core','cyd','opus','claude_code',1,1,1,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollup_grains" VALUES('acme','user_model','w2026-10-26','','core','ann','opus','claude_code',1,1,64,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollup_grains" VALUES('acme','user_model','w2026-11-02','','core','bob','opus','claude_code',1,1,1,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollup_grains" VALUES('acme','user_model','w2026-11-02','','core','cyd','opus','claude_code',1,1,2,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "rollups_daily" VALUES('acme','2026-11-01','ann','claude_code','core','acme/api','opus','','ok',10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10);
INSERT INTO "rollups_daily" VALUES('acme','2026-11-02','bob','claude_code','core','acme/api','opus','','ok',20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20);
INSERT INTO "rollups_daily" VALUES('acme','2026-11-03','cyd','claude_code','core','acme/api','opus','','ok',30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30,30);
INSERT INTO "session_days" VALUES('acme','2026-11-01','opus','','ann','session_id-1','claude_code','core','acme/api',0);
INSERT INTO "session_days" VALUES('acme','2026-11-02','opus','','bob','session_id-2','claude_code','core','acme/api',0);
INSERT INTO "session_days" VALUES('acme','2026-11-03','opus','','cyd','session_id-3','claude_code','core','acme/api',0);
INSERT INTO "session_metric_days" VALUES('acme','session_id-1','2026-11-01','ann');
INSERT INTO "session_metric_days" VALUES('acme','session_id-2','2026-11-02','bob');
INSERT INTO "session_metric_days" VALUES('acme','session_id-3','2026-11-03','cyd');
INSERT INTO "session_totals_daily" VALUES('acme','2026-11-01','ann','session_id-1',10,10,10,10,10);
INSERT INTO "session_totals_daily" VALUES('acme','2026-11-02','bob','session_id-2',20,20,20,20,20);
INSERT INTO "session_totals_daily" VALUES('acme','2026-11-03','cyd','session_id-3',30,30,30,30,30);
INSERT INTO "sessions" VALUES('acme','session_id-1','claude_code','ann','core','acme/api','client_version-1',1793606400000,1793606400000,10,10,10,10);
INSERT INTO "sessions" VALUES('acme','session_id-2','claude_code','bob','core','acme/api','client_version-2',1793692800000,1793692800000,20,20,20,20);
INSERT INTO "sessions" VALUES('acme','session_id-3','claude_code','cyd','core','acme/api','client_version-3',1793779200000,1793779200000,30,30,30,30);
INSERT INTO "sign_ins" VALUES('acme',X'0701070107010701070107010701070107010701070107010701070107010701',1793606400000);
INSERT INTO "sign_ins" VALUES('acme',X'0702070207020702070207020702070207020702070207020702070207020702',1793692800000);
INSERT INTO "sign_ins" VALUES('acme',X'0703070307030703070307030703070307030703070307030703070307030703',1793779200000);
INSERT INTO "spans" VALUES('acme','trace_id-1','span_id-1','parent_span_id-1','name-1','interaction',1,'2026-11-01',10,10,'session_id-1','claude_code','ann','core','acme/api','opus','','agent_id-1','parent_agent_id-1','conversation_id-1','query_source-1','request_id-1','tool_use_id-1','decision-1','decision_source-1',10,'ok','error_type-1',10,10,10,10,10,'{}');
INSERT INTO "spans" VALUES('acme','trace_id-2','span_id-2','parent_span_id-2','name-2','interaction',1,'2026-11-02',20,20,'session_id-2','claude_code','bob','core','acme/api','opus','','agent_id-2','parent_agent_id-2','conversation_id-2','query_source-2','request_id-2','tool_use_id-2','decision-2','decision_source-2',20,'ok','error_type-2',20,20,20,20,20,'{}');
INSERT INTO "spans" VALUES('acme','trace_id-3','span_id-3','parent_span_id-3','name-3','interaction',1,'2026-11-03',30,30,'session_id-3','claude_code','cyd','core','acme/api','opus','','agent_id-3','parent_agent_id-3','conversation_id-3','query_source-3','request_id-3','tool_use_id-3','decision-3','decision_source-3',30,'ok','error_type-3',30,30,30,30,30,'{}');
INSERT INTO "token_usage" VALUES('acme','token_id-1',10,10,10,10,10,1793606400000);
INSERT INTO "token_usage" VALUES('acme','token_id-2',20,20,20,20,20,1793692800000);
INSERT INTO "token_usage" VALUES('acme','token_id-3',30,30,30,30,30,1793779200000);
INSERT INTO "tokens" VALUES('id-1','acme','label-1',X'0701070107010701070107010701070107010701070107010701070107010701','last_four-1',1793606400000,'created_by-1',1793606400000,1793606400000,'core','acme/api','replaced_by-1',10,10,10);
INSERT INTO "tokens" VALUES('id-2','acme','label-2',X'0702070207020702070207020702070207020702070207020702070207020702','last_four-2',1793692800000,'created_by-2',1793692800000,1793692800000,'core','acme/api','replaced_by-2',20,20,20);
INSERT INTO "tokens" VALUES('id-3','acme','label-3',X'0703070307030703070307030703070307030703070307030703070307030703','last_four-3',1793779200000,'created_by-3',1793779200000,1793779200000,'core','acme/api','replaced_by-3',30,30,30);
INSERT INTO "tombstones" VALUES('acme',X'0701070107010701070107010701070107010701070107010701070107010701',1793606400000,10);
INSERT INTO "tombstones" VALUES('acme',X'0702070207020702070207020702070207020702070207020702070207020702',1793692800000,20);
INSERT INTO "tombstones" VALUES('acme',X'0703070307030703070307030703070307030703070307030703070307030703',1793779200000,30);
INSERT INTO "traces" VALUES('acme','trace_id-1','prompt_id-1');
INSERT INTO "traces" VALUES('acme','trace_id-2','prompt_id-2');
INSERT INTO "traces" VALUES('acme','trace_id-3','prompt_id-3');
INSERT INTO "usage_reporters" VALUES('reporter-1',10,1793606400000);
INSERT INTO "usage_reporters" VALUES('reporter-2',20,1793692800000);
INSERT INTO "usage_reporters" VALUES('reporter-3',30,1793779200000);
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
CREATE INDEX session_days_user ON session_days (org_id, day, user);
CREATE INDEX session_totals_daily_session ON session_totals_daily (org_id, session_id);
CREATE INDEX org_domains_org ON org_domains (org_id);
CREATE INDEX members_org ON members (org_id);
CREATE INDEX tokens_org ON tokens (org_id, created_at);
CREATE INDEX audit_log_at ON audit_log (at);
CREATE TRIGGER audit_log_is_never_edited BEFORE UPDATE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_log_keeps_what_is_young BEFORE DELETE ON audit_log
  WHEN old.at > (unixepoch() - 30 * 86400) * 1000
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
CREATE INDEX session_days_session ON session_days (org_id, session_id, model) WHERE tool = '';
CREATE INDEX session_days_repeated ON session_days (org_id, model, day, user) WHERE tool = '' AND repeated = 1;
CREATE INDEX prompt_summary_cost ON prompt_summary (org_id, cost_micros DESC, started_at, prompt_id, day, source);
CREATE INDEX prompt_summary_team ON prompt_summary (org_id, team, cost_micros DESC, started_at, prompt_id, day, source);
CREATE INDEX prompt_summary_repo ON prompt_summary (org_id, repo, cost_micros DESC, started_at, prompt_id, day, source, team);
CREATE INDEX prompt_summary_user ON prompt_summary (org_id, user, day, cost_micros, started_at, source, team, repo);
CREATE INDEX sessions_latest ON sessions (org_id, last_seen_at DESC, session_id);
CREATE INDEX dead_letters_waiting ON dead_letters (org_id) WHERE state = 'waiting';
CREATE INDEX dead_letters_reason ON dead_letters (reason, state);
PRAGMA user_version = 7;
