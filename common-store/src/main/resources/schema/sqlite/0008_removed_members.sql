-- Who was removed by an admin, without the address: it only has to be told again. person_sha256 is Person.sha256, which the
-- runner of migrations lends to SQLite.

CREATE TABLE removed_people (
  org_id       TEXT NOT NULL REFERENCES orgs (id),
  email_sha256 BLOB NOT NULL,                                 -- SHA-256 of org id, U+0000 and the address in lower case
  removed_at   INTEGER NOT NULL,
  PRIMARY KEY (org_id, email_sha256)
) STRICT, WITHOUT ROWID;

INSERT INTO removed_people (org_id, email_sha256, removed_at)
SELECT org_id, person_sha256(org_id, email), removed_at FROM removed_members;

DROP TABLE removed_members;

ALTER TABLE removed_people RENAME TO removed_members;
