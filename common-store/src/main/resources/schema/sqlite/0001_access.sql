-- Who may send and who may see. Written by common-store's `access` package on behalf of the dashboard API and the
-- command line; read by ingest (tokens) and by the dashboard API. Instants are milliseconds since the epoch, UTC.

CREATE TABLE orgs (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
  email      TEXT NOT NULL,                                   -- lower case
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  role       TEXT NOT NULL CHECK (role IN ('viewer', 'admin', 'ops')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;

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

-- Append-only for the application; retention deletes what is older than its limit.
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
CREATE INDEX audit_log_org ON audit_log (org_id, at);         -- the audit page, newest first
