-- Which contact a person has become, by hashes of both: how a person is known again whose address has changed.
CREATE TABLE IF NOT EXISTS tajo_ledger_person (
    id BIGINT PRIMARY KEY,
    contact_high BIGINT NOT NULL,
    contact_low BIGINT NOT NULL
);
