"""What a user would take instead: each peer loads the corpus, and answers the questions warm, in one process.

A peer is a function that yields (step, seconds of every round, rows or None) and is given the folders of the corpus.
"""
import glob
import os
import sqlite3
import statistics
import tempfile
import time

import corpus as made

TAGS = ["language", "dataset_source", "culture_tag", "domain_tag", "task_intent_tag"]
STAGES = [source[:2] for source in made.SOURCES]


def rounds_of(function, count):
    seconds, result = [], None
    for _ in range(count):
        start = time.perf_counter()
        result = function()
        seconds.append(time.perf_counter() - start)
    return seconds, result


def duckdb_source(folder, kind):
    if kind == "parquet":
        return f"read_parquet('{folder}/*.parquet')"
    if kind == "jsonl":
        columns = ", ".join(f"{name}: 'VARCHAR'" for name in ["inputs"] + TAGS)
        return f"read_json('{folder}/*.jsonl', format='newline_delimited', columns={{{columns}, geolocation_tag: 'VARCHAR[]'}})"
    lists = "string_split(geolocation_tag, ';') as geolocation_tag"
    return f"(select * replace ({lists}) from read_csv('{folder}/*.csv', header=true, all_varchar=true))"


def duckdb_load(path, folder, kind, threads, is_enum=False):
    import duckdb

    if os.path.exists(path):
        os.remove(path)
    connection = duckdb.connect(path)
    connection.execute(f"set threads={threads}")
    connection.execute("set preserve_insertion_order=false")
    connection.execute(f"create table raw as select * from {duckdb_source(folder, kind)}")
    if is_enum:
        for tag in TAGS:
            connection.execute(f"create type {tag}_values as enum (select distinct {tag} from raw where {tag} is not null)")
        tags = ", ".join(f"{tag}::{tag}_values as {tag}" for tag in TAGS)
        connection.execute(f"create table samples as select rowid as id, inputs, {tags} from raw")
        connection.execute("create table places as select rowid as id, unnest(geolocation_tag) as place from raw")
        connection.execute("create type place_values as enum (select distinct place from places)")
        connection.execute("alter table places alter place type place_values")
        connection.execute("drop table raw")
    else:
        connection.execute("create view samples as select * from raw")
    connection.execute("create table stages (dataset_source varchar, stage varchar)")
    connection.executemany("insert into stages values (?, ?)", STAGES)
    connection.execute("checkpoint")
    connection.close()


def duckdb_peer(folders, questions, rounds, threads, is_enum):
    import duckdb

    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "corpus.duckdb")
        yield "load parquet", *rounds_of(lambda: duckdb_load(path, folders["parquet"], "parquet", threads, is_enum), 1)
        connection = duckdb.connect(path, read_only=True)
        connection.execute(f"set threads={threads}")
        for question in questions:
            # The list column needs no join back to its samples.
            unnested = "(select *, unnest(geolocation_tag) as place from raw)"
            sql = question["peer"] if is_enum else question["peer"].replace("samples join places using (id)", unnested)
            yield question["name"], *rounds_of(lambda: connection.execute(sql).fetchall(), rounds)


def polars_peer(folders, questions, rounds, threads):
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    seconds, frame = rounds_of(lambda: pl.read_parquet(f"{folders['parquet']}/*.parquet"), 1)
    yield "load parquet", seconds, None
    frame = frame.with_columns([pl.col(tag).cast(pl.Categorical) for tag in TAGS])
    places = frame.drop("inputs").explode("geolocation_tag").drop_nulls("geolocation_tag")
    places = places.with_columns(pl.col("geolocation_tag").cast(pl.Categorical)).lazy()
    samples = frame.lazy()
    stages = pl.LazyFrame(STAGES, schema=["dataset_source", "stage"], orient="row")
    stages = stages.with_columns(pl.col("dataset_source").cast(pl.Categorical))
    cultural = pl.col("culture_tag") != "NoCulture"
    by_source = samples.group_by("dataset_source")
    plans = {
        "decay": by_source.agg(pl.len(), cultural.sum().alias("k")).join(stages, on="dataset_source").group_by("stage")
        .agg(pl.col("len").sum(), pl.col("k").sum()),
        "composition": samples.group_by("dataset_source", "culture_tag").agg(pl.len()).join(stages, on="dataset_source")
        .group_by("stage", "culture_tag").agg(pl.col("len").sum()),
        "concentration": places.filter(cultural).group_by("dataset_source", "geolocation_tag").agg(pl.len()),
        "multilinguality": samples.group_by("dataset_source", "language").agg(pl.len(), cultural.sum().alias("k")),
        "language_places": places.group_by("language").agg(
            pl.col("geolocation_tag").n_unique(), pl.len()),
        "tasks": samples.group_by("task_intent_tag", "domain_tag").agg(pl.len(), cultural.sum().alias("k")),
        "slice": places.filter(
            cultural & (pl.col("language") == "swh") & pl.col("domain_tag").is_in(["Culture", "SocialSciences"])
        ).group_by("geolocation_tag").agg(pl.len()),
        "text": samples.filter(pl.col("inputs").str.contains("Масленицы", literal=True)).group_by("dataset_source")
        .agg(pl.len()),
        "rows": samples.filter((pl.col("language") == "swh") & (pl.col("culture_tag") == "CultureAsBias"))
        .select("dataset_source", "language", "inputs").head(20),
    }
    for question in questions:
        if question["name"] in plans:
            plan = plans[question["name"]]
            yield question["name"], *rounds_of(lambda: plan.collect().rows(), rounds)
        elif question["name"] == "random_rows":
            yield question["name"], *rounds_of(lambda: frame.sample(20).rows(), rounds)


def sqlite_peer(folders, questions, rounds, threads):
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as scratch:
        connection = sqlite3.connect(os.path.join(scratch, "corpus.sqlite"))

        def load():
            connection.execute("pragma journal_mode = off")
            connection.execute(f"create table samples (id integer primary key, inputs, {', '.join(TAGS)})")
            connection.execute("create table places (id integer, place)")
            connection.execute("create table stages (dataset_source, stage)")
            connection.executemany("insert into stages values (?, ?)", STAGES)
            row = 0
            for file in sorted(glob.glob(f"{folders['parquet']}/*.parquet")):
                for batch in pq.ParquetFile(file).iter_batches(100_000):
                    columns = batch.to_pydict()
                    ids = range(row, row + batch.num_rows)
                    connection.executemany(
                        "insert into samples values (?, ?, ?, ?, ?, ?, ?)",
                        zip(ids, columns["inputs"], *[columns[tag] for tag in TAGS]))
                    connection.executemany(
                        "insert into places values (?, ?)",
                        ((id, place) for id, places in zip(ids, columns["geolocation_tag"]) for place in places))
                    row += batch.num_rows
            connection.execute("create index by_source on samples (dataset_source, language, culture_tag)")
            connection.execute("create index by_task on samples (task_intent_tag, domain_tag, culture_tag)")
            connection.execute("create index by_sample on places (id, place)")
            connection.commit()

        yield "load parquet", *rounds_of(load, 1)
        connection.execute("pragma mmap_size = 8000000000")
        for question in questions:
            yield question["name"], *rounds_of(lambda: connection.execute(question["peer"]).fetchall(), max(1, rounds // 3))


PEERS = {
    "DuckDB": lambda *arguments: duckdb_peer(*arguments, is_enum=False),
    "DuckDB, ENUM layout": lambda *arguments: duckdb_peer(*arguments, is_enum=True),
    "Polars": polars_peer,
    "SQLite": sqlite_peer,
}


def spread(seconds):
    """Median, and how far apart the fastest and the slowest round are, of the median."""
    median = statistics.median(seconds)
    return median, (max(seconds) - min(seconds)) / median if median else 0.0
