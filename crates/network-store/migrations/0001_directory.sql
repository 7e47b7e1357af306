-- The directory of a network: agencies, their places and services, and what each service asks of people.
--
-- The agency's id leads every key. Ids are those of the source that a row came from. Dates are ISO 8601 text,
-- flags are 0 or 1. `ordinal` keeps a list in the order of its source, from 0. `written_by` is the name of the
-- transaction that wrote the row. No row is about a person.

-- One agency: for the person who comes, one door.
CREATE TABLE agency (
    id             TEXT NOT NULL PRIMARY KEY, -- unique in the network
    name           TEXT NOT NULL,             -- what it is called
    alternate_name TEXT,                      -- another name or an abbreviation
    description    TEXT,                      -- what it does, in its own words
    website        TEXT,                      -- as the source wrote it
    email          TEXT,                      -- a public address for mail
    site           TEXT,                      -- the county, coalition or state that it belongs to
    source         TEXT,                      -- the import that it came from; NULL when people entered it
    written_by     TEXT NOT NULL              -- the transaction's name
);

-- A place where an agency can be met in public. A confidential location has no row, only its front door does.
CREATE TABLE place (
    agency_id   TEXT NOT NULL REFERENCES agency (id), -- whose place it is
    id          TEXT NOT NULL,    -- unique within the agency
    name        TEXT,             -- what it is called
    street      TEXT,             -- street and number, lines joined by `, `
    city        TEXT,             -- the town
    county      TEXT,             -- the county, without the word
    state       TEXT,             -- two letters in the US, else as written
    postal_code TEXT,             -- the postal code
    country     TEXT,             -- two letters
    latitude    DOUBLE PRECISION, -- degrees north, WGS 84
    longitude   DOUBLE PRECISION, -- degrees east, WGS 84
    transport   TEXT,             -- how to get there, as the source says
    open_always BIGINT NOT NULL,  -- 1: open at any hour of any day
    hours_note  TEXT,             -- opening hours in the source's words
    time_zone   TEXT,             -- IANA name of the zone that the hours are given in
    set_aside   TEXT,             -- the masked form of an address that looked sensitive, for the agency to judge
    source      TEXT,             -- the import that it came from; NULL when people entered it
    written_by  TEXT NOT NULL,    -- the transaction's name
    PRIMARY KEY (agency_id, id),
    -- Nothing that tells where it is stands beside a masked address.
    CONSTRAINT place_set_aside CHECK (
        set_aside IS NULL OR (street IS NULL AND postal_code IS NULL AND transport IS NULL
                              AND latitude IS NULL AND longitude IS NULL)
    )
);

-- One thing that an agency offers.
CREATE TABLE service (
    agency_id      TEXT NOT NULL REFERENCES agency (id), -- who offers it
    id             TEXT NOT NULL,   -- unique within the agency
    name           TEXT NOT NULL,   -- what it is called
    alternate_name TEXT,            -- another name
    description    TEXT,            -- what it is, in the agency's words
    url            TEXT,            -- a page about it
    email          TEXT,            -- a public address for mail
    status         TEXT NOT NULL,   -- active | paused | ended
    crisis_line    BIGINT NOT NULL, -- 1: a line that answers in a crisis
    remote         BIGINT NOT NULL, -- 1: can be had without travelling
    interpreters   BIGINT NOT NULL, -- 1: interpreters are brought in for languages not spoken
    open_always    BIGINT NOT NULL, -- 1: open at any hour of any day
    hours_note     TEXT,            -- opening hours in the source's words
    time_zone      TEXT,            -- IANA name of the zone that the hours are given in
    eligibility    TEXT,            -- who may have it, in the agency's words
    application    TEXT,            -- how to apply, in the agency's words
    documents      TEXT,            -- which papers to bring, in the agency's words
    fees           TEXT,            -- what it costs, in the agency's words
    confidential   BIGINT NOT NULL, -- 1: its location is confidential; its places are front doors only
    visible_to     TEXT NOT NULL,   -- public | members | agency
    confirmed      TEXT,            -- day on which the agency last confirmed the whole listing
    checked        TEXT,            -- day on which the source says that it was last checked
    source         TEXT,            -- the import that it came from; NULL when people entered it
    written_by     TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, id)
);

-- Where a service can be met.
CREATE TABLE service_place (
    agency_id  TEXT NOT NULL,   -- the agency of both
    service_id TEXT NOT NULL,   -- the service
    ordinal    BIGINT NOT NULL, -- its place in the list
    place_id   TEXT NOT NULL,   -- one of the agency's places
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, ordinal),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id),
    FOREIGN KEY (agency_id, place_id) REFERENCES place (agency_id, id)
);

-- The words of the shared vocabularies that describe a service or a place.
CREATE TABLE word (
    agency_id  TEXT NOT NULL, -- the agency
    owner      TEXT NOT NULL, -- what the word describes: place | service
    owner_id   TEXT NOT NULL, -- its id
    vocabulary TEXT NOT NULL, -- need | feature | language
    code       TEXT NOT NULL, -- the word's stable code
    written_by TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (agency_id, owner, owner_id, vocabulary, code)
);

-- Public telephone numbers.
CREATE TABLE phone (
    agency_id  TEXT NOT NULL,   -- the agency
    owner      TEXT NOT NULL,   -- whose number it is: agency | place | service
    owner_id   TEXT NOT NULL,   -- its id
    ordinal    BIGINT NOT NULL, -- its place in the list
    number     TEXT NOT NULL,   -- as the source wrote it
    extension  TEXT,            -- the extension
    used_for   TEXT NOT NULL,   -- voice | crisis | text | tty | fax
    note       TEXT,            -- what the source says about it
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, owner, owner_id, ordinal)
);

-- Weekly opening hours, in the time zone of the place or service.
CREATE TABLE hours (
    agency_id   TEXT NOT NULL,   -- the agency
    owner       TEXT NOT NULL,   -- what is open then: place | service
    owner_id    TEXT NOT NULL,   -- its id
    ordinal     BIGINT NOT NULL, -- its place in the list
    days        BIGINT NOT NULL, -- bit 0 is Monday, bit 6 Sunday
    opens       TEXT NOT NULL,   -- from this time of day
    closes      TEXT NOT NULL,   -- to this time; at or before `opens`, it is of the next day
    valid_from  TEXT,            -- first day of the season
    valid_until TEXT,            -- last day of the season
    written_by  TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, owner, owner_id, ordinal)
);

-- Columns of a source that have no place of their own.
CREATE TABLE attribute (
    agency_id  TEXT NOT NULL,   -- the agency
    owner      TEXT NOT NULL,   -- what it says something about: agency | service
    owner_id   TEXT NOT NULL,   -- its id
    ordinal    BIGINT NOT NULL, -- its place in the list
    name       TEXT NOT NULL,   -- the column's name in the source
    value      TEXT NOT NULL,   -- its value, as the source wrote it
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, owner, owner_id, ordinal)
);

-- Where people must live or be to use a service; being in one is enough.
CREATE TABLE area (
    agency_id  TEXT NOT NULL,    -- the agency
    service_id TEXT NOT NULL,    -- the service
    ordinal    BIGINT NOT NULL,  -- its place in the list
    kind       TEXT NOT NULL,    -- country | state | county | city | postal-code | circle | described
    name       TEXT,             -- the country, state, county, town, code or description
    state      TEXT,             -- of a county or town: the state's two letters
    latitude   DOUBLE PRECISION, -- of a circle: its middle, degrees north
    longitude  DOUBLE PRECISION, -- of a circle: its middle, degrees east
    km         DOUBLE PRECISION, -- of a circle: its radius in kilometres
    written_by TEXT NOT NULL,    -- the transaction's name
    PRIMARY KEY (agency_id, service_id, ordinal),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);

-- Rules about whom a service is for; a person must come under each.
CREATE TABLE audience (
    agency_id  TEXT NOT NULL,   -- the agency
    service_id TEXT NOT NULL,   -- the service
    ordinal    BIGINT NOT NULL, -- its place in the list
    quote      TEXT,            -- the value behind it, as the source wrote it
    field      TEXT,            -- the column or field where that stands
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, ordinal),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);

-- The groups of people that a rule names; coming under one is enough.
CREATE TABLE audience_group (
    agency_id        TEXT NOT NULL,   -- the agency
    service_id       TEXT NOT NULL,   -- the service
    audience_ordinal BIGINT NOT NULL, -- the rule
    ordinal          BIGINT NOT NULL, -- its place in the rule
    population       TEXT,            -- a population's stable code; NULL for a range of ages
    aged_from        BIGINT,          -- from this age, in whole years
    aged_to          BIGINT,          -- to this age; 255: no upper limit
    written_by       TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, audience_ordinal, ordinal),
    FOREIGN KEY (agency_id, service_id, audience_ordinal) REFERENCES audience (agency_id, service_id, ordinal)
);

-- What a service asks of people.
CREATE TABLE requirement (
    agency_id  TEXT NOT NULL,   -- the agency
    service_id TEXT NOT NULL,   -- the service
    ordinal    BIGINT NOT NULL, -- its place in the list
    kind       TEXT NOT NULL,   -- the kind's stable code
    strength   TEXT NOT NULL,   -- always | usually | sometimes | never
    applies_to TEXT NOT NULL,   -- everyone | adults | minors | `some:` and whom
    waiver     TEXT NOT NULL,   -- no | unknown | `by ` and by whom
    source     TEXT NOT NULL,   -- declared | read | seen
    quote      TEXT,            -- the words or value behind it, as the source wrote them
    field      TEXT,            -- the column, field or file where that stands
    seen       BIGINT,          -- how many times it was met in practice
    confirmed  TEXT,            -- day on which the agency last confirmed it
    visible_to TEXT NOT NULL,   -- public | members | agency
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, ordinal),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);

-- How much room a service has. A table of its own, so that a bed count leaves the directory as it is.
CREATE TABLE capacity (
    agency_id     TEXT NOT NULL,   -- the agency
    service_id    TEXT NOT NULL,   -- the service
    open          BIGINT,          -- places open
    takes_waiting BIGINT NOT NULL, -- 1: it takes people on a waiting list
    waiting       BIGINT,          -- people waiting
    wait_days     BIGINT,          -- the wait to be expected, in days
    as_of         TEXT NOT NULL,   -- the day on which this was known
    visible_to    TEXT NOT NULL,   -- public | members | agency
    by_hand       BIGINT NOT NULL, -- 1: set by people here, so that only later news replaces it
    written_by    TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);

-- How often each part of this database has changed, for those who hold a copy in memory.
CREATE TABLE revision (
    part       TEXT NOT NULL PRIMARY KEY, -- directory | capacity
    number     BIGINT NOT NULL,           -- rises by one with each change
    written_by TEXT NOT NULL              -- the transaction's name
);
INSERT INTO revision (part, number, written_by) VALUES ('directory', 0, 'migrate-schema');
INSERT INTO revision (part, number, written_by) VALUES ('capacity', 0, 'migrate-schema');
