-- For PostgreSQL and H2. H2 commits with each CREATE: every statement must bear being run twice.
CREATE TABLE IF NOT EXISTS tajo_ledger_meta (
    id INTEGER PRIMARY KEY,
    last_token BIGINT NOT NULL,
    key_check BIGINT,
    drawn_key BYTEA
);
CREATE TABLE IF NOT EXISTS tajo_ledger_lease (
    job VARCHAR PRIMARY KEY,
    holder VARCHAR NOT NULL,
    token BIGINT NOT NULL,
    held_until TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE TABLE IF NOT EXISTS tajo_ledger_attribute (
    id INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE
);
-- One key of 64 bits: H2 then keeps the rows in its order and needs no index besides. Contacts that share it share a row.
CREATE TABLE IF NOT EXISTS tajo_ledger_contact (
    id BIGINT PRIMARY KEY,
    held BYTEA NOT NULL
);
CREATE TABLE IF NOT EXISTS tajo_ledger_batch (
    batch BIGINT NOT NULL,
    part INTEGER NOT NULL,
    job VARCHAR NOT NULL,
    process BIGINT,
    carried BOOLEAN NOT NULL,
    changes BYTEA NOT NULL,
    PRIMARY KEY (batch, part)
);
CREATE TABLE IF NOT EXISTS tajo_ledger_checkpoint (
    job VARCHAR PRIMARY KEY,
    mark VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS tajo_ledger_event (
    job VARCHAR NOT NULL,
    uuid VARCHAR NOT NULL,
    accepted BOOLEAN NOT NULL,
    happened TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    attempted TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (job, uuid)
);
CREATE TABLE IF NOT EXISTS tajo_ledger_absence (
    job VARCHAR NOT NULL,
    list BIGINT NOT NULL,
    part INTEGER NOT NULL,
    contacts BYTEA NOT NULL,
    PRIMARY KEY (job, list, part)
);
CREATE TABLE IF NOT EXISTS tajo_ledger_dead_letter (
    job VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    first_failed TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_failed TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (job, kind, id)
);
INSERT INTO tajo_ledger_meta (id, last_token) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM tajo_ledger_meta);
