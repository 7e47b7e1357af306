-- The listing in the agency's own hands: what its staff set, what became of each thing that a service asks, and the
-- rounds in which agencies are asked to confirm. Whoever acted is an agency or a list that came in; no row is about a
-- person, and none names a member of staff.

-- Rises with each change of the row or of what belongs to it, so that whoever saves learns of a change since they
-- looked.
ALTER TABLE agency ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;
ALTER TABLE place ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN edition BIGINT NOT NULL DEFAULT 0;

-- What an agency set itself, and no newer list changes.
CREATE TABLE by_hand (
    agency_id  TEXT NOT NULL, -- the agency
    owner      TEXT NOT NULL, -- what it set something of: agency | place | service
    owner_id   TEXT NOT NULL, -- its id
    field      TEXT NOT NULL, -- the part's stable code; `all` of an agency and of a place
    written_by TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (agency_id, owner, owner_id, field)
);

-- Every change of what a service asks, in order. Rows are added and stay.
CREATE TABLE requirement_history (
    agency_id         TEXT NOT NULL,   -- the agency
    service_id        TEXT NOT NULL,   -- the service
    number            BIGINT NOT NULL, -- from 1, by one with each
    day               TEXT,            -- when; NULL where a list came in without a day
    made_by           TEXT NOT NULL,   -- agency | import
    list              TEXT,            -- the import's name
    what              TEXT NOT NULL,   -- added | changed | confirmed | withdrawn | removed
    note              TEXT,            -- why, in the agency's words
    kind              TEXT NOT NULL,   -- the kind's stable code
    before_strength   TEXT,            -- what it was; all NULL where it was not there: as in `requirement`
    before_applies_to TEXT,            -- the same
    before_waiver     TEXT,            -- the same
    before_source     TEXT,            -- the same
    before_quote      TEXT,            -- the same
    before_field      TEXT,            -- the same
    before_seen       BIGINT,          -- the same
    before_confirmed  TEXT,            -- the same
    before_visible_to TEXT,            -- the same
    after_strength    TEXT,            -- what it became; all NULL where it is there no more: as in `requirement`
    after_applies_to  TEXT,            -- the same
    after_waiver      TEXT,            -- the same
    after_source      TEXT,            -- the same
    after_quote       TEXT,            -- the same
    after_field       TEXT,            -- the same
    after_seen        BIGINT,          -- the same
    after_confirmed   TEXT,            -- the same
    after_visible_to  TEXT,            -- the same
    written_by        TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, number),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);

-- A round in which every agency of the network is asked to confirm its listing.
CREATE TABLE confirmation_round (
    began      TEXT NOT NULL PRIMARY KEY, -- the day on which it began
    until      TEXT NOT NULL,             -- the day until which agencies are asked to answer
    written_by TEXT NOT NULL              -- the transaction's name
);

-- The agencies that a round asks.
CREATE TABLE confirmation_asked (
    agency_id  TEXT NOT NULL REFERENCES agency (id), -- the agency
    began      TEXT NOT NULL,                        -- the round
    confirmed  TEXT,                                 -- the day on which all of its listing was confirmed
    written_by TEXT NOT NULL,                        -- the transaction's name
    PRIMARY KEY (agency_id, began),
    FOREIGN KEY (began) REFERENCES confirmation_round (began)
);
