-- What stays of what was erased: numbers that say nothing about a person, and for how long parts of cases are kept.

-- How much there was of what, all in all, of cases that were erased.
CREATE TABLE tally (
    agency_id  TEXT NOT NULL PRIMARY KEY, -- whose it is
    epoch      BIGINT NOT NULL,           -- of the agency's key that it is sealed under
    revision   BIGINT NOT NULL,           -- how often it was written, from 1
    content    BYTEA NOT NULL,            -- sealed
    written_by TEXT NOT NULL              -- the transaction's name
);

-- Receipts of what was erased: when, of which kinds and how many.
CREATE TABLE receipt (
    agency_id  TEXT NOT NULL,   -- whose it is
    receipt_id TEXT NOT NULL,   -- the receipt
    epoch      BIGINT NOT NULL, -- of the agency's key that it is sealed under
    content    BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, receipt_id)
);

-- For how long an agency keeps parts of its cases. A part that has no row is kept until somebody erases it.
CREATE TABLE retention (
    agency_id  TEXT NOT NULL,   -- whose it is
    part       TEXT NOT NULL,   -- identity | contact | safety | health | legal | journey | notes
    months     BIGINT NOT NULL, -- after the last activity
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, part)
);
