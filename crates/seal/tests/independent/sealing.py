"""Opens and seals what docs/sealing.md describes, from that page alone.

Nothing here is taken from the Rust crate: where the two differ, one of them is wrong. HKDF, Argon2id, Ed25519 and
ChaCha20-Poly1305 are those of the package `cryptography`; HChaCha20 (draft-irtf-cfrg-xchacha-03) is written out.
"""

import hashlib
import os
import struct
import unicodedata

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NO_ID = bytes(16)
NO_HASH = bytes(32)
ENVELOPE, ANNOUNCEMENT, MEMBER, ROOT_FILE = 0x01, 0x31, 0x32, 0x51

FLOORS = {
    "identity": 256, "contact": 256, "safety": 256, "health": 256, "legal": 256, "notes": 256, "journey": 256,
    "access": 256, "card": 512, "case-key": 64, "user-secret": 64, "totp": 64, "invitation-words": 256,
    "question": 1024, "packet": 4096, "reply": 1024, "share": 64, "head": 64, "epoch": 64, "pepper": 64,
    "session-secret": 64,
}


def field(value):
    if isinstance(value, str):
        value = value.encode()
    elif isinstance(value, int):
        value = struct.pack(">Q", value)
    return struct.pack(">I", len(value)) + value


def pack(*fields):
    return b"".join(field(value) for value in fields)


def hkdf(ikm, salt, info, length):
    return HKDF(hashes.SHA256(), length, salt, info).derive(ikm)


def secret(origin, salt, info):
    return hkdf(origin, salt, info, 32)


class Key:
    """The key of an envelope, and the commitment to it."""

    def __init__(self, origin, salt, info, name, version=1):
        both = hkdf(origin, salt, info + field(name) + field(version), 64)
        self.key, self.commitment, self.name, self.version = both[:32], both[32:], name, version


def hchacha20(key, nonce):
    state = list(struct.unpack("<4I8I4I", b"expand 32-byte k" + key + nonce))

    def quarter(a, b, c, d):
        for one, other, third, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            state[one] = (state[one] + state[other]) & 0xFFFFFFFF
            mixed = state[third] ^ state[one]
            state[third] = ((mixed << turn) | (mixed >> (32 - turn))) & 0xFFFFFFFF

    for _ in range(10):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for diagonal in range(4):
            quarter(diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4)
    return struct.pack("<8I", *state[:4], *state[12:])


def cipher(key, nonce):
    """XChaCha20-Poly1305: the cipher and the nonce of 12 bytes that it is used with."""
    return ChaCha20Poly1305(hchacha20(key, nonce[:16])), bytes(4) + nonce[16:]


def filled_length(length, floor):
    needed = length + 1
    if needed > 65536:
        return -(-needed // 65536) * 65536
    filled = floor
    while filled < needed:
        filled *= 2
    return filled


def place(store, table, column, agency=NO_ID, row=NO_ID, case=NO_ID, sequence=0, previous=NO_HASH):
    """The authenticated data of an envelope there, still to be told its part and version."""
    def of(name, version):
        where = ("continuum/1/envelope", bytes([ENVELOPE]), store, table, column, agency, row, case)
        return pack(*where, name, version, sequence, previous)
    return of


def seal(key, where, content):
    filled = content + b"\x80"
    filled += bytes(filled_length(len(content), FLOORS[key.name]) - len(filled))
    nonce = os.urandom(24)
    sealing, short = cipher(key.key, nonce)
    return bytes([ENVELOPE]) + key.commitment + nonce + sealing.encrypt(short, filled, where(key.name, key.version))


def unseal(key, where, envelope):
    """The content; raises if anything is not as the page says."""
    suite, commitment, nonce, sealed = envelope[0], envelope[1:33], envelope[33:57], envelope[57:]
    assert suite == ENVELOPE, "suite"
    length = len(sealed) - 16
    assert length == filled_length(length - 1, FLOORS[key.name]), "length"
    assert commitment == key.commitment, "key"
    opening, short = cipher(key.key, nonce)
    filled = opening.decrypt(short, sealed, where(key.name, key.version))
    content = filled.rstrip(b"\0")
    assert content[-1:] == b"\x80", "padding"
    content = content[:-1]
    assert filled_length(len(content), FLOORS[key.name]) == len(filled), "padding"
    return content


# White space is Unicode's property White_Space, which is not what Python's str.isspace() goes by.
WHITE_SPACE = {*map(chr, [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
                          0x205F, 0x3000])}
DASHES = {"-", *map(chr, range(0x2010, 0x2016))}


def typed(text):
    """A passphrase as it is hashed; None if it is none."""
    if len(text.encode()) > 1024:
        return None
    letters = unicodedata.normalize("NFKD", text)
    # Each by itself: Python's lower() of a whole word knows a final sigma.
    letters = "".join(letter.lower() for letter in letters if not unicodedata.category(letter).startswith("M"))
    parted = "".join(" " if letter in WHITE_SPACE or letter in DASHES else letter for letter in letters)
    return " ".join(part for part in parted.split(" ") if part) or None


def passphrase_root(words, salt, pepper):
    derived = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=65536, secret=pepper)
    return derived.derive(typed(words).encode())


def check(root, agency, user):
    return secret(root, b"", pack("continuum/1/sign-in", agency, user))


def user_key(root, agency, user, name):
    return Key(root, b"", pack("continuum/1/user", agency, user), name)


def handle(pepper, agency, name):
    """None for what is no name."""
    plain = typed(name)
    return None if plain is None else secret(pepper, b"", pack("continuum/1/handle", agency, plain))


def session_hash(session):
    return secret(session, b"", pack("continuum/1/session-id"))


def session_key(session):
    return Key(session, b"", pack("continuum/1/session"), "session-secret")


def index_key(circle_key, agency, circle, epoch):
    return secret(circle_key, b"", pack("continuum/1/index", agency, circle, epoch))


def circle_case_key(origin, share, agency, circle, epoch, case, name):
    return Key(origin, share, pack("continuum/1/circle", agency, circle, epoch, case), name)


def part_key(case_key, agency, case, part, version):
    return Key(case_key, b"", pack("continuum/1/part", agency, case), part, version)


def empty_head(agency, case):
    return bytes(8) + hashlib.sha256(pack("continuum/1/journal", agency, case)).digest()


def head_after(head, entry):
    count = struct.unpack(">Q", head[:8])[0] + 1
    return struct.pack(">Q", count) + hashlib.sha256(pack("continuum/1/entry", head[8:], count) + entry).digest()


def entry_place(agency, case, head):
    count = struct.unpack(">Q", head[:8])[0] + 1
    return place("vault", "journal", "entry", agency, case=case, sequence=count, previous=head[8:])


def store_key(root, network, root_id, name):
    return Key(root, b"", pack("continuum/1/keys-store", network, root_id), name)


def identity_signer(identity, agency):
    return Ed25519PrivateKey.from_private_bytes(secret(identity, b"", pack("continuum/1/identity", agency)))


def agency_signer(agency_key, agency, epoch):
    seed = secret(agency_key, b"", pack("continuum/1/agency-signing", agency, epoch))
    return Ed25519PrivateKey.from_private_bytes(seed)


def public(signer):
    return signer.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def announced(agency, epoch, issued, identity, signing, hybrid):
    """What is signed of an announcement."""
    return pack("continuum/1/announcement", bytes([ANNOUNCEMENT]), agency, epoch, issued, identity, signing, hybrid)


def announce(identity, agency, epoch, issued, signing, hybrid):
    signer = identity_signer(identity, agency)
    signature = signer.sign(announced(agency, epoch, issued, public(signer), signing, hybrid))
    head = struct.pack(">B16sQQ", ANNOUNCEMENT, agency, epoch, issued)
    return head + public(signer) + signing + hybrid + signature


def read_announcement(announcement):
    """Its fields; raises if its identity did not sign it."""
    assert len(announcement) == 1377 and announcement[0] == ANNOUNCEMENT
    _, agency, epoch, issued = struct.unpack(">B16sQQ", announcement[:33])
    identity, signing, hybrid = announcement[33:65], announcement[65:97], announcement[97:1313]
    signed = announced(agency, epoch, issued, identity, signing, hybrid)
    Ed25519PublicKey.from_public_bytes(identity).verify(announcement[1313:], signed)
    pin = agency + identity + struct.pack(">Q", epoch) + hashlib.sha256(signed).digest()
    return agency, epoch, issued, identity, signing, hybrid, pin


KINDS_OF_MEMBER = {"user": 1, "sheets": 2}


def vouched(kind, agency, who, epoch, roles, hybrid, circles):
    """What is signed of a member."""
    return pack("continuum/1/member", bytes([MEMBER]), bytes([kind]), agency, who, epoch, bytes([roles]), hybrid, b"".join(circles))


def vouch(agency_key, agency, epoch, kind, who, roles, hybrid, circles):
    """A record of a member, as the key of this epoch signs it."""
    kind, circles = KINDS_OF_MEMBER[kind], sorted(circles)
    signature = agency_signer(agency_key, agency, epoch).sign(vouched(kind, agency, who, epoch, roles, hybrid, circles))
    head = struct.pack(">BB16s16sQB", MEMBER, kind, agency, who, epoch, roles)
    return head + hybrid + struct.pack(">H", len(circles)) + b"".join(circles) + signature


def read_member(member, signing):
    """Its fields; raises if this key did not sign it."""
    assert member[0] == MEMBER and member[1] in (1, 2)
    _, kind, agency, who, epoch, roles = struct.unpack(">BB16s16sQB", member[:43])
    hybrid, (count,) = member[43:1259], struct.unpack(">H", member[1259:1261])
    end = 1261 + 16 * count
    assert len(member) == end + 64
    circles = [member[at : at + 16] for at in range(1261, end, 16)]
    assert all(one < other for one, other in zip(circles, circles[1:]))
    Ed25519PublicKey.from_public_bytes(signing).verify(member[end:], vouched(kind, agency, who, epoch, roles, hybrid, circles))
    return kind, agency, who, epoch, roles, hybrid, circles


def read_root_file(file):
    """The network and one or two roots, each its id and itself."""
    assert len(file) == 146 and file[0] == ROOT_FILE and file[1] in (1, 2)
    assert hashlib.sha256(file[:-32]).digest() == file[-32:]
    roots = [(file[18:34], file[34:66]), (file[66:82], file[82:114])]
    assert (file[1] == 2) == (roots[1] != (NO_ID, NO_HASH)), "zeros where there is one root, and only there"
    return file[2:18], roots[:file[1]]


def write_root_file(network, *roots):
    file = bytes([ROOT_FILE, len(roots)]) + network
    for root_id, root in (*roots, (NO_ID, NO_HASH))[:2]:
        file += root_id + root
    return file + hashlib.sha256(file).digest()
