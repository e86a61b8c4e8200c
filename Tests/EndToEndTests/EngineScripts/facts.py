"""Invented answers, judgements and pairs as Parquet files and as tables of facts.db: facts.py FOLDER ROWS SEED"""

import random
import sqlite3
import sys

import pyarrow
import pyarrow.parquet

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)

PLACES = ["India", "USA", "Kenya", "Côte d’Ivoire", "Middle-earth", None]
CULTURES = ["CultureAsKnowledge", "GeneralCulture", "NoCulture", "CultureAsBias"]


def answer(number):
    country = random.choice(PLACES)
    return {
        "respondent": f"r{number % 400}",
        "question": random.choice(["q1", "q2", "it's \"q3\""]),
        "topic": random.choice(["Work", "Family"]),
        "country": country,
        "culture": country,
        "status": random.choice(["valid", "valid", "valid", "dont_know", "missing"]),
        "answer": random.choice(["Agree", "Disagree", "Don’t \"know\""]),
        "ordinal": random.choice([0, 1]),
        "code": random.choice([1, 2, 3, 4]),
        "weight": random.choice([0.5, 1.0, 1.75]),
    }


def judgement(number):
    return {
        "item": f"{number // 3:032x}",
        "sample": number // 3,
        "tagger": ["model-a", "model-b", "Ann"][number % 3],
        "kind": ["endpoint", "endpoint", "human"][number % 3],
        "dimension": "culture",
        "value": random.choice(CULTURES),
        "stage": random.choice(["pretraining", "alignment"]),
        "source": random.choice(["Crawl", "Aya"]),
        "language": random.choice(["eng", "hi", "xx-unknown"]),
    }


def pair(number):
    d0 = random.choice([0.25, -0.5, 1.5])
    return {
        "pair": number,
        "turn": f"t{number // 2}",
        "conversation": f"c{number // 4}",
        "annotator": f"a{number % 50}",
        "culture": random.choice(PLACES),
        "chosen_model": random.choice(["m1", "m2"]),
        "rejected_model": random.choice(["m1", "m3"]),
        "split": random.choice(["train", "test"]),
        "gap": random.choice([1.0, 2.5, 40.0]),
        "has_empty": 0,
        "longer": random.choice([0, 1]),
        "agrees": int(d0 > 0),
        "disagrees": int(d0 < 0),
        "d0": d0,
        "F": random.choice([0.25, 0.5]),
        "W": random.choice([0.125, 1.0]),
        "kept": random.choice([0, 1]),
    }


database = sqlite3.connect(f"{folder}/facts.db")
for name, row in [("answers", answer), ("judgements", judgement), ("pairs", pair)]:
    rows = [row(number) for number in range(count)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), f"{folder}/{name}.parquet")
    database.execute(f"create table {name} ({', '.join(rows[0])})")
    places = ", ".join("?" for _ in rows[0])
    database.executemany(f"insert into {name} values ({places})", [tuple(each.values()) for each in rows])
database.commit()
