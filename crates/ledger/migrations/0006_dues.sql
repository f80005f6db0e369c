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
    notice_on TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX dues_record ON dues (register, record_id, rule, what, due_on);
CREATE INDEX dues_day ON dues (due_on, notice_on, register, record_id);

UPDATE contracts SET recheck_on = '';

-- For which version of a cloud use or an account its dues hold, and until when; contracts keep the same in their row.
CREATE TABLE derived (
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    recheck_on TEXT NOT NULL,
    -- The contract on which it depends, if any.
    contract_id TEXT,
    -- Not of accounts: what is wrong with one depends on the others.
    findings INTEGER,
    PRIMARY KEY (register, record_id)
) STRICT;

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
CREATE TABLE due_events (
    uid TEXT PRIMARY KEY,
    due_on TEXT NOT NULL,
    summary TEXT NOT NULL,
    description TEXT NOT NULL,
    owner TEXT,
    section TEXT,
    cancelled INTEGER NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;
