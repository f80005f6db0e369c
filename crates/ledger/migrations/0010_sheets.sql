-- Check sheets that went out (回答票・確認票) of every register, each with its questions as they were asked; never changed.
CREATE TABLE sheets (
    number TEXT PRIMARY KEY,
    register TEXT NOT NULL,
    record_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    issued_on TEXT NOT NULL,
    mark TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (register, record_id, version)
) STRICT;

INSERT INTO sheets (number, register, record_id, version, issued_on, mark, record)
    SELECT number, 'cloud', cloud_id, version, issued_on, mark, record FROM cloud_sheets;

DROP TABLE cloud_sheets;

-- Check sheets of contracts that came back and were accepted; never changed.
CREATE TABLE contract_returns (
    id TEXT PRIMARY KEY,
    contract_id TEXT NOT NULL,
    -- The sheet that was answered.
    number TEXT NOT NULL,
    -- The fiscal year of the answers, and the day on which they were given.
    fiscal_year INTEGER NOT NULL,
    answered_on TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE INDEX contract_returns_contract ON contract_returns (contract_id, fiscal_year);
