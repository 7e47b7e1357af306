"""Opens the vectors beside this folder as somebody else would, and seals a few things of its own.

Usage: open.py FOLDER. Prints one object: how many things were opened, and what was sealed, for the tests to open.
"""

import itertools
import json
import pathlib
import struct
import sys

import words
from sealing import *

folder = pathlib.Path(sys.argv[1])
opened = 0


def file(name):
    return json.loads((folder / f"{name}.json").read_text())


def raw(of, name):
    return bytes.fromhex(of[name])


def same(what, one, other):
    global opened
    assert one == other, f"{what}: {one} is not {other}"
    opened += 1


def passphrases():
    for phrase in file("passphrases")["passphrases"]:
        same("passphrase", typed(phrase["typed"]), phrase["hashed"])
        same("handle of it", handle(bytes(32), NO_ID, phrase["typed"]) is None, phrase["hashed"] is None)


def lengths():
    for kind, length, filled in file("lengths")["lengths"]:
        same("length", filled_length(length, FLOORS[kind]), filled)


def users():
    of = file("users")
    agency, user, own = raw(of, "agency"), raw(of, "user"), raw(of, "user_secret")
    root = passphrase_root(of["passphrase"], raw(of, "salt"), raw(of, "pepper"))
    same("check", check(root, agency, user), raw(of, "check"))
    where = place("vault", "sign_in", "secret", agency, user)
    same("user's secret", unseal(user_key(root, agency, user, "user-secret"), where, raw(of, "sealed_user_secret")), own)
    where = place("vault", "sign_in", "totp", agency, user)
    factor = unseal(user_key(root, agency, user, "totp"), where, raw(of, "sealed_second_factor"))
    same("second factor", factor, raw(of, "second_factor"))
    same("handle", handle(raw(of, "pepper"), agency, of["name"]), raw(of, "handle"))
    session = raw(of, "session")
    same("session's hash", session_hash(session), raw(of, "session_hash"))
    where = place("keys", "session", "secret", agency, user, previous=session_hash(session))
    same("session", unseal(session_key(session), where, raw(of, "sealed_session")), own)

    salt = os.urandom(16)
    root = passphrase_root("otras PALABRAS", salt, raw(of, "pepper"))
    where = place("vault", "sign_in", "secret", agency, user)
    sealed = seal(user_key(root, agency, user, "user-secret"), where, own)
    return {"passphrase": "otras palabras", "salt": salt, "check": check(root, agency, user), "sealed_user_secret": sealed}


def journal():
    of = file("journal")
    agency, circle, epoch, case = raw(of, "agency"), raw(of, "circle"), of["epoch"], raw(of, "case")
    share, circle_key = raw(of, "case_share"), raw(of, "circle_key")
    key = circle_case_key(circle_key, share, agency, circle, epoch, case, "case-key")
    where = place("vault", "case_file", "case_key", agency, circle, case)
    case_key = unseal(key, where, raw(of, "sealed_case_key"))
    same("case's key", case_key, raw(of, "case_key"))

    head = empty_head(agency, case)
    same("empty head", head, raw(of, "head"))
    for entry in of["entries"]:
        key = part_key(case_key, agency, case, entry["part"], entry["version"])
        same("entry", unseal(key, entry_place(agency, case, head), raw(entry, "sealed")), raw(entry, "content"))
        head = head_after(head, raw(entry, "sealed"))
        same("head", head, raw(entry, "head"))

    card = of["card"]
    index = index_key(circle_key, agency, circle, epoch)
    key = circle_case_key(index, share, agency, circle, epoch, case, "card")
    where = place("vault", "card", "card", agency, case=case, sequence=card["revision"])
    same("card", unseal(key, where, raw(card, "sealed")), raw(card, "content"))

    draft = of["draft"]
    key = part_key(case_key, agency, case, draft["part"], draft["version"])
    where = place("vault", "draft", "draft", agency, raw(draft, "draft"), case, draft["revision"])
    same("draft", unseal(key, where, raw(draft, "sealed")), raw(draft, "content"))

    content = "escrito por otro programa".encode() * 30
    key = part_key(case_key, agency, case, "safety", 2)
    entry = seal(key, entry_place(agency, case, head), content)
    return {"part": "safety", "version": 2, "content": content, "sealed": entry, "head": head_after(head, entry)}


def announcements():
    pin = None
    for of in file("announcements")["announcements"]:
        agency, epoch, issued, identity, signing, hybrid, newer = read_announcement(raw(of, "announcement"))
        same("announced", (agency, epoch, issued), (raw(of, "agency"), of["epoch"], of["issued"]))
        same("identity", identity, public(identity_signer(raw(of, "identity"), agency)))
        same("signing key", signing, public(agency_signer(raw(of, "agency_key"), agency, epoch)))
        same("pin", newer, raw(of, "pin"))
        assert pin is None or (pin[:48] == newer[:48] and pin[48:56] < newer[48:56])
        pin = newer
        # Ed25519 signs the same thing the same way.
        again = announce(raw(of, "identity"), agency, epoch, issued, signing, hybrid)
        same("announcement", again, raw(of, "announcement"))
    third = announce(raw(of, "identity"), agency, epoch + 1, issued + 1, public(agency_signer(os.urandom(32), agency, 3)), hybrid)
    return {"announcement": third, "pin": read_announcement(third)[-1]}


def members():
    made = []
    for of in file("members")["members"]:
        agency, epoch, key = raw(of, "agency"), of["epoch"], raw(of, "agency_key")
        read = read_member(raw(of, "member"), public(agency_signer(key, agency, epoch)))
        circles = [bytes.fromhex(circle) for circle in of["circles"]]
        said = (KINDS_OF_MEMBER[of["kind"]], agency, raw(of, "id"), epoch, of["roles"], raw(of, "hybrid_key"), circles)
        same("member", read, said)
        again = vouch(key, agency, epoch, of["kind"], raw(of, "id"), of["roles"], raw(of, "hybrid_key"), circles)
        same("record of a member", again, raw(of, "member"))
        other = dict(of, roles=9, epoch=epoch + 1, circles=[*of["circles"], "ff" * 16])
        joined = [*circles, b"\xff" * 16]
        other["member"] = vouch(key, agency, epoch + 1, of["kind"], raw(of, "id"), 9, raw(of, "hybrid_key"), joined)
        made.append(other)
    return {"members": made}


def keys_store():
    of = file("keys_store")
    network, agency = raw(of, "network"), raw(of, "agency")
    roots = [(raw(root, "id"), raw(root, "root")) for root in of["roots"]]
    same("root's file", read_root_file(raw(of, "root_file")), (network, roots[:1]))
    same("root's file", read_root_file(raw(of, "root_file_while_moving")), (network, roots))
    same("root's file", write_root_file(network, *roots), raw(of, "root_file_while_moving"))
    root_id, root = roots[0]
    for share in of["shares"]:
        where = place("keys", "share", share["of"], agency, raw(share, "id"))
        same("share", unseal(store_key(root, network, root_id, "share"), where, raw(share, "sealed")), raw(share, "share"))
    head = of["head"]
    where = place("keys", "head", "head", agency, case=raw(head, "case"))
    same("head", unseal(store_key(root, network, root_id, "head"), where, raw(head, "sealed")), raw(head, "head"))
    for epoch in of["epochs"]:
        where = place("keys", "epoch", epoch["of"], agency, raw(epoch, "id"))
        marks = struct.pack(">QQ", epoch["newest"], epoch["least"])
        same("epoch", unseal(store_key(root, network, root_id, "epoch"), where, raw(epoch, "sealed")), marks)
    where = place("keys", "pepper", "pepper", row=network)
    same("pepper", unseal(store_key(root, network, root_id, "pepper"), where, raw(of, "sealed_pepper")), raw(of, "pepper"))

    made = {**of, "head": dict(of["head"]), "shares": [dict(share) for share in of["shares"]]}
    made["epochs"] = [dict(epoch, newest=epoch["newest"] + 1) for epoch in of["epochs"]]
    key = store_key(roots[1][1], network, roots[1][0], "share")
    for share in made["shares"]:
        share["sealed"] = seal(key, place("keys", "share", share["of"], agency, raw(share, "id")), raw(share, "share"))
    where = place("keys", "head", "head", agency, case=raw(head, "case"))
    made["head"]["sealed"] = seal(store_key(roots[1][1], network, roots[1][0], "head"), where, raw(head, "head"))
    for epoch in made["epochs"]:
        where = place("keys", "epoch", epoch["of"], agency, raw(epoch, "id"))
        marks = struct.pack(">QQ", epoch["newest"], epoch["least"])
        epoch["sealed"] = seal(store_key(roots[1][1], network, roots[1][0], "epoch"), where, marks)
    where = place("keys", "pepper", "pepper", row=network)
    made["sealed_pepper"] = seal(store_key(roots[1][1], network, roots[1][0], "pepper"), where, raw(of, "pepper"))
    made["root_file"] = write_root_file(network, roots[1])
    return made


def two_keys():
    of = file("two_keys")
    agency, case = raw(of, "agency"), raw(of, "case")
    for reading in of["readings"]:
        key = part_key(raw(reading, "case_key"), agency, case, "notes", 1)
        envelope = bytes([ENVELOPE]) + key.commitment + raw(of, "rest")
        content = unseal(key, entry_place(agency, case, empty_head(agency, case)), envelope)
        same("one of two readings", content, raw(reading, "content"))


def sheets():
    of = file("sheets")
    agency, recovery_key = raw(of, "agency"), raw(of, "recovery_key")
    same("recovery key pair", words.recovery_public(recovery_key, agency), raw(of, "hybrid_key"))
    for dealt in of["sets"]:
        sheets = [raw(sheet, "sheet") for sheet in dealt["sheets"]]
        for index, (sheet, shown) in enumerate(zip(sheets, dealt["sheets"]), 1):
            named = words.read_sheet(sheet)[:3]
            same("sheet", named, (raw(dealt, "set"), dealt["threshold"], index))
            for language in words.LISTS:
                same("rows", words.sheet_rows(sheet, language), shown[language])
                same("sheet in words", words.read_sheet_words("\n".join(shown[language])), sheet)
        for count in range(dealt["threshold"], len(sheets) + 1):
            for chosen in itertools.permutations(sheets, count) if len(sheets) < 5 else itertools.combinations(sheets, count):
                same("recovery key", words.recover(chosen, agency), recovery_key)
    for typed_sheet in of["typed"]:
        same(typed_sheet["how"], words.read_sheet_words(typed_sheet["text"]), raw(typed_sheet, "sheet"))

    key = os.urandom(32)
    dealt = words.deal(key, agency, 3, 5)
    shown = [words.sheet_rows(sheet, language) for sheet, language in zip(dealt, itertools.cycle(words.LISTS))]
    return {"agency": agency, "threshold": 3, "sheets": shown, "hybrid_key": words.recovery_public(key, agency)}


def spoken():
    of = file("words")
    for drawn in of["generated"]:
        made, used = words.generated(raw(drawn, "drawn"), drawn["language"])
        same("generated passphrase", (made, used), (drawn["words"], len(raw(drawn, "drawn"))))
    for identity in of["fingerprints"]:
        key = public(identity_signer(raw(identity, "identity"), raw(identity, "agency")))
        for language in words.LISTS:
            same("fingerprint", words.fingerprint(raw(identity, "agency"), key, language), identity[language])
    marks = []
    for of_one in of["invitations"]:
        agency, user, one = raw(of_one, "agency"), raw(of_one, "user"), raw(of_one, "invitation")
        identity = public(identity_signer(raw(of_one, "identity"), agency))
        member = words.user_public(raw(of_one, "user_secret"), agency, user)
        same("words", words.read_generated(of_one["typed"]), of_one["words"])
        key = words.invitation_key(of_one["words"], one, agency, user)
        same("agency's mark", words.agency_mark(key, identity), raw(of_one, "agency_mark"))
        same("member's mark", words.member_mark(key, member), raw(of_one, "member_mark"))
        # Other words, as somebody else would draw them.
        draw = (words.LISTS["es"][place % words.COUNT] for place in struct.unpack(">6H", os.urandom(12)))
        typed_words = "\n".join(f"{number}. {word.upper()}" for number, word in enumerate(draw, 1))
        key = words.invitation_key(words.read_generated(typed_words), one, agency, user)
        marks.append({**of_one, "typed": typed_words, "words": words.read_generated(typed_words),
                      "agency_mark": words.agency_mark(key, identity), "member_mark": words.member_mark(key, member)})
    return {"invitations": marks}


def check_hchacha20():
    """The example of draft-irtf-cfrg-xchacha-03, section 2.2.1."""
    nonce = bytes.fromhex("000000090000004a0000000031415927")
    expected = bytes.fromhex("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc")
    same("HChaCha20", hchacha20(bytes(range(32)), nonce), expected)


check_hchacha20()
passphrases()
lengths()
two_keys()
made = {
    "users": users(), "journal": journal(), "announcements": announcements(), "members": members(), "keys_store": keys_store(),
    "sheets": sheets(), "words": spoken(),
}
print(json.dumps({"opened": opened, "made": made}, default=lambda raw: raw.hex()))
