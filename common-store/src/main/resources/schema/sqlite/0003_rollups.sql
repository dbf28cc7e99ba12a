-- Days in numbers. Written by rollup-cron alone; read by the dashboard API. Rows of (org, day, user) are always replaced
-- together, in all of these tables. '' in a key column: does not apply to what the row counts.

CREATE TABLE rollups_daily (
  org_id                TEXT NOT NULL,
  day                   TEXT NOT NULL,
  user                  TEXT NOT NULL,
  source                TEXT NOT NULL,
  team                  TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  tool                  TEXT NOT NULL,
  status                TEXT NOT NULL,                        -- ok, error, rejected
  cost_micros           INTEGER NOT NULL,                     -- the ledger: events where the session has any, else metrics
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
  active_user_ms        INTEGER NOT NULL,                     -- typing
  active_cli_ms         INTEGER NOT NULL,                     -- the client at work
  blocked_ms            INTEGER NOT NULL,                     -- tools waiting for a person
  PRIMARY KEY (org_id, day, user, source, team, repo, model, tool, status)
) STRICT, WITHOUT ROWID;

-- Tool decisions by who decided.
CREATE TABLE decisions_daily (
  org_id          TEXT NOT NULL,
  day             TEXT NOT NULL,
  user            TEXT NOT NULL,
  source          TEXT NOT NULL,
  team            TEXT NOT NULL,
  repo            TEXT NOT NULL,
  model           TEXT NOT NULL,
  tool            TEXT NOT NULL,
  decision_source TEXT NOT NULL,                              -- config, hook, user_…
  accepts         INTEGER NOT NULL,
  rejects         INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, model, tool, decision_source)
) STRICT, WITHOUT ROWID;

-- The sessions that count, so that distinct sessions and users can be counted over any range. model and tool are ''
-- for "any": a session has one row with both '', one per model, one per tool and one per pair that it used that day.
CREATE TABLE session_days (
  org_id     TEXT NOT NULL,
  day        TEXT NOT NULL,
  model      TEXT NOT NULL,
  tool       TEXT NOT NULL,
  user       TEXT NOT NULL,
  session_id TEXT NOT NULL,
  source     TEXT NOT NULL,
  team       TEXT NOT NULL,
  repo       TEXT NOT NULL,
  PRIMARY KEY (org_id, model, tool, day, user, session_id, source, team, repo)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_days_user ON session_days (org_id, day, user);   -- replacing the rows of a day and user

-- What a session's day came to, whether or not the session counts.
CREATE TABLE session_totals_daily (
  org_id        TEXT NOT NULL,
  day           TEXT NOT NULL,
  user          TEXT NOT NULL,
  session_id    TEXT NOT NULL,
  cost_micros   INTEGER NOT NULL,                             -- by the session's ledger, as in rollups_daily
  total_tokens  INTEGER NOT NULL,
  lines_added   INTEGER NOT NULL,
  lines_removed INTEGER NOT NULL,
  commits       INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_totals_daily_session ON session_totals_daily (org_id, session_id);   -- a session's figures

CREATE TABLE job_runs (
  job         TEXT PRIMARY KEY,                               -- rollup, retention
  finished_at INTEGER NOT NULL,
  detail      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
