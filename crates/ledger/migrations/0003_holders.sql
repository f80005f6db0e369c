-- Who answers for how many open contracts in which section is counted in this index alone.
-- The other registers are small enough to be read.

CREATE INDEX contracts_holder ON contracts (owner, section) WHERE closed_on IS NULL;
