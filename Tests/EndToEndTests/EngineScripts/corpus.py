"""An invented, dirty corpus, the same rows as Parquet and as a table of SQLite: corpus.py FOLDER ROWS SEED"""

import json
import random
import sqlite3
import sys

import pyarrow
import pyarrow.parquet

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)

SOURCES = ["Crawl", "Aya", "O'Reilly \"books\"", "back\\slash", "line\nbreak", "", " Crawl ", "crawl", "`tick`", "nul\0x", None]
LANGUAGES = ["eng", "हिन्दी", "Swahili", "zh", "e\u0301", "\u00e9", "NA", "none", None]
CULTURES = ["CultureAsKnowledge", "GeneralCulture", "general culture", "NoCulture", "N/A", None]
PLACES = ["India", "USA", "United States", "Kenya", "Europe", "Middle-earth", "Côte d’Ivoire", "🇯🇵", "a'b\"c\\d", ""]
FORMATS = ["chat; qa", "qa", "chat;chat;  web ", ";", "", None]


def row(number):
    meta = {
        "land": random.choice(["Chad", "Mali", "Pérou", None]),
        "depth": random.choice([None, 1, 2, 3]),
    }
    return {
        "id": number,
        "source": random.choice(SOURCES),
        "lang": random.choice(LANGUAGES),
        "culture": random.choice(CULTURES),
        "domain": random.choice(["Math", "Code", "Culture", None]),
        "task": random.choice(["Creative Writing", "creative_writing", "Dialogue", "Summarization", None]),
        "places": random.choice(
            [None, [], [random.choice(PLACES) for _ in range(random.choice([1, 1, 2, 3, 9]))]]
        ),
        "formats": random.choice(FORMATS),
        "meta": random.choice([None, meta, meta, meta]),
        "stars": random.choice([None, 0, 1, 5, -7, 2**40]),
        "big": random.choice([None, 0, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63)]),
        "score": random.choice([None, 0.5, -1.25, 3.0, 0.1, float("nan")]),
        "checked": random.choice([None, True, False]),
        "text": random.choice(["Tell me.", "it's 100 % \"quoted\"", "😀", "", "नमस्ते", None]),
    }


rows = [row(number) for number in range(count)]
schema = pyarrow.schema(
    [
        ("id", pyarrow.int64()),
        ("source", pyarrow.string()),
        ("lang", pyarrow.string()),
        ("culture", pyarrow.string()),
        ("domain", pyarrow.string()),
        ("task", pyarrow.string()),
        ("places", pyarrow.list_(pyarrow.string())),
        ("formats", pyarrow.string()),
        ("meta", pyarrow.struct([("land", pyarrow.string()), ("depth", pyarrow.int64())])),
        ("stars", pyarrow.int64()),
        ("big", pyarrow.int64()),
        ("score", pyarrow.float64()),
        ("checked", pyarrow.bool_()),
        ("text", pyarrow.string()),
    ]
)
table = pyarrow.Table.from_pylist(rows, schema)
pyarrow.parquet.write_table(table.slice(0, count // 2), f"{folder}/part-0.parquet")
pyarrow.parquet.write_table(table.slice(count // 2), f"{folder}/part-1.parquet")

database = sqlite3.connect(f"{folder}/plain.db")
database.execute(
    "create table replies "
    " (id, source, lang, culture, domain, task, places, formats, land, depth, stars, big, score, checked, text)"
)
for each in rows:
    meta = each["meta"] or {}
    database.execute(
        "insert into replies values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            each["id"],
            each["source"],
            each["lang"],
            each["culture"],
            each["domain"],
            each["task"],
            None if each["places"] is None else json.dumps(each["places"]),
            each["formats"],
            meta.get("land"),
            meta.get("depth"),
            each["stars"],
            each["big"],
            each["score"],
            None if each["checked"] is None else str(each["checked"]).lower(),
            each["text"],
        ],
    )
database.commit()
