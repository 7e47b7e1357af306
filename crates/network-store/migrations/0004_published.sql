-- What everyone may see, as the public API gives it: records of HSDS put together from the tables of the directory.
--
-- All of it is made again from these whenever they change, and nothing is made of it. It holds no more than the
-- pages show, and what finds a record is made of the record alone.

-- How far the directory is published. One row.
CREATE TABLE publication (
    part           TEXT NOT NULL PRIMARY KEY, -- hsds
    number         BIGINT NOT NULL,           -- from the time of the first one, by one with each change
    directory      BIGINT NOT NULL,           -- the revision that is published as a whole; -1: none yet
    capacity       BIGINT NOT NULL,           -- the same of capacity
    next_directory BIGINT NOT NULL,           -- the revision that is being published
    next_capacity  BIGINT NOT NULL,           -- the same of capacity
    written_by     TEXT NOT NULL              -- the transaction's name
);
INSERT INTO publication (part, number, directory, capacity, next_directory, next_capacity, written_by)
    VALUES ('hsds', 0, -1, -1, -1, -1, 'migrate-schema');

-- The records, by what they are found by. Ids are those under which a record goes out: unique among all of a kind.
CREATE TABLE published (
    kind            TEXT NOT NULL,    -- organization | service | location | service-at-location | postal-code
    id              TEXT NOT NULL,    -- the id, or the postal code
    organization_id TEXT,             -- whose it is; NULL for a postal code
    service_id      TEXT,             -- of a service at a location: the service
    location_id     TEXT,             -- of a service at a location: the location
    x               DOUBLE PRECISION, -- the point on the unit sphere: towards 0 degrees north, 0 east
    y               DOUBLE PRECISION, -- towards 0 degrees north, 90 east
    z               DOUBLE PRECISION, -- towards the north pole
    modified        BIGINT NOT NULL,  -- when it came to be as it is, in Unix milliseconds
    print           TEXT NOT NULL,    -- a hash of all that is published of it
    written_by      TEXT NOT NULL,    -- the transaction's name
    PRIMARY KEY (kind, id)
);
CREATE INDEX published_organization ON published (kind, organization_id, id);
CREATE INDEX published_modified ON published (kind, modified);
CREATE INDEX published_north ON published (kind, z);

-- The records themselves.
CREATE TABLE published_record (
    kind       TEXT NOT NULL, -- organization | service | location
    id         TEXT NOT NULL, -- its id
    record     TEXT NOT NULL, -- as an object of JSON, with what is its own
    written_by TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (kind, id)
);

-- What records say in words, for searching.
CREATE TABLE published_words (
    kind       TEXT NOT NULL, -- organization | service | location
    id         TEXT NOT NULL, -- its id
    words      TEXT NOT NULL, -- lower case, without accents, a space around each word
    written_by TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (kind, id)
);

-- The terms that services have.
CREATE TABLE published_term (
    code            TEXT NOT NULL, -- the term's stable code
    service_id      TEXT NOT NULL, -- the service
    organization_id TEXT NOT NULL, -- whose it is
    written_by      TEXT NOT NULL, -- the transaction's name
    PRIMARY KEY (code, service_id)
);
CREATE INDEX published_term_service ON published_term (service_id);

-- Where people must live or be to use a service, as far as a postal code can tell.
CREATE TABLE published_area (
    service_id TEXT NOT NULL,    -- the service
    ordinal    BIGINT NOT NULL,  -- its place in the list
    kind       TEXT NOT NULL,    -- country | state | place | postal-code | circle | described
    name       TEXT,             -- the country's or state's letters, or the postal code
    state      TEXT,             -- of a place: the state's letters
    x          DOUBLE PRECISION, -- of a circle: its middle, as in published
    y          DOUBLE PRECISION, -- the same
    z          DOUBLE PRECISION, -- the same
    chord2     DOUBLE PRECISION, -- of a circle: the square of the chord from its middle to its rim
    written_by TEXT NOT NULL,    -- the transaction's name
    PRIMARY KEY (service_id, ordinal)
);
