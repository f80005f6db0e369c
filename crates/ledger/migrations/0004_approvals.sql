-- Applications and what became of them, for every register alike; and the day on which an approval of a cloud use ends.

CREATE TABLE applications (
    id TEXT PRIMARY KEY,
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    -- What of the record it is about; empty for the record itself.
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    section TEXT,
    applicant TEXT NOT NULL,
    applicant_id TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    number TEXT,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX applications_record ON applications (register, record_id, id);
CREATE INDEX applications_state ON applications (state, applied_on, id);
-- One application at a time waits for a matter: the second of two people who apply at once is refused.
CREATE UNIQUE INDEX applications_open ON applications (register, record_id, matter)
    WHERE state IN ('review', 'decision', 'returned');
CREATE UNIQUE INDEX applications_number ON applications (register, number) WHERE number IS NOT NULL;

-- The last day on which the approval stands: its own, or that of an assurance it relies on. Derived from the record.
ALTER TABLE clouds ADD COLUMN stands_until TEXT;
ALTER TABLE clouds ADD COLUMN next_check_on TEXT;

-- No schema before this one knew assurances: an approval stood until its own day.
UPDATE clouds SET stands_until = expires_on;

CREATE INDEX clouds_standing ON clouds (status, stands_until);

-- Files that something was seen in (証跡), by the SHA-256 of their content; never changed.
CREATE TABLE evidence (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    size INTEGER NOT NULL
) STRICT;

-- Check sheets that went to a provider (回答票), each with its questions as they were asked; never changed.
CREATE TABLE cloud_sheets (
    number TEXT PRIMARY KEY,
    cloud_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    issued_on TEXT NOT NULL,
    mark TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (cloud_id, version)
) STRICT;
