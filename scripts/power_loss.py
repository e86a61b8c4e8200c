#!/usr/bin/env python3
"""Makes the states that a power loss during a load can leave, and sees whether loading goes on to the same answers.

    scripts/power_loss.py PROGRAM FOLDER [--states N] [--rows N] [--seed N] [--seconds N]

FOLDER is made. The loads run with Tests/PowerLoss/write_log.c, which logs their writes, truncations, syncs and removals. A state is
what a disk may hold after the first k of them: all that was synced, and of the rest any part in any order, sector by sector.
Loads into the state go on to the end; every answer and report has to have the bytes of those of loads that nobody
disturbed. Ends with 1 at the first difference. No state is made after --seconds.
"""

import argparse
import os
import random
import struct
import subprocess
import sys
import time
from pathlib import Path

import load_trials as trials

SECTOR = 512


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--states", type=int, default=300)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    folder = options.folder.resolve()
    trials.write_files(folder, program, options.rows, 0)
    whole = folder / "whole"
    whole.mkdir()
    log = folder / "log"
    trials.load(program, folder, whole / "corpus.sqlite",
                env={**os.environ, "LD_PRELOAD": library(folder), "WRITE_LOG": str(log), "WRITE_LOG_FOLDER": str(whole)})
    expected = trials.answers(program, whole / "corpus.sqlite")
    operations = list(logged(log))
    if sum(operation == "S" for operation, *_ in operations) < 3:
        sys.exit(f"only {len(operations)} operations were logged, with fewer than 3 syncs")
    draw = random.Random(options.seed)
    fresh = number = 0
    last = time.monotonic() + options.seconds
    while number < options.states and time.monotonic() < last:
        number += 1
        count = draw.randrange(1, len(operations) + 1)
        state = folder / "state"
        state.mkdir(exist_ok=True)
        for file in state.iterdir():
            file.unlink()
        found = after_loss(operations[:count], draw)
        for name, content in found.items():
            (state / name).write_bytes(content)
        fresh += not found.get("corpus.sqlite")
        store = state / "corpus.sqlite"
        trials.load(program, folder, store)
        different = trials.difference(trials.answers(program, store), expected)
        if different:
            sys.exit(f"state {number}, seed {options.seed}, {count} of {len(operations)} operations: {different}")
    print(f"{number} states of {len(operations)} operations, {fresh} without a store: every answer is the same")


def library(folder):
    path = folder / "write_log.so"
    source = Path(__file__).parent.parent / "Tests/PowerLoss/write_log.c"
    subprocess.run([os.environ.get("CC", "cc"), "-O1", "-shared", "-fPIC", "-o", path, source], check=True)
    return str(path)


def logged(log):
    """The operations: what, the file's name, the offset or length, the bytes."""
    content = log.read_bytes()
    place = 0
    while place < len(content):
        operation, name_length, offset, count = struct.unpack_from("=4Q", content, place)
        place += 32
        name = content[place : place + name_length].decode()
        place += name_length
        written = content[place : place + count] if chr(operation) == "W" else b""
        place += len(written)
        # What is in memory alone is lost in any case; the lock of a load is no part of the store.
        if not name.endswith(("-shm", "-load")):
            yield chr(operation), name, offset, written


def after_loss(operations, draw):
    """What each file may hold. A sync keeps what was written to its file before; one of the folder keeps removals."""
    files = {}
    pending = {}
    removed = []
    for operation, name, offset, written in operations:
        if operation == "S" and name == "":
            removed.clear()
        elif operation == "S":
            for other in pending.pop(name, []):
                apply(files, other)
        elif operation == "U":
            removed.append((name, files.pop(name, None), pending.pop(name, [])))
        else:
            files.setdefault(name, bytearray())
            pending.setdefault(name, []).append((operation, name, offset, written))
    # A removal that was not kept leaves the file, unless another has its name by now.
    for name, content, rest in removed:
        if name not in files and content is not None and draw.random() < 0.5:
            files[name] = content
            pending[name] = rest
    share = draw.choice([0, 0.1, 0.5, 0.9, 1])
    for name, rest in pending.items():
        kept = [piece for other in rest for piece in pieces(other) if draw.random() < share]
        if draw.random() < 0.5:
            draw.shuffle(kept)
        for other in kept:
            apply(files, other)
    return files


def pieces(operation):
    """A write sector by sector."""
    what, name, offset, written = operation
    if what != "W":
        return [operation]
    ends = [*range(SECTOR - offset % SECTOR, len(written), SECTOR), len(written)]
    return [(what, name, offset + start, written[start:end]) for start, end in zip([0, *ends], ends)]


def apply(files, operation):
    what, name, offset, written = operation
    content = files.setdefault(name, bytearray())
    if what == "T":
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    else:
        content.extend(bytes(max(0, offset + len(written) - len(content))))
        content[offset : offset + len(written)] = written


if __name__ == "__main__":
    main()
