"""The backup of a keys store, as docs/sealing.md describes it, from that page alone."""

import hashlib
import struct

from sealing import place, read_root_file, seal, store_key, unseal, write_root_file

BACKUP = 0x61
KINDS = {1: "case", 2: "wrap", 3: "message"}
EPOCH_KINDS = {1: "agency", 2: "circle"}
EPOCH_NUMBERS = {kind: number for number, kind in EPOCH_KINDS.items()}
NUMBERS = {kind: number for number, kind in KINDS.items()}


class Reader:
    def __init__(self, file):
        self.file, self.at = file, 0

    def take(self, length):
        assert self.at + length <= len(self.file), "cut short"
        taken = self.file[self.at : self.at + length]
        self.at += length
        return taken

    def number(self, form=">q"):
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def envelope(self):
        return self.take(self.number(">I"))


def in_order(keys):
    return all(one < other for one, other in zip(keys, keys[1:]))


def read_backup(file):
    """What the file holds, every envelope opened; raises if it is not as the page says."""
    assert file[0] == BACKUP and hashlib.sha256(file[:-32]).digest() == file[-32:]
    reader = Reader(file[1:-32])
    network, roots = read_root_file(reader.take(146))
    ((root_id, root),) = roots
    said = dict(zip(("created", "revision", "revision_of_shares", "mark"), (reader.number() for _ in range(4))))

    def opened(name, where, envelope):
        return unseal(store_key(root, network, root_id, name), where, envelope)

    pepper = opened("pepper", place("keys", "pepper", "pepper", row=network), reader.envelope())
    shares = []
    for _ in range(reader.number(">Q")):
        agency, kind, one, put = reader.take(16), KINDS[reader.number(">B")], reader.take(16), reader.number()
        share = opened("share", place("keys", "share", kind, agency, one), reader.envelope())
        shares.append({"agency": agency, "of": kind, "id": one, "put": put, "share": share})
    heads = []
    for _ in range(reader.number(">Q")):
        agency, case = reader.take(16), reader.take(16)
        head = opened("head", place("keys", "head", "head", agency, case=case), reader.envelope())
        heads.append({"agency": agency, "case": case, "head": head})
    epochs = []
    for _ in range(reader.number(">Q")):
        agency, kind, one = reader.take(16), EPOCH_KINDS[reader.number(">B")], reader.take(16)
        newest, least = struct.unpack(">QQ", opened("epoch", place("keys", "epoch", kind, agency, one), reader.envelope()))
        epochs.append({"agency": agency, "of": kind, "id": one, "newest": newest, "least": least})
    assert reader.at == len(reader.file), "more than it says"
    assert in_order([(share["agency"], share["of"], share["id"]) for share in shares])
    assert in_order([(head["agency"], head["case"]) for head in heads])
    assert in_order([(epoch["agency"], epoch["of"], epoch["id"]) for epoch in epochs])
    rows = {"shares": shares, "heads": heads, "epochs": epochs}
    return {"network": network, "root_id": root_id, "root": root, **said, "pepper": pepper, **rows}


def write_backup(said):
    """The same the other way."""
    network, root_id, root = said["network"], said["root_id"], said["root"]

    def sealed(name, where, content):
        envelope = seal(store_key(root, network, root_id, name), where, content)
        return struct.pack(">I", len(envelope)) + envelope

    file = bytes([BACKUP]) + write_root_file(network, (root_id, root))
    file += struct.pack(">4q", said["created"], said["revision"], said["revision_of_shares"], said["mark"])
    file += sealed("pepper", place("keys", "pepper", "pepper", row=network), said["pepper"])
    file += struct.pack(">Q", len(said["shares"]))
    for share in said["shares"]:
        agency, kind, one = share["agency"], share["of"], share["id"]
        file += agency + bytes([NUMBERS[kind]]) + one + struct.pack(">q", share["put"])
        file += sealed("share", place("keys", "share", kind, agency, one), share["share"])
    file += struct.pack(">Q", len(said["heads"]))
    for head in said["heads"]:
        where = place("keys", "head", "head", head["agency"], case=head["case"])
        file += head["agency"] + head["case"] + sealed("head", where, head["head"])
    file += struct.pack(">Q", len(said["epochs"]))
    for epoch in said["epochs"]:
        where = place("keys", "epoch", epoch["of"], epoch["agency"], epoch["id"])
        marks = struct.pack(">QQ", epoch["newest"], epoch["least"])
        file += epoch["agency"] + bytes([EPOCH_NUMBERS[epoch["of"]]]) + epoch["id"] + sealed("epoch", where, marks)
    return file + hashlib.sha256(file).digest()
