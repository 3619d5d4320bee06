-- Which contacts a person has become, by hashes of both: how a person is known again whose address has changed.
-- Nearly everybody is one contact: their keys are packed into one row, which H2 needs no index for.
CREATE TABLE IF NOT EXISTS tajo_ledger_person (
    id BIGINT PRIMARY KEY,
    contacts BYTEA NOT NULL
);
