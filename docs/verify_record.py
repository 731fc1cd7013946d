#!/usr/bin/env python3
"""Proves the record of an Enact register from outside, with nothing but Python.

    python3 verify_record.py https://register.example/sec --key 'register.example/sec/record+1f0c2d3e+AQ…'
    python3 verify_record.py https://register.example/sec --kept march.txt --entry 12 --save today.txt

It fetches the signed checkpoint and checks its signature (C2SP signed-note, Ed25519, RFC 8032), then one of:
  --entry N    the entry at a position stands in the record, with the text that it prints
  --kept FILE  the record goes on from the checkpoint that you kept: nothing before it was changed
  --all        every entry and tile of the tree; with --events FILE also each text of an export's events.jsonl
Without --key the key is the one that the register names itself: keep it, and give it the next time.
It ends with 0 where all holds, and with 1 and a sentence where something does not.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import sys
import urllib.request

# --- Ed25519, as RFC 8032, section 6, writes it out ---------------------------------------------------------------------
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    z, w = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, w - z, w + z, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(s, a):
    r = (0, 1, 1, 0)
    while s:
        if s & 1:
            r = add(r, a)
        a, s = add(a, a), s >> 1
    return r

def point(text):
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        raise ValueError("this is no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(s, BASE), add(point(signature[:32]), times(h, point(key)))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

# --- the tree, as RFC 9162, section 2.1, has it --------------------------------------------------------------------------
def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def leaf_of(text):
    return sha(b"\0", sha(text.encode()))

def node(left, right):
    return sha(b"\1", left, right)

def root_of(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha()
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:k]), root_of(hashes[k:]))

def step(before, now, at, last, beside):
    """One step up the tree: of the older root, which ends here, and of the newer one."""
    if at & 1 or at == last:
        before, now = node(beside, before), node(beside, now)
        while not at & 1 and at:
            at, last = at >> 1, last >> 1
    else:
        now = node(now, beside)
    return before, now, at >> 1, last >> 1

def included(leaf, place, size, root, path):
    at, last, found = place, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        _, found, at, last = step(found, found, at, last, beside)
    return last == 0 and found == root and place < size

def goes_on(old, old_root, size, root, path):
    if old == 0 or old >= size:
        return not path and (old == 0 and old_root == sha() or old == size and old_root == root)
    path = ([old_root] if old & (old - 1) == 0 else []) + path
    if not path:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = now = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        before, now, at, last = step(before, now, at, last, beside)
    return last == 0 and before == old_root and now == root

# --- checkpoints and files ---------------------------------------------------------------------------------------------
def opened(note, key):
    """The size and root of a checkpoint that this key signed."""
    name, number, public = key.split("+", 2)
    public = base64.b64decode(public)
    need(sha(name.encode(), b"\n", public)[:4].hex() == number and public[:1] == b"\1", "the public key is damaged")
    body, _, signatures = note.rpartition("\n\n")
    body += "\n"
    for line in signatures.splitlines():
        dash, by, text = line.split(" ")
        text = base64.b64decode(text)
        if by == name and text[:4].hex() == number and signed(public[1:], body.encode(), text[4:]):
            origin, size, root = body.splitlines()[:3]
            need(origin == name, f"the checkpoint is of {origin}")
            return int(size), base64.b64decode(root)
    sys.exit(f"WRONG: {name} did not sign the checkpoint")

def need(holds, otherwise):
    if not holds:
        sys.exit(f"WRONG: {otherwise}")

def get(address):
    return urllib.request.urlopen(address, timeout=60).read()

def tile(place, kind, index, width):
    path = "/".join([f"x{index // 1000**k % 1000:03}" for k in range(3, 0, -1) if index >= 1000**k] + [f"{index % 1000:03}"])
    return get(f"{place}/record/tile/{kind}/{path}" + (f".p/{width}" if width < 256 else ""))

def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("place", help="the address of the Code's register")
    words.add_argument("--key", help="the public key of the register")
    words.add_argument("--kept", help="a checkpoint that you kept")
    words.add_argument("--entry", type=int, help="the position of an entry")
    words.add_argument("--all", action="store_true", help="prove every entry and tile")
    words.add_argument("--events", help="events.jsonl of an export, to prove with --all")
    words.add_argument("--save", help="keep the checkpoint in this file")
    given = words.parse_args()
    place = given.place.rstrip("/")
    note = get(f"{place}/record/checkpoint").decode()
    proof = lambda path, size: json.loads(get(f"{place}/record/proof/{path}?size={size}"))
    key = given.key or json.loads(get(f"{place}/record/proof/from/0"))["key"]
    size, root = opened(note, key)
    print(f"{size} entries, root {root.hex()}, signed by {key}")
    path = lambda found: [bytes.fromhex(one) for one in found["path"]]
    if given.entry:
        found = proof(given.entry, size)
        holds = included(leaf_of(found["text"]), given.entry - 1, size, root, path(found))
        need(holds, f"entry {given.entry} does not stand in the record with that text")
        print(found["text"], f"Entry {given.entry} stands in the record.", sep="\n")
    if given.kept:
        old, old_root = opened(pathlib.Path(given.kept).read_text("utf-8"), key)
        need(old <= size, f"the record holds {size} entries, and the checkpoint that you kept covers {old}")
        holds = goes_on(old, old_root, size, root, path(proof(f"from/{old}", size)))
        need(holds, f"one of the first {old} entries is not what it was when you kept the checkpoint")
        print(f"The record goes on from the checkpoint that you kept, which covers {old} entries.")
    if given.all:
        leaves, above, first = [], [], 0
        while first < size:
            width = min(256, size - first)
            hashes, bundle = tile(place, 0, first // 256, width), tile(place, "entries", first // 256, width)
            mine = [hashes[at * 32 : at * 32 + 32] for at in range(width)]
            need(all(sha(b"\0", bundle[at * 34 + 2 : at * 34 + 34]) == one for at, one in enumerate(mine)), "an entry is not its leaf")
            leaves, above, first = leaves + mine, above + ([root_of(mine)] if width == 256 else []), first + 256
        for at in range(0, len(above), 256):
            mine = above[at : at + 256]
            need(tile(place, 1, at // 256, len(mine)) == b"".join(mine), "a tile of level 1 is not that of its leaves")
        need(root_of(leaves) == root, "the entries do not make the root that was signed")
        print(f"All {size} entries make the root that was signed.")
        if given.events:
            lines = pathlib.Path(given.events).read_text("utf-8").rstrip("\n").split("\n")
            texts = [line[line.index('"entry":') + 8 : -1] for line in lines]
            need([leaf_of(text) for text in texts] == leaves[: len(texts)], "a text of the export is not an entry of the record")
            print(f"The {len(texts)} texts of the export are entries of the record.")
    if given.save:
        pathlib.Path(given.save).write_text(note, "utf-8")

main()
