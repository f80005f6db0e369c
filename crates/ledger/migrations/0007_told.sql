-- What was told to whom, when and over which channel, so that nothing is told twice and everything can be shown later.

-- One message as it was told (due/tell.rs): whom, when, what became of it, and each date in it. Also in the history.
CREATE TABLE digests (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    told_on TEXT NOT NULL,
    outcome TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX digests_day ON digests (told_on, id);

-- One row for each date, person, channel and moment. A row is taken (`sending`) before anything is sent.
CREATE TABLE told (
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- Which of the times at which it is told: `lead:30`, `overdue`, `again:2`, `escalated`, `awake:2026-12-10`.
    moment TEXT NOT NULL,
    digest_id TEXT NOT NULL,
    told_on TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (channel, recipient, register, record_id, rule, what, due_on, moment)
) STRICT;

-- The mail address of a section, for records that no person answers for.
ALTER TABLE sections ADD COLUMN email TEXT;
