"""Words that people write down, as docs/sealing.md describes them, from that page alone: generated passphrases,
recovery sheets, fingerprints and invitations.

Nothing here is taken from the Rust crate or from a library for sharing secrets: the arithmetic of GF(256) is written
out. ML-KEM-768 and X25519 are those of the package `cryptography`.
"""

import hashlib
import hmac
import os
import pathlib
import struct
import unicodedata

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sealing import pack, secret

COUNT = 7776
SHEET = 0x41
SHA_256 = {
    "en": "d12aa1d9864ea0a431d60b52c16df9febca35a8b7f1a955a57a53b4a2b553e12",
    "es": "08959d50f3c6ae5dc1c37f4cfb67e514b000fb33790cc77a853c681a00290f04",
}


def read_list(language):
    file = (pathlib.Path(__file__).parents[2] / "data" / f"words-{language}.txt").read_bytes()
    assert hashlib.sha256(file).hexdigest() == SHA_256[language], "list"
    words = file.decode("ascii").split("\n")
    assert words.pop() == "" and len(words) == COUNT and words == sorted(words)
    return words


LISTS = {language: read_list(language) for language in SHA_256}
PLACES = {language: {word: place for place, word in enumerate(words)} for language, words in LISTS.items()}


def is_letter(letter):
    """Unicode's property Alphabetic, of what is no combining mark: Python knows categories alone."""
    circled = 0x1F150 <= ord(letter) <= 0x1F169 or 0x1F170 <= ord(letter) <= 0x1F189
    return letter.isalpha() or unicodedata.category(letter) == "Nl" or circled


def lines_of_words(text):
    """The words of each line that has any."""
    lines = []
    for line in text.split("\n"):
        letters = unicodedata.normalize("NFKD", line)
        letters = "".join(letter.lower() for letter in letters if not unicodedata.category(letter).startswith("M"))
        words = "".join(letter if is_letter(letter) else " " for letter in letters).split(" ")
        lines.append([word for word in words if word])
    return [line for line in lines if line]


def language_of(words):
    found = {language: sum(word in places for word in words) for language, places in PLACES.items()}
    return "es" if found["es"] > found["en"] else "en"


def generated(drawn, language):
    """The words that these random bytes draw, and how many of the bytes."""
    words, at = [], 0
    while len(words) < 6:
        place = struct.unpack(">H", drawn[at : at + 2])[0] & 0x1FFF
        at += 2
        if place < COUNT:
            words.append(LISTS[language][place])
    return " ".join(words), at


def read_generated(text):
    """Six words of one list as they are hashed."""
    words = [word for line in lines_of_words(text) for word in line]
    language = language_of(words)
    assert len(words) == 6 and all(word in PLACES[language] for word in words)
    return " ".join(words)


# GF(256), by x^8 + x^4 + x^3 + x^2 + 1: bytes are polynomials over GF(2), adding is exclusive or.


def times(one, other):
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


def inverse(value):
    assert value != 0
    # Every value but 0 has an order that divides 255.
    result = 1
    for _ in range(254):
        result = times(result, value)
    return result


def at_zero(points):
    """Lagrange's interpolation: the value at 0 of the polynomial through these points."""
    value = 0
    for x, y in points:
        for other, _ in points:
            if other != x:
                y = times(y, times(other, inverse(other ^ x)))
        value ^= y
    return value


def value_at(coefficients, x):
    value = 0
    for coefficient in reversed(coefficients):
        value = times(value, x) ^ coefficient
    return value


def hybrid_public(seed):
    """The public key of X-Wing's private key (draft-connolly-cfrg-xwing-kem, section 5.2)."""
    expanded = hashlib.shake_256(seed).digest(96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64]).public_key()
    curve = X25519PrivateKey.from_private_bytes(expanded[64:]).public_key()
    return lattice.public_bytes(Encoding.Raw, PublicFormat.Raw) + curve.public_bytes(Encoding.Raw, PublicFormat.Raw)


def recovery_public(recovery_key, agency):
    return hybrid_public(secret(recovery_key, b"", pack("continuum/1/recovery", agency)))


def user_public(user_secret, agency, user):
    return hybrid_public(secret(user_secret, b"", pack("continuum/1/user-hybrid", agency, user)))


def deal(recovery_key, agency, threshold, count):
    """Sheets, any `threshold` of which give the key back."""
    coefficients = [bytes([byte]) + os.urandom(threshold - 1) for byte in recovery_key]
    head, tail = os.urandom(8), hashlib.sha256(recovery_public(recovery_key, agency)).digest()[:5]
    shares = [bytes(value_at(of, index) for of in coefficients) for index in range(1, count + 1)]
    return [bytes([SHEET]) + head + bytes([threshold, index]) + share + tail for index, share in enumerate(shares, 1)]


def read_sheet(sheet):
    """Its set, threshold, index, share and the first bytes of the key's hash; raises if it is none."""
    assert len(sheet) == 48 and sheet[0] == SHEET
    of_set, threshold, index, share, key = struct.unpack(">8sBB32s5s", sheet[1:])
    assert 2 <= threshold <= 16 and 1 <= index <= 16
    return of_set, threshold, index, share, key


def recover(sheets, agency):
    """The recovery key; raises if the sheets do not give it."""
    read = [read_sheet(sheet) for sheet in sheets]
    assert len({(of_set, threshold, key) for of_set, threshold, _, _, key in read}) == 1, "one set"
    _, threshold, _, _, key = read[0]
    assert len({index for _, _, index, _, _ in read}) == len(read) >= threshold, "enough, none twice"
    columns = zip(*(share for _, _, _, share, _ in read))
    indices = [index for _, _, index, _, _ in read]
    recovered = bytes(at_zero(list(zip(indices, column))) for column in columns)
    assert hashlib.sha256(recovery_public(recovered, agency)).digest()[:5] == key, "damaged"
    return recovered


def check_word(row, places):
    packed = pack("continuum/1/sheet-row", row, struct.pack(">5H", *places))
    return int.from_bytes(hashlib.sha256(packed).digest()[:8], "big") % COUNT


def sheet_rows(sheet, language):
    """Six rows of six words."""
    number, places = int.from_bytes(sheet, "big"), []
    for _ in range(30):
        number, place = divmod(number, COUNT)
        places.insert(0, place)
    assert number == 0
    rows = [places[at : at + 5] for at in range(0, 30, 5)]
    rows = [[*row, check_word(number, row)] for number, row in enumerate(rows, 1)]
    return [" ".join(LISTS[language][place] for place in row) for row in rows]


def read_sheet_words(text):
    """The bytes of a sheet that was typed."""
    assert len(text.encode()) <= 4096
    lines = lines_of_words(text)
    words = [word for line in lines for word in line]
    rows = lines if len(lines) == 6 else [words[at : at + 6] for at in range(0, len(words), 6)]
    assert [len(row) for row in rows] == [6] * 6, "six rows of six words"
    places = PLACES[language_of(words)]
    number = 0
    for at, row in enumerate(rows, 1):
        *row, check = [places[word] for word in row]
        assert check == check_word(at, row), f"row {at}"
        for place in row:
            number = number * COUNT + place
    return number.to_bytes(48, "big")


def fingerprint(agency, identity_public, language):
    number = int.from_bytes(hashlib.sha256(pack("continuum/1/fingerprint", agency, identity_public)).digest(), "big")
    words = []
    for _ in range(6):
        number, place = divmod(number, COUNT)
        words.append(LISTS[language][place])
    return words


def invitation_key(words, invitation, agency, user):
    return secret(words.encode("ascii"), invitation, pack("continuum/1/invitation", agency, user))


def agency_mark(key, identity_public):
    return hmac.digest(key, pack("continuum/1/from-agency", identity_public), "sha256")


def member_mark(key, member_public):
    return hmac.digest(key, pack("continuum/1/from-member", member_public), "sha256")
