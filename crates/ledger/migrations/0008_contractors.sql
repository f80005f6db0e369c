-- The companies that stand behind contracts, re-outsourcings, cloud uses and accounts, and which record names which.

CREATE TABLE contractors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    corporate_number TEXT,
    abroad INTEGER NOT NULL,
    -- A suspension from designation (指名停止), as ISO dates; both are empty where there is none.
    suspended_from TEXT,
    suspended_until TEXT,
    -- The first day on which a certificate is valid no longer.
    lapses_on TEXT,
    -- How many spellings and numbers of it contradict each other; derived, see company/parties.rs.
    conflicts INTEGER NOT NULL,
    -- The company that took its place, if they turned out to be one.
    merged_into TEXT,
    search_text TEXT NOT NULL,
    -- The folded names under which records call it; derived too.
    seen_text TEXT NOT NULL,
    -- Nothing of a company that only other records name: everything else in its row is derived from them.
    record TEXT,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX contractors_number ON contractors (corporate_number);
CREATE INDEX contractors_merged ON contractors (merged_into);

-- The names under which a company is known, folded.
CREATE TABLE contractor_names (
    name_key TEXT NOT NULL,
    contractor_id TEXT NOT NULL,
    PRIMARY KEY (name_key, contractor_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX contractor_names_contractor ON contractor_names (contractor_id);

-- Who stands behind a record, as the record says it. Derived from the records, with what lists show of them.
CREATE TABLE parties (
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    -- contractor, subcontracts.s1, provider, subprocessors.0, contract, operators.0
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    -- Empty where the record says none, so that the pair of name and number has one form.
    corporate_number TEXT NOT NULL,
    tier INTEGER NOT NULL,
    title TEXT NOT NULL,
    number TEXT,
    section TEXT,
    amount_yen INTEGER,
    from_on TEXT,
    -- The last day; 9999-12-31 where there is none.
    until_on TEXT NOT NULL,
    -- The contract from which an account has its company.
    via TEXT,
    said TEXT NOT NULL,
    PRIMARY KEY (register, record_id, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX parties_pair ON parties (name_key, corporate_number, register, until_on);
CREATE INDEX parties_via ON parties (via);

-- Which company a spelling with its number is; none where it fits several.
CREATE TABLE party_names (
    name_key TEXT NOT NULL,
    corporate_number TEXT NOT NULL,
    contractor_id TEXT,
    PRIMARY KEY (name_key, corporate_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX party_names_number ON party_names (corporate_number);
CREATE INDEX party_names_contractor ON party_names (contractor_id);

-- Two companies that a person looked at and found to be two.
CREATE TABLE contractor_distinctions (
    id TEXT PRIMARY KEY,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (one, other)
) STRICT;

-- Records whose parties are still to be looked up: all that were kept before there were any.
CREATE TABLE party_marks (
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    PRIMARY KEY (register, record_id)
) STRICT;

INSERT INTO party_marks (register, record_id) SELECT 'contract', id FROM contracts;
INSERT INTO party_marks (register, record_id) SELECT 'cloud', id FROM clouds;
INSERT INTO party_marks (register, record_id) SELECT 'sns', id FROM sns_accounts;
