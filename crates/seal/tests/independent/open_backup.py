"""Opens the backup of a keys store as somebody else would, and makes one of its own.

Usage: open_backup.py FILE, a file of vectors. Prints one object: how many rows were opened, and a backup of the same
store under another root, with another pepper and as many changes more as it has rows, for the tests to restore.
"""

import json
import os
import pathlib
import sys

from backup import read_backup, write_backup
from sealing import handle

of = json.loads(pathlib.Path(sys.argv[1]).read_text())


def raw(said):
    """Digits as bytes, where they are not the name of a kind."""
    if isinstance(said, list):
        return [raw(one) for one in said]
    if isinstance(said, dict):
        return {name: one if name == "of" else raw(one) for name, one in said.items()}
    return bytes.fromhex(said) if isinstance(said, str) else said


expected = raw({name: said for name, said in of.items() if name != "backup"})
read = read_backup(bytes.fromhex(of["backup"]))
assert read == expected, f"{read} is not {expected}"

rows = len(read["shares"]) + len(read["heads"]) + len(read["epochs"])
made = {**read, "root_id": os.urandom(16), "root": os.urandom(32), "pepper": os.urandom(32)}
made["revision"] += rows
made["revision_of_shares"] += rows
for share in made["shares"]:
    share["share"] = bytes(byte ^ 0xFF for byte in share["share"])
agency, name = read["shares"][0]["agency"], "Uno—Dos"
answer = {"opened": rows + 1, "backup": write_backup(made), "name": name, "handle": handle(made["pepper"], agency, name)}
print(json.dumps(answer, default=lambda raw: raw.hex()))
