-- What the risk of a contract follows from (リスクの材料), as places among the choices of each factor, so that the risk of every
-- contract is judged by any method without reading records; and the quarter since which it has been so.
ALTER TABLE contracts ADD COLUMN exposure TEXT;
ALTER TABLE contracts ADD COLUMN exposed_since TEXT;

-- The same as it was before, under the quarter in which it was first seen so.
CREATE TABLE contract_exposures (
    contract_id TEXT NOT NULL,
    quarter TEXT NOT NULL,
    exposure TEXT NOT NULL,
    PRIMARY KEY (contract_id, quarter)
) STRICT;

UPDATE contracts SET recheck_on = '';
