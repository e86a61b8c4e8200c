"""Writes one corpus as Parquet in many ways and prints what DuckDB counts in it: make_corpora.py ROWS FOLDER"""
import json
import random
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

count, folder = int(sys.argv[1]), sys.argv[2]
rng = random.Random(4)
sources = ["CulturaX", "Aya", "Dolci-SFT", "Prism-Alignment"]
tags = ["CultureAsKnowledge", "GeneralCulture", "NoCulture", "CultureAsBias", None]
places = ["Peru", "India", "日本", "Côte d'Ivoire", "France"]
rows = [{
    "inputs": None if rng.random() < 0.01 else f"{number} " + rng.choice(["short", "ü" * 30, "z" * rng.randint(0, 300)]),
    "language": rng.choice(["eng", "swh", "deu"]),
    "dataset_source": rng.choice(sources),
    "culture_tag": rng.choice(tags),
    "domain_tag": rng.choice(["Culture", "Code"]),
    "task_intent_tag": rng.choice(["OpenEnded", "Rewrite", "Translation"]),
    "geolocation_tag": None if rng.random() < 0.05 else [rng.choice(places) for _ in range(rng.choice([0, 1, 1, 2, 3]))],
} for number in range(count)]
table = pa.Table.from_pylist(rows)

ways = {
    "snappy": {"compression": "snappy"},
    "zstd": {"compression": "zstd"},
    "gzip": {"compression": "gzip"},
    "lz4": {"compression": "lz4"},
    "brotli": {"compression": "brotli"},
    "none": {"compression": "none"},
    "v2": {"compression": "snappy", "data_page_version": "2.0"},
    "plain": {"use_dictionary": False, "data_page_size": 2000},
    "small-groups": {"row_group_size": 100},
    "one-group": {"row_group_size": 1 << 20, "write_page_index": True, "data_page_size": 3000},
    "overflowing-dictionary": {"dictionary_pagesize_limit": 3000, "data_page_size": 1000},
    "delta": {"use_dictionary": False, "column_encoding": {"inputs": "DELTA_BYTE_ARRAY", "language": "DELTA_LENGTH_BYTE_ARRAY"}},
}
for name, options in ways.items():
    pq.write_table(table, f"{folder}/{name}.parquet", **options)
# A shard is a part of the rows; each has another schema.
quarter = count // 4
shards = [table.slice(quarter * part, quarter if part < 3 else None) for part in range(4)]
shards[1] = shards[1].select(list(reversed(table.column_names)))
shards[2] = shards[2].append_column("extra", pa.array(range(len(shards[2]))))
shards[3] = shards[3].set_column(
    shards[3].schema.get_field_index("domain_tag"), "domain_tag", pa.nulls(len(shards[3]))).drop_columns(["culture_tag"])
for part, shard in enumerate(shards):
    pq.write_table(shard, f"{folder}/shards-{part}-of-4.parquet")


def counted(source):
    query = lambda sql: duckdb.sql(sql.replace("corpus", source)).fetchall()
    return {
        "samples": query("select count(*), count(inputs), sum(length(inputs)) from corpus")[0],
        "sources": query("select dataset_source, culture_tag, count(*) from corpus group by all order by all"),
        "domains": query("select domain_tag, count(*) from corpus group by all order by all"),
        "places": query("select place, count(*) from (select unnest(geolocation_tag) place from corpus) group by all order by all"),
    }


answer = {name: counted(f"'{folder}/{name}.parquet'") for name in ways}
answer["shards-*-of-4"] = counted(f"read_parquet('{folder}/shards-*-of-4.parquet', union_by_name = true)")
print(json.dumps(answer, ensure_ascii=False))
