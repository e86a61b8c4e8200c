#!/usr/bin/env python3
"""Makes the n-th system call of a kind fail during a load, for n = 1, 2, 3 … until there is no n-th.

    scripts/faults.py PROGRAM FOLDER [--rows N] [--kinds KIND,…] [--most N]

FOLDER is made. Faults are injected by strace (Debian's package strace). After each the load may have ended well or with
a message and exit code 1, never by a signal; then a load without faults goes on, and every answer has to have the bytes
of those of loads that nobody disturbed. With --most, at most so many n of each kind and load are tried, spread over
all.
"""

import argparse
import itertools
import re
import subprocess
import sys
from pathlib import Path

import load_trials as trials

# Once, or from the n-th call on, as on a disk that stays full.
KINDS = {
    "write-full": ("pwrite64", "ENOSPC", True),
    "write-limit": ("pwrite64", "EFBIG", True),
    "write-error": ("pwrite64", "EIO", False),
    "sync-error": ("fsync,fdatasync", "EIO", False),
    "truncate-error": ("ftruncate", "EIO", False),
    "read-error": ("read", "EIO", False),
    "pread-error": ("pread64", "EIO", False),
    "stat-error": ("newfstatat,fstat,stat,lstat", "EIO", False),
    "open-error": ("openat,open", "EACCES", False),
    "folder-error": ("getdents64", "EIO", False),
    "memory-map-error": ("mmap", "ENOMEM", False),
}
# What ends a program before it is one, or a library's own beginning.
NOT_BEGUN = re.compile(r"error while loading shared libraries|cannot (open|map) shared object|Fatal error|failed to map")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--kinds", default=",".join(kind for kind in KINDS if kind != "memory-map-error"))
    parser.add_argument("--most", type=int, default=40)
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    trials.write_files(options.folder, program, options.rows, 0)
    whole = options.folder / "whole.sqlite"
    trials.load(program, options.folder, whole)
    expected = trials.answers(program, whole)
    store = options.folder / "faulty.sqlite"
    total = failed = 0
    for kind, load in itertools.product(options.kinds.split(","), trials.loads(options.folder)):
        calls, error, stays = KINDS[kind]
        count = number_of(calls, program, load, store)
        step = max(1, -(-count // options.most))
        tried = broken = 0
        for number in range(1, count + 1, step):
            trials.remove(store)
            when = f"{number}+" if stays else str(number)
            inject = ["-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}"]
            result = traced(inject, program, load, store)
            where = f"{kind}, {load[0].name}: call {number} of {count}"
            if result.returncode not in (0, 1) and not NOT_BEGUN.search(result.stderr):
                sys.exit(f"{where}: exit {result.returncode}\n{result.stderr[-3000:]}")
            if result.returncode == 1 and "cultivar: " not in result.stderr:
                sys.exit(f"{where}: failed without a word\n{result.stderr[-3000:]}")
            tried += 1
            broken += result.returncode != 0
            trials.load(program, options.folder, store)
            different = trials.difference(trials.answers(program, store), expected)
            if different:
                sys.exit(f"{where}: exit {result.returncode}\n{result.stderr[-2000:]}\n{different}")
        print(f"{kind}, {load[0].name}: {tried} of {count} calls failed by {error}, {broken} loads ended early;"
              " every answer is the same", flush=True)
        total += tried
        failed += broken
    print(f"{total} faults, {failed} loads ended early; every answer is the same")


def traced(inject, program, load, store):
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(store) + ".trace", *inject]
    return subprocess.run(
        [*command, program, "ingest", *map(str, load), "--quiet", "--store", str(store)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")


def number_of(calls, program, load, store):
    """How many calls an undisturbed load makes."""
    trials.remove(store)
    traced(["-e", f"trace={calls}"], program, load, store)
    text = Path(str(store) + ".trace").read_text(errors="replace")
    names = "|".join(calls.split(","))
    return len(re.findall(rf"^\d+ +(?:{names})\(", text, re.MULTILINE))


if __name__ == "__main__":
    main()
