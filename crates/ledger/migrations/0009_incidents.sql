-- Incidents: a narrow row for lists, and the record itself.

CREATE TABLE incidents (
    id TEXT PRIMARY KEY,
    number TEXT,
    title TEXT NOT NULL,
    section TEXT,
    owner TEXT,
    -- The records in which it happened.
    contract_id TEXT,
    cloud_id TEXT,
    sns_id TEXT,
    known_on TEXT,
    recorded_on TEXT,
    closed_on TEXT,
    search_text TEXT NOT NULL,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX incidents_contract ON incidents (contract_id);
CREATE INDEX incidents_cloud ON incidents (cloud_id);
CREATE INDEX incidents_sns ON incidents (sns_id);
