-- What a job remembers besides its contacts: small texts under names. Those of the job '' belong to the whole ledger.
CREATE TABLE IF NOT EXISTS tajo_ledger_note (
    job VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    PRIMARY KEY (job, name)
);
-- Jobs know each other's events.
CREATE INDEX IF NOT EXISTS tajo_ledger_event_uuid ON tajo_ledger_event (uuid);
-- Since when a job runs, for those who find it running.
ALTER TABLE tajo_ledger_lease ADD COLUMN IF NOT EXISTS since TIMESTAMP(6) WITH TIME ZONE;
