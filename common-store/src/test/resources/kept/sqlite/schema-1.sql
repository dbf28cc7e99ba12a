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
CREATE TABLE members (
  email      TEXT NOT NULL,                                   -- lower case
  org_id     TEXT NOT NULL REFERENCES orgs (id),
  role       TEXT NOT NULL CHECK (role IN ('viewer', 'admin', 'ops')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE orgs (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
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
INSERT INTO "orgs" VALUES('acme','name-1',1793606400000);
INSERT INTO "audit_log" VALUES(1,10,'acme','actor-1','action-1','subject-1','ip-1','user_agent-1');
INSERT INTO "audit_log" VALUES(2,20,'acme','actor-2','action-2','subject-2','ip-2','user_agent-2');
INSERT INTO "audit_log" VALUES(3,30,'acme','actor-3','action-3','subject-3','ip-3','user_agent-3');
INSERT INTO "members" VALUES('email-1','acme','viewer',1793606400000);
INSERT INTO "members" VALUES('email-2','acme','admin',1793692800000);
INSERT INTO "members" VALUES('email-3','acme','viewer',1793779200000);
INSERT INTO "tokens" VALUES('id-1','acme','label-1',X'0701070107010701070107010701070107010701070107010701070107010701','last_four-1',1793606400000,'created_by-1',1793606400000,1793606400000);
INSERT INTO "tokens" VALUES('id-2','acme','label-2',X'0702070207020702070207020702070207020702070207020702070207020702','last_four-2',1793692800000,'created_by-2',1793692800000,1793692800000);
INSERT INTO "tokens" VALUES('id-3','acme','label-3',X'0703070307030703070307030703070307030703070307030703070307030703','last_four-3',1793779200000,'created_by-3',1793779200000,1793779200000);
CREATE INDEX audit_log_org ON audit_log (org_id, at);
PRAGMA user_version = 1;
