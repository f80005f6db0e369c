-- What falls due for every register, what people did about it, and how many findings a record has.

DROP TABLE contract_dues;

-- Derived from the record, the rules, the catalogue, the office and the day; see due/derived.rs.
CREATE TABLE dues (
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    -- Which of several: a certificate, a sub-contractor, a person; empty where there is one.
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    notice_on TEXT NOT NULL,
    -- What lists say of the record, and what was done about the date, so that neither is looked for row by row.
    title TEXT NOT NULL,
    number TEXT,
    owner TEXT,
    section TEXT,
    settled INTEGER NOT NULL,
    snoozed_until TEXT,
    act_id TEXT,
    -- Kept in the order in which lists show them.
    PRIMARY KEY (due_on, rule, record_id, what, register)
) STRICT, WITHOUT ROWID;

CREATE INDEX dues_record ON dues (register, record_id);
CREATE INDEX dues_told ON dues (notice_on, settled, snoozed_until, due_on);

UPDATE contracts SET recheck_on = '';

-- The day on which the ledger began; a new one gets it with its first row of history.
INSERT INTO settings (name, value, revision)
SELECT 'began_on', substr(written_at, 1, 10), 1 FROM history WHERE seq = (SELECT min(seq) FROM history);

-- Until when the dues of a cloud use or an account hold; empty where they are to be derived anew, as after each save.
-- Contracts keep the same in their row.
CREATE TABLE derived (
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    recheck_on TEXT NOT NULL,
    -- The contract on which it depends, if any.
    contract_id TEXT,
    -- Not of accounts: what is wrong with one depends on the others.
    findings INTEGER,
    PRIMARY KEY (register, record_id)
) STRICT;

INSERT INTO derived (register, record_id, recheck_on) SELECT 'cloud', id, '' FROM clouds;
INSERT INTO derived (register, record_id, recheck_on) SELECT 'sns', id, '' FROM sns_accounts;

CREATE INDEX derived_recheck ON derived (register, recheck_on);
CREATE INDEX derived_contract ON derived (contract_id);

-- What a person did about one due date: done, not applicable, put off, handed on.
CREATE TABLE due_acts (
    id TEXT PRIMARY KEY,
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    what TEXT NOT NULL,
    due_on TEXT NOT NULL,
    settled INTEGER NOT NULL,
    snoozed_until TEXT,
    person TEXT,
    section TEXT,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL,
    UNIQUE (register, record_id, rule, what, due_on)
) STRICT;

-- Entries that calendar files were given, so that the next file strikes out what is settled or gone and counts its changes.
-- Each file has its own: what was handed on is struck out in the file of whoever had it.
CREATE TABLE due_events (
    -- Whose dates the file holds.
    audience TEXT NOT NULL,
    uid TEXT NOT NULL,
    due_on TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    cancelled INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (audience, uid)
) STRICT;
