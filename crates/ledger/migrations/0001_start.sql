-- The office, its people, the contract register and the history of every write.
-- One text for SQLite and PostgreSQL; texts are UTF-8, dates ISO, yen and booleans INTEGER.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE sections (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    parent_id TEXT REFERENCES sections (id),
    body TEXT,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    section TEXT,
    email TEXT,
    accounts TEXT NOT NULL,
    roles TEXT NOT NULL,
    from_on TEXT,
    until_on TEXT,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX persons_name ON persons (name);

-- What lists filter, sort and show; the record itself is in contract_records.
CREATE TABLE contracts (
    id TEXT PRIMARY KEY,
    number TEXT,
    title TEXT NOT NULL,
    contractor TEXT NOT NULL,
    section TEXT,
    owner TEXT,
    signed_on TEXT,
    starts_on TEXT,
    ends_on TEXT,
    closed_on TEXT,
    amount_yen INTEGER,
    personal_info INTEGER,
    my_number INTEGER,
    lineage TEXT NOT NULL,
    term INTEGER NOT NULL,
    renewed_from TEXT UNIQUE REFERENCES contracts (id),
    search_text TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- Derived from the record, the catalogue, the office and the day; see contract/derived.rs.
    findings INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    next_due_on TEXT,
    next_due_rule TEXT,
    recheck_on TEXT NOT NULL
) STRICT;

CREATE INDEX contracts_number ON contracts (number);
-- Everything that lists filter and sort by, except texts: a page is found without reading whole rows.
CREATE INDEX contracts_list ON contracts (
    next_due_on, number, section, signed_on, starts_on, ends_on, closed_on, amount_yen, personal_info, my_number,
    findings, unknown, id
);
CREATE INDEX contracts_lineage ON contracts (lineage, term);
CREATE INDEX contracts_recheck ON contracts (recheck_on);

-- What falls due for a contract; derived like the columns above, and renewed with them.
CREATE TABLE contract_dues (
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    rule TEXT NOT NULL,
    due_on TEXT NOT NULL,
    notice_on TEXT NOT NULL,
    what TEXT
) STRICT;

CREATE INDEX contract_dues_contract ON contract_dues (contract_id);
CREATE INDEX contract_dues_day ON contract_dues (due_on, notice_on, contract_id);

CREATE TABLE contract_records (
    id TEXT PRIMARY KEY REFERENCES contracts (id),
    record TEXT NOT NULL
) STRICT;

-- Annexes as they were when the contract was signed; never changed, never removed.
CREATE TABLE contract_annexes (
    contract_id TEXT NOT NULL REFERENCES contracts (id),
    kind TEXT NOT NULL,
    paper TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (contract_id, kind)
) STRICT;

CREATE TABLE history (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    written_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    op TEXT NOT NULL,
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    before_json TEXT,
    after_json TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX history_record ON history (register, record_id, seq);

CREATE TABLE history_head (
    name TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;
