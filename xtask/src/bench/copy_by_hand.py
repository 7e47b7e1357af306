"""The reference of `cargo xtask bench move`: a store copied by hand, as somebody would who knows both engines.

Python's own SQLite and PostgreSQL's own COPY, table by table into tables that are there with all their rules, in one
transaction, as fast as these two go. Nothing is compared afterwards, and an interruption means to begin again.

Usage: copy_by_hand.py to-postgres|to-sqlite SQLITE-FILE PSQL POSTGRES-URL
"""

import sqlite3
import subprocess
import sys

ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "\\": "\\"}


def tables(file):
    """Each table with its columns, after those that it refers to."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    left = [name for (name,) in file.execute(names) if name != "schema_migration"]
    done = []
    while left:
        for name in left:
            refers = {row[2] for row in file.execute(f"PRAGMA foreign_key_list({name})")}
            if refers <= set(done):
                break
        left.remove(name)
        done.append(name)
    return [(name, [row[1:3] for row in file.execute(f"PRAGMA table_info({name})")]) for name in done]


def to_postgres(file, psql):
    client = subprocess.Popen(psql + ["--single-transaction"], stdin=subprocess.PIPE, text=True, encoding="utf-8")
    write = client.stdin.write
    plan = tables(file)
    for name, _ in reversed(plan):
        write(f"DELETE FROM {name};\n")
    for name, columns in plan:
        names = ", ".join(column for column, _ in columns)
        write(f"COPY {name} ({names}) FROM STDIN;\n")
        for row in file.execute(f"SELECT {names} FROM {name}"):
            cells = ("\\N" if cell is None else str(cell).translate(ESCAPES) for cell in row)
            write("\t".join(cells) + "\n")
        write("\\.\n")
    client.stdin.close()
    return client.wait()


def cell(text, kind):
    if text == "\\N":
        return None
    if kind == "BIGINT":
        return int(text)
    if kind.startswith("DOUBLE"):
        return float(text)
    if "\\" not in text:
        return text
    parts, rest = [], text
    while True:
        before, slash, rest = rest.partition("\\")
        parts.append(before)
        if not slash:
            return "".join(parts)
        parts.append(PLAIN[rest[0]])
        rest = rest[1:]


def to_sqlite(file, psql):
    plan = tables(file)
    file.execute("PRAGMA foreign_keys = ON")
    for name, _ in reversed(plan):
        file.execute(f"DELETE FROM {name}")
    for name, columns in plan:
        names = ", ".join(column for column, _ in columns)
        kinds = [kind for _, kind in columns]
        sql = f"COPY {name} ({names}) TO STDOUT"
        client = subprocess.Popen(psql + ["--command", sql], stdout=subprocess.PIPE, text=True, encoding="utf-8")
        rows = ([cell(*pair) for pair in zip(line[:-1].split("\t"), kinds)] for line in client.stdout)
        file.executemany(f"INSERT INTO {name} ({names}) VALUES ({', '.join('?' * len(kinds))})", rows)
        if client.wait():
            return 1
    file.commit()
    return 0


way, path, program, url = sys.argv[1:]
psql = [program, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", url]
sys.exit({"to-postgres": to_postgres, "to-sqlite": to_sqlite}[way](sqlite3.connect(path), psql))
