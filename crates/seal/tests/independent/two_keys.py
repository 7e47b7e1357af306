"""Makes one ciphertext that two keys open, each to something else: what the commitment of an envelope is for.

ChaCha20-Poly1305 does not bind a ciphertext to one key. Poly1305's tag is, for a key (r, s) and blocks c, the sum of
c[i] * r^(n - i) modulo p = 2^130 - 5, plus s, modulo 2^128: for two known keys, asking for the same tag is two linear
equations, and two blocks that may be anything solve them. (Dodis, Grubbs, Ristenpart, Woodage, 2018; Len, Grubbs,
Ristenpart, 2021.) What is asked of the filling is that the last byte be 0x80 under both keys, which is so for one pair
of keys in 256 when the content is as long as fits.

Usage: two_keys.py writes ../vectors/two_keys.json, the same each time.
"""

import hashlib
import itertools
import json
import pathlib
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

from sealing import *

P = 2**130 - 5
FILLED = 256
CHOSEN = [0, 1]  # The two blocks that are solved for, of 16 bytes each; what the content says stands behind them.


def known(name, length):
    return hashlib.sha256(name.encode()).digest()[:length]


def stream(key, nonce):
    """Poly1305's key (r, s), and what the plaintext is mixed with."""
    short = bytes(4) + nonce[16:]
    cipher = Cipher(algorithms.ChaCha20(hchacha20(key, nonce[:16]), bytes(4) + short), None).encryptor()
    first = cipher.update(bytes(64))
    r = int.from_bytes(first[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    return r, int.from_bytes(first[16:32], "little"), cipher.update(bytes(FILLED))


def blocks_of(authenticated, ciphertext):
    lengths = struct.pack("<QQ", len(authenticated), len(ciphertext))
    data = authenticated + bytes(-len(authenticated) % 16) + ciphertext + bytes(-len(ciphertext) % 16) + lengths
    return [int.from_bytes(data[at:at + 16], "little") + 2**128 for at in range(0, len(data), 16)]


def collide(authenticated, ciphertext, streams):
    """Changes the chosen blocks until one tag is right for both keys."""
    blocks = blocks_of(authenticated, ciphertext)
    first = -(-len(authenticated) // 16)
    places = [first + index for index in CHOSEN]
    powers = [[pow(r, len(blocks) - place, P) for place in places] for r, _, _ in streams]
    rest = [
        sum(block * pow(r, len(blocks) - at, P) for at, block in enumerate(blocks) if at not in places) % P
        for r, _, _ in streams
    ]
    (a, b), (c, d) = powers
    inverse = pow(a * d - b * c, -1, P)
    for attempt in itertools.count():
        tag = int.from_bytes(known(f"tag {attempt}", 16), "little")
        wanted = [(tag - s) % 2**128 - other for (_, s, _), other in zip(streams, rest)]
        solved = [(d * wanted[0] - b * wanted[1]) * inverse % P, (a * wanted[1] - c * wanted[0]) * inverse % P]
        if all(2**128 <= block < 2**129 for block in solved):
            changed = bytearray(ciphertext)
            for index, block in zip(CHOSEN, solved):
                changed[16 * index:16 * index + 16] = (block - 2**128).to_bytes(16, "little")
            return bytes(changed), tag.to_bytes(16, "little")


agency, case, nonce = known("agency", 16), known("case", 16), known("nonce", 24)
where = entry_place(agency, case, empty_head(agency, case))
one = known("case key", 32)
for number in itertools.count():
    other = known(f"case key {number}", 32)
    keys = [part_key(case_key, agency, case, "notes", 1) for case_key in (one, other)]
    streams = [stream(key.key, nonce) for key in keys]
    if streams[0][2][-1] == streams[1][2][-1]:
        break

# What can be read at the end of either reading: half of the ciphertext is chosen for one key, half for the other.
says = [b"she is safe with them...", b"she is in danger there.."]
ciphertext = bytearray(FILLED)
ciphertext[-1] = streams[0][2][-1] ^ 0x80
for at, text, (_, _, mixed) in zip([96, 160], says, streams):
    ciphertext[at:at + len(text)] = bytes(a ^ b for a, b in zip(text, mixed[at:]))
ciphertext, tag = collide(where("notes", 1), bytes(ciphertext), streams)

rest = nonce + ciphertext + tag
readings = []
for case_key, key, text in zip((one, other), keys, says):
    content = unseal(key, where, bytes([ENVELOPE]) + key.commitment + rest)
    assert text in content
    readings.append({"case_key": case_key.hex(), "content": content.hex()})
vector = {"agency": agency.hex(), "case": case.hex(), "rest": rest.hex(), "readings": readings}
path = pathlib.Path(__file__).parent.parent / "vectors/two_keys.json"
path.write_text(json.dumps(vector, indent=2) + "\n")
