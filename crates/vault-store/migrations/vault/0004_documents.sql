-- Documents of cases. What one is called, and how long it is, stands in the case's journal.

-- The content of a document, in pieces: what is listed has all of them.
CREATE TABLE document (
    agency_id   TEXT NOT NULL,   -- whose it is
    case_id     TEXT NOT NULL,   -- the case
    document_id TEXT NOT NULL,   -- the document
    piece       BIGINT NOT NULL, -- from 1, without gaps
    content     BYTEA NOT NULL,  -- sealed
    written_by  TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id, document_id, piece)
);

-- Documents that are coming and are in no journal yet. This goes when one is; what was cut off is swept.
CREATE TABLE document_coming (
    agency_id   TEXT NOT NULL,   -- whose it is
    case_id     TEXT NOT NULL,   -- the case
    document_id TEXT NOT NULL,   -- the document
    began_at    BIGINT NOT NULL, -- when: Unix milliseconds
    written_by  TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id, document_id)
);
