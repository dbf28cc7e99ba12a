-- Administration of orgs: who belongs, which tokens there are and what they sent, what was done by whom, who was erased.
-- Written by the dashboard API and the command line through common-store's `access` package. Exceptions: token_usage and
-- usage_reporters are queue-consumer's; rollup-cron's retention job deletes old rows of audit_log, sign_ins and
-- token_usage, and its erasure job works off `erasures`. `version` counts changes of a row: an edit names the one it saw.

ALTER TABLE orgs ADD COLUMN pseudonymous INTEGER NOT NULL DEFAULT 0;         -- 1: viewers see pseudonyms, admins may resolve them
ALTER TABLE orgs ADD COLUMN pseudonym_key BLOB;                              -- HMAC key of the pseudonyms, made when first needed
ALTER TABLE orgs ADD COLUMN team_floor INTEGER NOT NULL DEFAULT 0;           -- teams of fewer active people are shown together
ALTER TABLE orgs ADD COLUMN requests_per_second INTEGER;                     -- of all tokens together; NULL: no limit of its own
ALTER TABLE orgs ADD COLUMN bytes_per_second INTEGER;
ALTER TABLE orgs ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- Whoever comes with a verified address of the domain becomes a member.
CREATE TABLE org_domains (
  domain TEXT NOT NULL,                                       -- lower case, without @
  org_id TEXT NOT NULL REFERENCES orgs (id),
  role   TEXT NOT NULL CHECK (role IN ('viewer', 'admin')),
  PRIMARY KEY (domain, org_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX org_domains_org ON org_domains (org_id);                        -- the settings page

ALTER TABLE members ADD COLUMN invited_by TEXT NOT NULL DEFAULT '';          -- an address, cli, or domain:<domain>
ALTER TABLE members ADD COLUMN last_seen_at INTEGER;                         -- NULL: invited, and never came; else to the minute
ALTER TABLE members ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE INDEX members_org ON members (org_id);                                -- the members page

-- Who was removed by an admin: the org's domains do not bring them back, an invitation does.
CREATE TABLE removed_members (
  email      TEXT NOT NULL,                                   -- lower case
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  removed_at INTEGER NOT NULL,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE tokens ADD COLUMN team TEXT NOT NULL DEFAULT '';                 -- for records that name no team themselves
ALTER TABLE tokens ADD COLUMN repo TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN replaced_by TEXT;                              -- the token that a rotation put in its place
ALTER TABLE tokens ADD COLUMN requests_per_second INTEGER;                   -- NULL: the installation's default
ALTER TABLE tokens ADD COLUMN bytes_per_second INTEGER;
ALTER TABLE tokens ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX tokens_org ON tokens (org_id, created_at);

-- What ingest reports of each token, by the hour of receipt.
CREATE TABLE token_usage (
  org_id   TEXT NOT NULL,
  token_id TEXT NOT NULL,
  hour     INTEGER NOT NULL,                                  -- its beginning, milliseconds since the epoch
  requests INTEGER NOT NULL,                                  -- acknowledged ones
  bytes    INTEGER NOT NULL,                                  -- of their bodies, as sent
  limited  INTEGER NOT NULL,                                  -- answered 429: what a client may have lost
  refused  INTEGER NOT NULL,                                  -- other answers than 200 and 429
  last_at  INTEGER NOT NULL,                                  -- of the last request
  PRIMARY KEY (org_id, token_id, hour)
) STRICT, WITHOUT ROWID;

-- The last report of each ingest process that was taken, so that a redelivered one counts once.
CREATE TABLE usage_reporters (
  reporter TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE audit_log ADD COLUMN outcome TEXT NOT NULL DEFAULT 'done' CHECK (outcome IN ('done', 'denied'));
ALTER TABLE audit_log ADD COLUMN detail TEXT NOT NULL DEFAULT '';            -- old and new values, or the reason of a denial; never a secret
CREATE INDEX audit_log_at ON audit_log (at);                                 -- retention

CREATE TRIGGER audit_log_is_never_edited BEFORE UPDATE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- 30 days is the least that retention may be set to.
CREATE TRIGGER audit_log_keeps_what_is_young BEFORE DELETE ON audit_log
  WHEN old.at > (unixepoch() - 30 * 86400) * 1000
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- Tokens of the identity provider that were seen, so that a sign-in is written down once.
CREATE TABLE sign_ins (
  org_id  TEXT NOT NULL,
  jti     BLOB NOT NULL,                                      -- SHA-256 of the jti, or of the whole token when it has none
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, jti)
) STRICT, WITHOUT ROWID;

-- People who were erased. The consumer drops their records, those of a replay too; so it holds no name.
CREATE TABLE tombstones (
  org_id      TEXT NOT NULL,
  user_sha256 BLOB NOT NULL,                                  -- SHA-256 of org id, U+0000 and the user in lower case
  erased_at   INTEGER NOT NULL,                               -- records of earlier times are dropped
  keep_out    INTEGER NOT NULL,                               -- 1: later ones as well
  PRIMARY KEY (org_id, user_sha256)
) STRICT, WITHOUT ROWID;

-- Erasures and how far they are. `user` is emptied when the last row is gone.
CREATE TABLE erasures (
  id           TEXT PRIMARY KEY,
  org_id       TEXT NOT NULL,
  user         TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  finished_at  INTEGER,
  deleted_rows INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
