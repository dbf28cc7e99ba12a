-- Exports that could not be read: a row for each record of the dead-letter topic, and nothing of what the record holds.
-- dead_letters is written by queue-consumer alone, dead_letter_requests by dashboard-api alone; rollup-cron's retention job
-- deletes old rows of both.

CREATE TABLE dead_letters (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  org_id           TEXT NOT NULL,                             -- '' when the record does not say
  token_id         TEXT NOT NULL,                             -- '' likewise
  signal           TEXT NOT NULL,                             -- traces, metrics, logs, or '' likewise
  reason           TEXT NOT NULL,                             -- not_decodable, not_published_by_ingest, …, see ContentFailure
  detail           TEXT NOT NULL,                             -- what was wrong; never a quotation
  exception        TEXT NOT NULL,                             -- class
  attempts         INTEGER NOT NULL,                          -- how often it was tried
  bytes            INTEGER NOT NULL,                          -- of the body, as sent
  content_type     TEXT NOT NULL,
  content_encoding TEXT NOT NULL,
  user_agent       TEXT NOT NULL,
  trace_id         TEXT NOT NULL,                             -- x-trace-id and x-request-id of the request: the log has them
  request_id       TEXT NOT NULL,
  received_at      INTEGER,                                   -- by ingest; NULL when the record does not say
  origin_partition INTEGER NOT NULL,                          -- of the ingest topic
  origin_offset    INTEGER NOT NULL,
  origin_at        INTEGER NOT NULL,                          -- when it was appended there
  partition        INTEGER NOT NULL,                          -- of the dead-letter topic, where the body is for 14 days
  "offset"         INTEGER NOT NULL,
  dead_at          INTEGER NOT NULL,                          -- when it was appended there
  replay_of        INTEGER,                                   -- the dead letter whose replay failed
  state            TEXT NOT NULL CHECK (state IN ('waiting', 'replayed', 'discarded', 'gone')),  -- gone: no body is left to replay
  settled_at       INTEGER,                                   -- NULL while it waits
  UNIQUE (origin_partition, origin_offset, origin_at)         -- once, however often it was put to the dead letters
) STRICT;
CREATE INDEX dead_letters_waiting ON dead_letters (org_id) WHERE state = 'waiting';   -- how many an org has
CREATE INDEX dead_letters_reason ON dead_letters (reason, state);                     -- counts; all of a reason

CREATE TABLE dead_letter_requests (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  dead_letter_id INTEGER NOT NULL UNIQUE,                     -- asked for once
  action         TEXT NOT NULL CHECK (action IN ('replay', 'discard')),
  requested_by   TEXT NOT NULL,
  requested_at   INTEGER NOT NULL
) STRICT;
