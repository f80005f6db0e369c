-- The registers of cloud uses and of official accounts, and how ledgers of other programs were understood.
-- As with contracts, what lists filter, sort and show stands beside the record itself.

CREATE TABLE clouds (
    id TEXT PRIMARY KEY,
    number TEXT,
    service TEXT NOT NULL,
    provider TEXT NOT NULL,
    section TEXT,
    manager TEXT,
    status TEXT NOT NULL,
    decided_on TEXT,
    expires_on TEXT,
    ended_on TEXT,
    search_text TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX clouds_number ON clouds (number);
CREATE INDEX clouds_section ON clouds (section, status);

CREATE TABLE cloud_records (
    id TEXT PRIMARY KEY REFERENCES clouds (id),
    record TEXT NOT NULL
) STRICT;

CREATE TABLE sns_accounts (
    id TEXT PRIMARY KEY,
    medium TEXT NOT NULL,
    name TEXT NOT NULL,
    handle TEXT,
    url TEXT,
    section TEXT,
    owner TEXT,
    status TEXT NOT NULL,
    opened_on TEXT,
    last_post_on TEXT,
    closed_on TEXT,
    search_text TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX sns_accounts_url ON sns_accounts (url);
CREATE INDEX sns_accounts_section ON sns_accounts (section, status);

CREATE TABLE sns_records (
    id TEXT PRIMARY KEY REFERENCES sns_accounts (id),
    record TEXT NOT NULL
) STRICT;

CREATE TABLE import_mappings (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    register TEXT NOT NULL,
    headings TEXT NOT NULL,
    mapping TEXT NOT NULL,
    revision INTEGER NOT NULL,
    UNIQUE (register, name)
) STRICT;

-- Imports that were carried out, by the rows of the history that each of them wrote.
CREATE TABLE imports (
    first_seq INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    register TEXT NOT NULL,
    file_name TEXT NOT NULL,
    undone INTEGER NOT NULL
) STRICT;
