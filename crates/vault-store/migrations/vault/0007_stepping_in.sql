-- Case holders who have said that whoever leads their agency has lost their words. Once they have waited, they may go on
-- in a lead's place; that a lead signs in before ends it.
CREATE TABLE stepping_in (
    agency_id  TEXT NOT NULL,   -- whose it is
    user_id    TEXT NOT NULL,   -- who would go on in the lead's place
    said_at    BIGINT NOT NULL, -- when they said it: Unix milliseconds
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, user_id)
);
