-- Metric points as 1-minute buckets: one row per export, minute and dimension set, one column per measure. Written by
-- queue-consumer alone, read by rollup-cron. Inserts may be repeated: rows with the same sorting key are one row, so
-- every read says FINAL.
CREATE TABLE IF NOT EXISTS metric_ai_metrics (
  org_id                LowCardinality(String),
  minute                DateTime('UTC'),
  user                  String,
  session_id            String,
  source                LowCardinality(String),
  team                  LowCardinality(String),
  repo                  LowCardinality(String),
  model                 LowCardinality(String),
  tool                  LowCardinality(String),
  status                LowCardinality(String),
  query_source          LowCardinality(String),
  agent                 LowCardinality(String),
  decision_source       LowCardinality(String),
  fingerprint           String,
  cost_micros           Int64,
  input_tokens          Int64,
  output_tokens         Int64,
  cache_read_tokens     Int64,
  cache_creation_tokens Int64,
  sessions              Int64,
  commits               Int64,
  pull_requests         Int64,
  lines_added           Int64,
  lines_removed         Int64,
  edit_accepts          Int64,
  edit_rejects          Int64,
  active_user_ms        Int64,
  active_cli_ms         Int64
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (org_id, minute, user, session_id, source, team, repo, model, tool, status, query_source, agent, decision_source, fingerprint)
TTL minute + INTERVAL 90 DAY;
