"""DuckDB's side of the bench: loads what stands in a folder, and answers orders from standard input.

Usage: duck.py FOLDER

Says `ready`, and then for each line:
  ask N         answers question N of questions.csv in one line: the seconds that DuckDB took, how many services
                are reachable, and the nearest of them with the square of the chord
  what-if BIT   counts what waiving rules would gain the needs of wants.csv; BIT stands for the language rule: the
                seconds that DuckDB took and the number of rows, then the rows
"""

import csv
import pathlib
import sys
from time import perf_counter

import duckdb

# Parameters have the types of the columns of questions.csv, so that the plan of a prepared statement can stay.
TYPES = ["INTEGER"] * 2 + ["DOUBLE"] * 8 + ["BIGINT", "INTEGER", "BIGINT", "BIGINT", "BIGINT"]

OFFER = """
CREATE TABLE offer AS
SELECT need::INTEGER AS need, cell::BIGINT AS cell, service::INTEGER AS service, place::INTEGER AS place,
       latitude::DOUBLE AS latitude, longitude::DOUBLE AS longitude, x::DOUBLE AS x, y::DOUBLE AS y, z::DOUBLE AS z,
       asks::BIGINT AS asks, speaks::BIGINT AS speaks, welcomes::INTEGER AS welcomes,
       counted_as::BIGINT AS bars, agency::INTEGER AS agency,
       floor(latitude::DOUBLE)::INTEGER AS lat, floor(longitude::DOUBLE)::INTEGER AS lon,
       row_number() OVER (PARTITION BY need, floor(latitude::DOUBLE), floor(longitude::DOUBLE))::INTEGER AS turn
FROM read_csv(?, header = true, all_varchar = true)
ORDER BY need, cell
"""

NEAREST = """
PREPARE nearest AS
SELECT count(*) OVER (), service,
       (x - $3::DOUBLE) * (x - $3::DOUBLE) + (y - $4::DOUBLE) * (y - $4::DOUBLE)
     + (z - $5::DOUBLE) * (z - $5::DOUBLE) AS chord2
FROM offer
WHERE $1::INTEGER >= 0 AND need = $2::INTEGER AND cell BETWEEN $14::BIGINT AND $15::BIGINT
  AND latitude BETWEEN $6::DOUBLE AND $7::DOUBLE AND longitude BETWEEN $8::DOUBLE AND $9::DOUBLE
  AND asks & $13::BIGINT = 0 AND speaks & $11::BIGINT <> 0 AND (welcomes = 0 OR welcomes & $12::INTEGER <> 0)
  AND chord2 <= $10::DOUBLE
ORDER BY chord2, place LIMIT 20
"""

WANT = """
CREATE OR REPLACE TABLE want AS
SELECT id::INTEGER AS id, need::INTEGER AS need, x::DOUBLE AS x, y::DOUBLE AS y, z::DOUBLE AS z,
       south::DOUBLE AS south, north::DOUBLE AS north, west::DOUBLE AS west, east::DOUBLE AS east,
       chord2::DOUBLE AS chord2, speaks::BIGINT AS speaks, may_be::INTEGER AS may_be, cannot::BIGINT AS cannot,
       weight::BIGINT AS weight
FROM read_csv(?, header = true, all_varchar = true)
"""

NEAR = """(offer.x - want.x) * (offer.x - want.x) + (offer.y - want.y) * (offer.y - want.y)
        + (offer.z - want.z) * (offer.z - want.z) <= chord2"""

def left_of(made, before, turns):
    """Of the needs in one table, those of which none of so many services of each square degree is reachable."""
    return f"""
CREATE OR REPLACE TEMP TABLE {made} AS
SELECT * FROM {before} WHERE id NOT IN (
    SELECT id FROM {before} AS want JOIN offer USING (need, lat, lon)
    WHERE turn <= {turns} AND asks & cannot = 0 AND offer.speaks & want.speaks <> 0
      AND (welcomes = 0 OR welcomes & may_be <> 0) AND {NEAR})
"""


# Needs are joined with services by need and square degree: with a few services first, since most needs are in reach
# of one of those, then with more, then with all.
STEPS = [
    """
CREATE OR REPLACE TEMP TABLE square AS
SELECT want.*, lat, lon FROM want,
    LATERAL (SELECT unnest(range(floor(south)::BIGINT, floor(north)::BIGINT + 1))) AS rows (lat),
    LATERAL (SELECT unnest(range(floor(west)::BIGINT, floor(east)::BIGINT + 1))) AS columns (lon)
""",
    left_of("after_few", "square", 16),
    left_of("after_some", "after_few", 256),
    left_of("lost", "after_some", 1_000_000_000),
    f"""
CREATE OR REPLACE TEMP TABLE blocked AS
SELECT DISTINCT id, weight, agency, rules, rules & (rules - 1) = 0 AS is_single
FROM (SELECT id, weight, agency,
             asks & cannot
           | CASE WHEN welcomes <> 0 AND welcomes & may_be = 0 THEN bars ELSE 0 END
           | CASE WHEN offer.speaks & want.speaks = 0 THEN LANGUAGE ELSE 0 END AS rules
      FROM lost AS want JOIN offer USING (need, lat, lon) WHERE {NEAR})
WHERE (rules & (rules - 1)) & ((rules & (rules - 1)) - 1) = 0
""",
    "CREATE OR REPLACE TEMP TABLE alone AS SELECT DISTINCT id, weight, rules FROM blocked WHERE is_single",
]

SUMS = """
SELECT 'out', 0, 0, coalesce(sum(weight), 0)::BIGINT FROM (SELECT DISTINCT id, weight FROM lost)
UNION ALL
SELECT 'single', 0, rules, sum(weight)::BIGINT FROM alone GROUP BY rules
UNION ALL
SELECT 'agency', agency, rules, sum(weight)::BIGINT FROM blocked WHERE is_single GROUP BY agency, rules
UNION ALL
SELECT 'either', 0, one.rules | two.rules AS pair, sum(one.weight)::BIGINT
FROM alone AS one JOIN alone AS two ON one.id = two.id AND one.rules < two.rules GROUP BY pair
UNION ALL
SELECT 'together', 0, rules, sum(weight)::BIGINT
FROM (SELECT DISTINCT id, weight, rules FROM blocked WHERE NOT is_single) AS pair
WHERE NOT EXISTS (SELECT 1 FROM alone WHERE alone.id = pair.id AND alone.rules & pair.rules <> 0)
GROUP BY rules
"""


def ask(database, question):
    begun = perf_counter()
    found = database.execute(question).fetchall()
    took = perf_counter() - begun
    count = found[0][0] if found else 0
    named = " ".join(f"{service}:{chord2!r}" for _, service, chord2 in found)
    print(f"{took!r} {count} {named}".rstrip(), flush=True)


def what_if(database, folder, language):
    database.execute(WANT, [str(folder / "wants.csv")])
    begun = perf_counter()
    for step in STEPS:
        database.execute(step.replace("LANGUAGE", language))
    rows = database.execute(SUMS).fetchall()
    took = perf_counter() - begun
    print(f"{took!r} {len(rows)}")
    for row in rows:
        print(*row)
    sys.stdout.flush()


def main():
    folder = pathlib.Path(sys.argv[1])
    database = duckdb.connect(":memory:", config={"threads": 1})
    database.execute(OFFER, [str(folder / "offers.csv")])
    with open(folder / "questions.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    typed = [", ".join(f"{value}::{type}" for value, type in zip(row, TYPES)) for row in rows]
    database.execute(NEAREST)
    print("ready", flush=True)
    for line in sys.stdin:
        order, value = line.split()
        if order == "ask":
            ask(database, f"EXECUTE nearest({typed[int(value)]})")
        else:
            what_if(database, folder, value)


main()
