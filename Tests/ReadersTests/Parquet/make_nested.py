"""Writes random nested rows as Parquet and as JSON lines with the same values: make_nested.py SEED COUNT FOLDER"""
import json
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

seed, count, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]

SCHEMA = pa.schema([
    ("s", pa.string()),
    ("same", pa.string()),
    ("i", pa.int64()),
    ("f", pa.float64()),
    ("b", pa.bool_()),
    ("none", pa.null()),
    ("tags", pa.list_(pa.string())),
    ("deep", pa.list_(pa.list_(pa.int32()))),
    ("o", pa.struct([("x", pa.int32()), ("y", pa.string()), ("in", pa.struct([("z", pa.list_(pa.string()))]))])),
    ("list", pa.list_(pa.struct([("k", pa.string()), ("v", pa.list_(pa.int32()))]))),
    ("map", pa.map_(pa.string(), pa.struct([("w", pa.string())]))),
    ("dotted.name", pa.string()),
])
WORDS = ["", "a", "ü漢字", "with \"quotes\" and \\", "line\nbreak", "tab\t", "x" * 40, "\u0001"]


def value(kind, rng, depth=0):
    if rng.random() < 0.15:
        return None
    if pa.types.is_null(kind):
        return None
    if pa.types.is_string(kind):
        return rng.choice(WORDS)
    if pa.types.is_boolean(kind):
        return rng.random() < 0.5
    if pa.types.is_integer(kind):
        return rng.randint(-2**31, 2**31 - 1)
    if pa.types.is_floating(kind):
        return rng.choice([0.5, -1.25, 1e-7, 123456.789, 3.0, 1e300])
    if pa.types.is_map(kind):
        return [(word, value(kind.item_type, rng)) for word in rng.sample(["p", "q", "r", "ü"], rng.randint(0, 3))]
    if pa.types.is_list(kind):
        return [value(kind.value_type, rng) for _ in range(rng.randint(0, 3))]
    return {field.name: value(field.type, rng) for field in kind}


def plain(kind, value):
    """The value as JSON has it: maps are objects."""
    if value is None:
        return None
    if pa.types.is_map(kind):
        return {key: plain(kind.item_type, item) for key, item in value}
    if pa.types.is_list(kind):
        return [plain(kind.value_type, item) for item in value]
    if pa.types.is_struct(kind):
        return {field.name: plain(field.type, value[field.name]) for field in kind}
    return value


for number in range(count):
    rng = random.Random(seed * 1000 + number)
    rows = [{field.name: value(field.type, rng) for field in SCHEMA} for _ in range(rng.choice([0, 1, 7, 200]))]
    for row in rows:
        row["same"] = "same"
    pq.write_table(
        pa.Table.from_pylist(rows, SCHEMA), f"{folder}/{number}.parquet", use_dictionary=rng.random() < 0.6,
        data_page_version=rng.choice(["1.0", "2.0"]), row_group_size=rng.choice([1, 10, 1000]),
        data_page_size=rng.choice([1, 100, 1 << 20]), dictionary_pagesize_limit=rng.choice([20, 1 << 20]),
        compression=rng.choice(["none", "snappy", "zstd"]), write_page_index=rng.random() < 0.5)
    with open(f"{folder}/{number}.jsonl", "w", encoding="utf-8") as file:
        for row in rows:
            record = {field.name: plain(field.type, row[field.name]) for field in SCHEMA}
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
