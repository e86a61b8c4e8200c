#!/usr/bin/env python3
"""Kills loads at random moments and sees whether loading goes on to the same answers.

    scripts/kills.py PROGRAM FOLDER [--kills N] [--rows N] [--long-rows N] [--seed N] [--signal KILL|TERM|INT|HUP|any]

FOLDER is made and holds the files and stores. A trial is a load that is killed up to four times, each time at a moment
drawn from the time that a whole load takes, also while the store is made; then one load goes on to the end. Every answer
and report has to have the bytes of those of a load that nobody disturbed. Ends with 1 at the first difference.
"""

import argparse
import random
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
    parser.add_argument("--signal", choices=[*SIGNALS, "any"], default="KILL")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    files = options.folder / "files"
    trials.write_files(files, program, options.rows, options.long_rows)
    whole = options.folder / "whole.sqlite"
    began = time.monotonic()
    # Half a row in five hundred is rejected on purpose, which is no failure.
    trials.run(program, "ingest", files, "--quiet", "--store", whole)
    duration = time.monotonic() - began
    expected = trials.answers(program, whole)
    draw = random.Random(options.seed)
    store = options.folder / "killed.sqlite"
    kills = ended = trial = 0
    while kills < options.kills:
        trial += 1
        trials.remove(store)
        for _ in range(draw.randrange(1, 5)):
            # One in four is while the store is made.
            moment = draw.uniform(0, 0.3 if draw.random() < 0.25 else duration)
            name = draw.choice(list(SIGNALS)) if options.signal == "any" else options.signal
            load = subprocess.Popen(
                [program, "ingest", str(files), "--quiet", "--store", str(store)],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(moment)
            load.send_signal(SIGNALS[name])
            errors = load.communicate()[1].decode()
            if load.returncode == 0:
                ended += 1
            elif load.returncode == -SIGNALS[name]:
                kills += 1
            else:
                sys.exit(f"trial {trial}: {name} after {moment:.3f} s: exit {load.returncode}\n{errors}")
        trials.run(program, "ingest", files, "--quiet", "--store", store)
        different = trials.difference(trials.answers(program, store), expected)
        if different:
            sys.exit(f"trial {trial}, seed {options.seed}: {different}")
    print(f"{kills} kills ({options.signal}) in {trial} trials, {ended} came after the end: every answer is the same")


if __name__ == "__main__":
    main()
