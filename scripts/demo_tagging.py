#!/usr/bin/env python3
"""The demonstration of tagging, without a network: demo_tagging.py PROGRAM SAMPLE FOLDER

Makes FOLDER from scratch: a store of the sample corpus, tags by a server on this machine that only pretends to be a model, tags
by lexicons, labels of two people who do not exist, and what the reports make of them. Sample, tags and labels are invented: no figure
here says anything about people, models or corpora.
"""

import csv
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

STAND_IN = Path(__file__).resolve().parent.parent / "Tests/EndpointTests/StandIn/stand_in.py"
CULTURES = ["CultureAsKnowledge", "CultureAsPreference", "CultureAsDynamics", "CultureAsBias", "GeneralCulture", "NoCulture"]
# Both people see the same true values; each errs by a rate of their own.
PEOPLE = {"anna": 0.04, "ben": 0.10}
SEED = 7

program, sample, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve(), Path(sys.argv[3])


def cultivar(*arguments, quiet=False, output=False):
    arguments = [str(argument) for argument in arguments]
    if not quiet:
        print("\n$ cultivar " + shlex.join(arguments), flush=True)
    result = subprocess.run([program, *arguments], cwd=folder, check=True, stdout=subprocess.PIPE if output else None,
                            text=True)
    return result.stdout


def stand_in(dialect):
    file = folder / f"port-{dialect}"
    process = subprocess.Popen(
        [sys.executable, "-B", STAND_IN, "--port-file", file, "--dialect", dialect, "--faults", "503=0.02,fence=0.1,foreign=0.05",
         "--latency", "0.005"])
    while not file.exists():
        time.sleep(0.01)
    port = file.read_text()
    file.unlink()
    return process, f"http://127.0.0.1:{port}/v1"


def folded(text):
    return "".join(letter for letter in (text or "").lower() if letter.isalnum())


def label(people):
    """Fills in the sheet: the published tag is taken for true where a coin says so, else NoCulture becomes cultural or back."""
    spellings = {folded(value): value for value in CULTURES}
    rows = cultivar("query", "select id, culture from samples", "--format", "jsonl", quiet=True, output=True).splitlines()
    published = {row["id"]: spellings.get(folded(row["culture"]), "NoCulture") for row in map(json.loads, rows)}
    with open(folder / "sheet.csv", encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns, lines = reader.fieldnames, list(reader)
    truth = random.Random(SEED)
    true_values = {}
    for line in lines:
        value = published[int(line["key"].split("-")[0].split("+")[0])]
        # The published tags overlook culture more often than they invent it.
        if truth.random() < (0.12 if value == "NoCulture" else 0.03):
            value = truth.choice([other for other in CULTURES if (other == "NoCulture") != (value == "NoCulture")])
        true_values[line["key"]] = value
    for person, error in people.items():
        own = random.Random(f"{SEED} {person}")
        with open(folder / f"{person}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            for line in lines:
                value = true_values[line["key"]]
                writer.writerow(line | {"culture": own.choice(CULTURES) if own.random() < error else value})


def main():
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["CULTIVAR_STORE"] = "corpus.sqlite"
    cultivar("ingest", sample, "--stages", sample / "stages.csv", "--quiet")
    for dialect in ("vllm", "llama.cpp", "ollama"):
        process, address = stand_in(dialect)
        try:
            arguments = ["tag", "--tagger", dialect.replace(".", ""), "--endpoint", address, "--model", "stand-in", "--sample", 300,
                         "--stratify", "stage"]
            if dialect == "vllm":
                cultivar(*arguments, "--dry-run")
            cultivar(*arguments)
        finally:
            process.kill()
            process.wait()
    cultivar("tag", "--tagger", "words", "--offline")
    cultivar("tag", "status")
    cultivar("tag", "adopt", "--tagger", "words", "--judgements")
    cultivar("tag", "sheet", "--sample", 600, "--stratify", "stage", "--dimensions", "culture", "--out", "sheet.csv",
             "--codebook", "codebook.md")
    label(PEOPLE)
    for person in PEOPLE:
        cultivar("tag", "labels", f"{person}.csv", "--rater", person)
    # Tags of a model that asks nobody take the place of the published ones in a copy of the store.
    cultivar("tag", "adopt", "--tagger", "vllm", "--replace", "--out", "adopted.sqlite")
    cultivar("index", "duplicates")
    cultivar("report", "agreement-pairs", "--where", "dimension = 'culture'")
    cultivar("report", "corrected-shares-sides", "corrected-shares-trend", "--param", "gold=anna")
    cultivar("report", "duplicates-pairs")
    for report in ("agreement", "tag-validity", "corrected-shares", "duplicates"):
        cultivar("report", report, "--out", f"tables/{report}")
    print(f"\nTables and figures: {folder}/tables. All labels and tags are invented.")


main()
