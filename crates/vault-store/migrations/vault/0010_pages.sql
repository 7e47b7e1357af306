-- A page that somebody sees of their case, under a key that is wrapped to them. They sign in with a card, whoever they are
-- and whichever agency it is.
CREATE TABLE page (
    agency_id  TEXT NOT NULL,   -- whose case it is
    case_id    TEXT NOT NULL,   -- the case
    page_id    TEXT NOT NULL,   -- the page
    user_id    TEXT,            -- whose it is; NULL: nobody signs in
    person     BYTEA,           -- their public key and the page's mark over it; NULL: nobody signs in
    revision   BIGINT NOT NULL, -- how often it was made, from 1
    content    BYTEA NOT NULL,  -- sealed under the page's key
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id)
);
CREATE INDEX page_user ON page (agency_id, user_id);

-- What somebody says on it: appended to, line by line.
CREATE TABLE page_line (
    agency_id  TEXT NOT NULL,   -- whose case it is
    case_id    TEXT NOT NULL,   -- the case
    sequence   BIGINT NOT NULL, -- its number, from 1
    content    BYTEA NOT NULL,  -- sealed under the page's key
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id, sequence)
);

ALTER TABLE sign_in ADD COLUMN is_card BIGINT NOT NULL DEFAULT 0; -- whether they sign in with a card: 1, else 0
CREATE INDEX sign_in_handle ON sign_in (handle);
