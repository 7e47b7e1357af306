-- Agencies, who is of them, and who is invited. A name stands here where it is public (the agency's); those of people are
-- sealed.

-- An agency that keeps records here.
CREATE TABLE agency (
    agency_id    TEXT NOT NULL PRIMARY KEY,  -- the agency
    name         TEXT NOT NULL,              -- what it is called, as everybody may know
    directory_id TEXT,                       -- what the directory calls it; NULL: it is not listed
    hosting      TEXT NOT NULL,              -- own | shared: in plain words, what was acknowledged when it began
    began_at     BIGINT NOT NULL,            -- when: Unix milliseconds
    is_ready     BIGINT NOT NULL DEFAULT 0,  -- 1: two hold its keys, or its recovery sheets were checked
    must_renew   BIGINT NOT NULL DEFAULT 0,  -- 1: somebody who has left knows the key of the newest epoch
    written_by   TEXT NOT NULL               -- the transaction's name
);

-- Whom the agency's keys are wrapped to: people and sets of recovery sheets, each vouched for under the agency's signature.
CREATE TABLE member (
    agency_id  TEXT NOT NULL,  -- whose it is
    member_id  TEXT NOT NULL,  -- the user, or the set of sheets
    record     BYTEA NOT NULL, -- docs/sealing.md, "Members"
    staff      BYTEA,          -- what colleagues call them, sealed under the agency's key; NULL: of sheets
    written_by TEXT NOT NULL,  -- the transaction's name
    PRIMARY KEY (agency_id, member_id)
);

-- Who is invited and has not been admitted yet.
CREATE TABLE invitation (
    agency_id     TEXT NOT NULL,   -- who invites
    invitation_id TEXT NOT NULL,   -- the invitation
    user_id       TEXT NOT NULL,   -- who it will be
    roles         BIGINT NOT NULL, -- what they will be there for, as in their record
    epoch         BIGINT NOT NULL, -- of the agency's key that the words are sealed under
    words         BYTEA NOT NULL,  -- sealed
    identity      BYTEA NOT NULL,  -- the agency's identity, 32 bytes
    agency_mark   BYTEA NOT NULL,  -- over it, made with the words
    until_at      BIGINT NOT NULL, -- when it ends: Unix milliseconds
    public_key    BYTEA,           -- the invited side's; NULL until they came
    member_mark   BYTEA,           -- over it, made with the words
    written_by    TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, invitation_id)
);

-- After an older vault was restored, somebody who left since may know the key of a circle's newest epoch.
ALTER TABLE circle ADD COLUMN must_renew BIGINT NOT NULL DEFAULT 0; -- 1: no new case before its next epoch

-- Public keys are those of `member`, where they are signed.
ALTER TABLE sign_in DROP COLUMN public_key;
