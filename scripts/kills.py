#!/usr/bin/env python3
"""Kills loads at random moments and sees whether loading goes on to the same answers.

    scripts/kills.py PROGRAM FOLDER [--kills N] [--rows N] [--long-rows N] [--seed N] [--seconds N]
        [--signal KILL|TERM|INT|HUP|any]

FOLDER is made and holds the files and stores. A trial is a series of loads that is killed up to four times, also while the
store is made; then one series goes on to the end. Every answer and report has to have the bytes of those of loads that
nobody disturbed. Ends with 1 at the first difference. The moments are drawn from the CPU time that the whole series takes,
so that a busy machine moves none of them. No trial begins after --seconds.
"""

import argparse
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import load_trials as trials

SIGNALS = {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM, "INT": signal.SIGINT, "HUP": signal.SIGHUP}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--long-rows", type=int, default=280_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--signal", choices=[*SIGNALS, "any"], default="KILL")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    trials.write_files(options.folder, program, options.rows, options.long_rows)
    whole = options.folder / "whole.sqlite"
    before = children_seconds()
    trials.load(program, options.folder, whole)
    duration = children_seconds() - before
    expected = trials.answers(program, whole)
    draw = random.Random(options.seed)
    store = options.folder / "killed.sqlite"
    kills = ended = trial = 0
    last = time.monotonic() + options.seconds
    while kills < options.kills and time.monotonic() < last:
        trial += 1
        trials.remove(store)
        for _ in range(draw.randrange(1, 5)):
            # One in four is while the store is made.
            moment = draw.uniform(0, 0.3 if draw.random() < 0.25 else duration)
            name = draw.choice(list(SIGNALS)) if options.signal == "any" else options.signal
            result, errors = killed(program, options.folder, store, moment, SIGNALS[name])
            if result == 0:
                ended += 1
            elif result == -SIGNALS[name]:
                kills += 1
            else:
                sys.exit(f"trial {trial}: {name} after {moment:.3f} s of CPU: exit {result}\n{errors}")
        trials.load(program, options.folder, store)
        different = trials.difference(trials.answers(program, store), expected)
        if different:
            sys.exit(f"trial {trial}, seed {options.seed}: {different}")
    print(f"{kills} kills ({options.signal}) in {trial} trials, {ended} came after the end: every answer is the same")


def killed(program, folder, store, moment, sent):
    """Runs the loads until they took so many seconds of CPU; gives the exit code of the one that got the signal, or 0."""
    for arguments in trials.loads(folder):
        before = children_seconds()
        load = subprocess.Popen(
            [program, "ingest", *map(str, arguments), "--quiet", "--store", str(store)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        # The process's CPU clock, as clock_getcpuclockid(3) makes it of the id.
        clock = ~load.pid << 3 | 2
        while load.poll() is None and time.clock_gettime(clock) < moment:
            time.sleep(0.002)
        sent_it = load.returncode is None
        if sent_it:
            load.send_signal(sent)
        errors = load.communicate()[1].decode()
        moment -= children_seconds() - before
        if load.returncode != 0 or sent_it:
            return load.returncode, errors
    return 0, ""


def children_seconds():
    """The CPU time of all processes that ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
