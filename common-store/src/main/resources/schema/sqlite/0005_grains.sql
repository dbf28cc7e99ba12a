-- Totals of the daily tables by fewer keys and over longer periods, so that a panel reads thousands of rows where the finest
-- table has millions. Written by rollup-cron alone, through common-store's `daily` package, in the transaction that replaces
-- a user's day: what the day gave before is subtracted, what it gives now is added. A row that counts nothing is deleted.
-- `grain` says which keys a row has, see Grain; the others are ''. `period` is a day 2026-11-22, a week w2026-11-16 (by its
-- Monday) or a month 2026-11; all three hold every day, so a range is read as a cover of periods, see Period.

CREATE TABLE rollup_grains (
  org_id                TEXT NOT NULL,
  grain                 TEXT NOT NULL,                        -- total, team, user, repo, repo_user, user_model
  period                TEXT NOT NULL,
  repo                  TEXT NOT NULL,
  team                  TEXT NOT NULL,
  user                  TEXT NOT NULL,
  model                 TEXT NOT NULL,
  source                TEXT NOT NULL,
  rollups               INTEGER NOT NULL,                     -- rows of rollups_daily in it
  session_rows          INTEGER NOT NULL,                     -- rows of session_days in it, of tool ''; without a key model those of model ''
  active_days           INTEGER NOT NULL,                     -- with a key user: a bit per day that has session_rows, the period's first lowest
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

CREATE TABLE decision_grains (
  org_id          TEXT NOT NULL,
  grain           TEXT NOT NULL,                              -- total, team, repo
  period          TEXT NOT NULL,
  repo            TEXT NOT NULL,
  team            TEXT NOT NULL,
  model           TEXT NOT NULL,
  source          TEXT NOT NULL,
  tool            TEXT NOT NULL,
  decision_source TEXT NOT NULL,
  decisions       INTEGER NOT NULL,                           -- rows of decisions_daily in it
  accepts         INTEGER NOT NULL,
  rejects         INTEGER NOT NULL,
  PRIMARY KEY (org_id, grain, period, repo, team, model, source, tool, decision_source)
) STRICT, WITHOUT ROWID;

-- Prompts and their subagents in numbers: of the rows of prompt_summary and prompt_agents that began on a user's day.
-- Replaced together with rollups_daily, and kept as long.
CREATE TABLE prompts_daily (
  org_id               TEXT NOT NULL,
  day                  TEXT NOT NULL,
  user                 TEXT NOT NULL,
  source               TEXT NOT NULL,
  team                 TEXT NOT NULL,
  repo                 TEXT NOT NULL,
  models               TEXT NOT NULL,                         -- as in prompt_summary
  max_depth            INTEGER NOT NULL,                      -- a key, so that the greatest can be found after any subtraction
  max_fanout           INTEGER NOT NULL,
  prompts              INTEGER NOT NULL,
  with_subagents       INTEGER NOT NULL,
  subagents            INTEGER NOT NULL,
  subagent_cost_micros INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, models, max_depth, max_fanout)
) STRICT, WITHOUT ROWID;

CREATE TABLE agents_daily (
  org_id       TEXT NOT NULL,
  day          TEXT NOT NULL,
  user         TEXT NOT NULL,
  source       TEXT NOT NULL,
  team         TEXT NOT NULL,
  repo         TEXT NOT NULL,
  models       TEXT NOT NULL,                                 -- of the prompt
  agent_type   TEXT NOT NULL,
  runs         INTEGER NOT NULL,
  cost_micros  INTEGER NOT NULL,
  total_tokens INTEGER NOT NULL,
  duration_ms  INTEGER NOT NULL,
  PRIMARY KEY (org_id, day, user, source, team, repo, models, agent_type)
) STRICT, WITHOUT ROWID;

-- The same over all users.
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

-- 1: the session has more than one row of this model and of tool '' (another day, repo, …). Distinct sessions are then
-- all rows, less the repeated ones, plus the distinct sessions among those: few rows instead of all.
ALTER TABLE session_days ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0;
CREATE INDEX session_days_session ON session_days (org_id, session_id, model) WHERE tool = '';   -- which are repeated; whether a session was active
CREATE INDEX session_days_repeated ON session_days (org_id, model, day, user) WHERE tool = '' AND repeated = 1;

-- Top prompts, the dearest first: of all, a team, a repo, a person. The rest of the columns are what may be filtered on.
CREATE INDEX prompt_summary_cost ON prompt_summary (org_id, cost_micros DESC, started_at, prompt_id, day, source);
CREATE INDEX prompt_summary_team ON prompt_summary (org_id, team, cost_micros DESC, started_at, prompt_id, day, source);
CREATE INDEX prompt_summary_repo ON prompt_summary (org_id, repo, cost_micros DESC, started_at, prompt_id, day, source, team);
CREATE INDEX prompt_summary_user ON prompt_summary (org_id, user, day, cost_micros, started_at, source, team, repo);   -- and prompts_daily

-- The list of sessions.
CREATE INDEX sessions_latest ON sessions (org_id, last_seen_at DESC, session_id);                -- the list of sessions

-- What the daily tables hold already: the days first, weeks and months from those.

UPDATE session_days SET repeated = 1 WHERE tool = '' AND (org_id, session_id, model) IN (
  SELECT org_id, session_id, model FROM session_days WHERE tool = ''
  GROUP BY org_id, session_id, model HAVING count(*) > 1);

-- Without tool and status first: in the order of the finest table's key, so that nothing has to be sorted.
CREATE TABLE rollup_facts AS
SELECT org_id, day, user, source, team, repo, model, count(*) AS rollups, 0 AS session_rows,
  sum(cost_micros) AS cost_micros, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens, sum(prompts) AS
  prompts, sum(api_requests) AS api_requests, sum(api_errors) AS api_errors, sum(tool_calls) AS tool_calls,
  sum(tool_failures) AS tool_failures, sum(accepts) AS accepts, sum(rejects) AS rejects, sum(lines_added) AS
  lines_added, sum(lines_removed) AS lines_removed, sum(commits) AS commits, sum(pull_requests) AS pull_requests,
  sum(active_user_ms) AS active_user_ms, sum(active_cli_ms) AS active_cli_ms, sum(blocked_ms) AS blocked_ms
FROM rollups_daily GROUP BY org_id, day, user, source, team, repo, model;

INSERT INTO rollup_facts SELECT org_id, day, user, source, team, repo, model, 0, count(*),
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
FROM session_days WHERE tool = '' GROUP BY org_id, model, day, user, source, team, repo;

INSERT INTO rollup_grains SELECT org_id, 'total', day, '', '', '', model, source, sum(rollups), sum(session_rows),
  0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts GROUP BY org_id, day, model, source;

INSERT INTO rollup_grains SELECT org_id, 'team', day, '', team, '', model, source, sum(rollups), sum(session_rows),
  0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts GROUP BY org_id, day, team, model, source;

INSERT INTO rollup_grains SELECT org_id, 'user', day, '', team, user, '', source, sum(rollups), sum(session_rows),
  sum(session_rows) > 0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts WHERE rollups OR model = '' GROUP BY org_id, day, team, user, source;

INSERT INTO rollup_grains SELECT org_id, 'repo', day, repo, team, '', model, source, sum(rollups), sum(session_rows),
  0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts GROUP BY org_id, day, repo, team, model, source;

INSERT INTO rollup_grains SELECT org_id, 'repo_user', day, repo, team, user, '', source, sum(rollups), sum(session_rows),
  sum(session_rows) > 0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts WHERE rollups OR model = '' GROUP BY org_id, day, repo, team, user, source;

INSERT INTO rollup_grains SELECT org_id, 'user_model', day, '', team, user, model, source, sum(rollups), sum(session_rows),
  sum(session_rows) > 0,
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_facts GROUP BY org_id, day, team, user, model, source;

DROP TABLE rollup_facts;

INSERT INTO rollup_grains SELECT org_id, grain, 'w' || date(period, 'weekday 0', '-6 days'), repo, team, user, model, source,
  sum(rollups), sum(session_rows), sum(active_days << ((strftime('%w', period) + 6) % 7)),
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_grains WHERE period LIKE '____-__-__' GROUP BY org_id, grain, 3, repo, team, user, model, source;

INSERT INTO rollup_grains SELECT org_id, grain, substr(period, 1, 7), repo, team, user, model, source,
  sum(rollups), sum(session_rows), sum(active_days << (substr(period, 9) - 1)),
  sum(cost_micros), sum(input_tokens), sum(output_tokens), sum(cache_read_tokens), sum(cache_creation_tokens),
  sum(prompts), sum(api_requests), sum(api_errors), sum(tool_calls), sum(tool_failures), sum(accepts), sum(rejects),
  sum(lines_added), sum(lines_removed), sum(commits), sum(pull_requests), sum(active_user_ms), sum(active_cli_ms),
  sum(blocked_ms)
FROM rollup_grains WHERE period LIKE '____-__-__' GROUP BY org_id, grain, 3, repo, team, user, model, source;

INSERT INTO decision_grains SELECT org_id, 'total', day, '', '', model, source, tool,
  decision_source, count(*), sum(accepts), sum(rejects)
FROM decisions_daily GROUP BY org_id, day, model, source, tool, decision_source;

INSERT INTO decision_grains SELECT org_id, 'team', day, '', team, model, source, tool,
  decision_source, count(*), sum(accepts), sum(rejects)
FROM decisions_daily GROUP BY org_id, day, team, model, source, tool, decision_source;

INSERT INTO decision_grains SELECT org_id, 'repo', day, repo, team, model, source, tool,
  decision_source, count(*), sum(accepts), sum(rejects)
FROM decisions_daily GROUP BY org_id, day, repo, team, model, source, tool, decision_source;

INSERT INTO decision_grains SELECT org_id, grain, 'w' || date(period, 'weekday 0', '-6 days'), repo, team, model, source, tool,
  decision_source, sum(decisions), sum(accepts), sum(rejects)
FROM decision_grains WHERE period LIKE '____-__-__'
GROUP BY org_id, grain, 3, repo, team, model, source, tool, decision_source;

INSERT INTO decision_grains SELECT org_id, grain, substr(period, 1, 7), repo, team, model, source, tool,
  decision_source, sum(decisions), sum(accepts), sum(rejects)
FROM decision_grains WHERE period LIKE '____-__-__'
GROUP BY org_id, grain, 3, repo, team, model, source, tool, decision_source;

INSERT INTO prompts_daily SELECT org_id, day, user, source, team, repo, models, max_depth, max_fanout, count(*),
  sum(subagents > 0), sum(subagents), sum(subagent_cost_micros)
FROM prompt_summary GROUP BY org_id, day, user, source, team, repo, models, max_depth, max_fanout;

INSERT INTO agents_daily SELECT p.org_id, p.day, p.user, p.source, p.team, p.repo, p.models, a.agent_type, count(*),
  sum(a.cost_micros), sum(a.total_tokens), sum(a.duration_ms)
FROM prompt_agents a JOIN prompt_summary p ON p.org_id = a.org_id AND p.prompt_id = a.prompt_id WHERE p.subagents > 0
GROUP BY p.org_id, p.day, p.user, p.source, p.team, p.repo, p.models, a.agent_type;

INSERT INTO prompt_grains SELECT org_id, day, repo, team, source, models, max_depth, max_fanout,
  sum(prompts), sum(with_subagents), sum(subagents), sum(subagent_cost_micros)
FROM prompts_daily GROUP BY org_id, 2, repo, team, source, models, max_depth, max_fanout;

INSERT INTO agent_grains SELECT org_id, day, repo, team, source, models, agent_type,
  sum(runs), sum(cost_micros), sum(total_tokens), sum(duration_ms)
FROM agents_daily GROUP BY org_id, 2, repo, team, source, models, agent_type;

INSERT INTO prompt_grains SELECT org_id, 'w' || date(day, 'weekday 0', '-6 days'), repo, team, source, models, max_depth, max_fanout,
  sum(prompts), sum(with_subagents), sum(subagents), sum(subagent_cost_micros)
FROM prompts_daily GROUP BY org_id, 2, repo, team, source, models, max_depth, max_fanout;

INSERT INTO agent_grains SELECT org_id, 'w' || date(day, 'weekday 0', '-6 days'), repo, team, source, models, agent_type,
  sum(runs), sum(cost_micros), sum(total_tokens), sum(duration_ms)
FROM agents_daily GROUP BY org_id, 2, repo, team, source, models, agent_type;

INSERT INTO prompt_grains SELECT org_id, substr(day, 1, 7), repo, team, source, models, max_depth, max_fanout,
  sum(prompts), sum(with_subagents), sum(subagents), sum(subagent_cost_micros)
FROM prompts_daily GROUP BY org_id, 2, repo, team, source, models, max_depth, max_fanout;

INSERT INTO agent_grains SELECT org_id, substr(day, 1, 7), repo, team, source, models, agent_type,
  sum(runs), sum(cost_micros), sum(total_tokens), sum(duration_ms)
FROM agents_daily GROUP BY org_id, 2, repo, team, source, models, agent_type;
