-- The vault: what is sealed, and the columns that find it. Nothing here can be read without keys that stand elsewhere,
-- and no column says what a person is called, needs or was refused.
--
-- The agency's id leads every key. Ids are 16 random bytes as 32 hexadecimal digits. Sealed columns hold envelopes or
-- wraps as docs/sealing.md has them. `written_by` is the name of the transaction, the same for every change, since
-- "decline" would tell.

-- Which network this is the vault of. One row, once a keys store was opened beside it.
CREATE TABLE about (
    part       TEXT NOT NULL PRIMARY KEY, -- store
    network_id TEXT NOT NULL,             -- the network, as the keys store names it
    written_by TEXT NOT NULL              -- the transaction's name
);

-- The circles of an agency.
CREATE TABLE circle (
    agency_id  TEXT NOT NULL,   -- whose it is
    circle_id  TEXT NOT NULL,   -- the circle
    epoch      BIGINT NOT NULL, -- the newest, from 1
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, circle_id)
);

-- How somebody signs in. A handle is kept as a keyed hash: who works somewhere is nobody's business either.
CREATE TABLE sign_in (
    agency_id  TEXT NOT NULL,  -- whose it is
    user_id    TEXT NOT NULL,  -- who
    handle     TEXT NOT NULL,  -- keyed hash of what they are called here, 64 hexadecimal digits
    salt       BYTEA NOT NULL, -- of their passphrase
    proof      BYTEA NOT NULL, -- what their passphrase is checked by
    secret     BYTEA NOT NULL, -- sealed under their passphrase
    totp       BYTEA,          -- sealed under their passphrase; NULL without a second factor
    public_key BYTEA NOT NULL, -- what keys are wrapped to
    written_by TEXT NOT NULL,  -- the transaction's name
    PRIMARY KEY (agency_id, user_id),
    UNIQUE (agency_id, handle)
);

-- A person's file: its key, sealed to its circle.
CREATE TABLE case_file (
    agency_id  TEXT NOT NULL,   -- whose it is
    case_id    TEXT NOT NULL,   -- the case
    circle_id  TEXT NOT NULL,   -- the circle
    epoch      BIGINT NOT NULL, -- of the circle's key that the case's key is sealed under
    case_key   BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id)
);

-- What was written in a file, in order. Never changed.
CREATE TABLE journal (
    agency_id  TEXT NOT NULL,   -- whose it is
    case_id    TEXT NOT NULL,   -- the case
    sequence   BIGINT NOT NULL, -- from 1, without gaps
    entry      BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id, sequence)
);

-- What a caseload shows and searches.
CREATE TABLE card (
    agency_id  TEXT NOT NULL,   -- whose it is
    case_id    TEXT NOT NULL,   -- the case
    circle_id  TEXT NOT NULL,   -- the circle
    epoch      BIGINT NOT NULL, -- of the circle's key that the card's key is made of
    revision   BIGINT NOT NULL, -- how often the card was written, from 1
    changed    BIGINT NOT NULL, -- the agency's revision of cards at which it was
    card       BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id)
);
CREATE INDEX card_changed ON card (agency_id, changed);

-- How often an agency's cards have changed, and how often one has gone: what is kept in memory goes by it.
CREATE TABLE card_revision (
    agency_id  TEXT NOT NULL PRIMARY KEY, -- whose it is
    revision   BIGINT NOT NULL,           -- counts up with every change
    gone       BIGINT NOT NULL,           -- the revision at which one went last; 0: none has
    written_by TEXT NOT NULL              -- the transaction's name
);

-- What somebody was writing and has not put into the journal.
CREATE TABLE draft (
    agency_id  TEXT NOT NULL,   -- whose it is
    case_id    TEXT NOT NULL,   -- the case
    draft_id   TEXT NOT NULL,   -- the draft
    revision   BIGINT NOT NULL, -- how often it was kept, from 1
    content    BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, case_id, draft_id)
);

-- Keys for one recipient each.
CREATE TABLE wrap (
    agency_id      TEXT NOT NULL,   -- who wrapped it
    wrap_id        TEXT NOT NULL,   -- the wrap
    purpose        TEXT NOT NULL,   -- circle-key, agency-key, identity-key, case-key
    recipient_kind TEXT NOT NULL,   -- user | partner | sheets
    recipient      TEXT NOT NULL,   -- the user, the partner, the set of recovery sheets
    subject        TEXT NOT NULL,   -- what the key is of: a circle, an agency, a case
    epoch          BIGINT NOT NULL, -- of the key that is wrapped; 0 where it has none
    sender_epoch   BIGINT NOT NULL, -- of the key that signed it
    case_id        TEXT,            -- the case that the key is of
    until_at       BIGINT,          -- when it ends, in Unix milliseconds; NULL: when it is ended
    wrapped        BYTEA NOT NULL,  -- the wrap
    written_by     TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, wrap_id)
);
CREATE INDEX wrap_recipient ON wrap (agency_id, recipient);
CREATE INDEX wrap_case ON wrap (agency_id, case_id);

-- What is on its way to another agency, until it was collected or ends.
CREATE TABLE message (
    agency_id  TEXT NOT NULL,   -- who sends it
    message_id TEXT NOT NULL,   -- the message
    recipient  TEXT NOT NULL,   -- the agency that it is for
    wrap_id    TEXT NOT NULL,   -- the wrap of its key, which is part of it
    case_id    TEXT,            -- the case that it is of
    until_at   BIGINT NOT NULL, -- when it ends, in Unix milliseconds
    content    BYTEA NOT NULL,  -- sealed
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, message_id)
);
CREATE INDEX message_recipient ON message (recipient, agency_id, message_id);
CREATE INDEX message_case ON message (agency_id, case_id);

-- The keys that agencies announced. Public.
CREATE TABLE announcement (
    agency_id  TEXT NOT NULL,   -- whose it is
    epoch      BIGINT NOT NULL, -- from 1
    content    BYTEA NOT NULL,  -- as it was announced
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, epoch)
);

-- What an agency knows its partners by.
CREATE TABLE partner (
    agency_id  TEXT NOT NULL,  -- whose it is
    partner_id TEXT NOT NULL,  -- the partner
    pin        BYTEA NOT NULL, -- 88 bytes, as docs/sealing.md has them
    written_by TEXT NOT NULL,  -- the transaction's name
    PRIMARY KEY (agency_id, partner_id)
);

-- What is being ended: its share goes next, then its rows, then this. Start-up finishes what was cut off.
CREATE TABLE ending (
    agency_id  TEXT NOT NULL, -- whose it is
    share_of   TEXT NOT NULL, -- case | wrap | message
    id         TEXT NOT NULL, -- the case, wrap or message
    written_by TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (agency_id, share_of, id)
);
