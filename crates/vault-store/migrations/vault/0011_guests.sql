-- Somebody who is asked something and keeps no records here. They open it with words, until it ends; then all of this goes.
CREATE TABLE guest (
    agency_id  TEXT NOT NULL,   -- what they are known by, as an agency is
    user_id    TEXT NOT NULL,   -- whoever opens it
    salt       BYTEA NOT NULL,  -- as in sign_in
    proof      BYTEA NOT NULL,  -- as in sign_in
    secret     BYTEA NOT NULL,  -- sealed under the words
    until_at   BIGINT NOT NULL, -- when it ends, in Unix milliseconds
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id)
);
