"""Makes a corpus with the columns of CohereLabs/CultureMarkers, as Parquet, JSONL and CSV with the same rows.

The content is invented: no figure computed from it says anything about the world. The shape is real: texts hold nearly
all bytes, five tags have few values, and the places are a list with a long tail, empty ones and repeats.
"""
import csv
import pathlib

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

# Source, stage, weight, share of cultural rows, languages.
SOURCES = [
    ("CulturaX", "pretraining", 0.36, 0.62, 96), ("FineWeb-sample", "pretraining", 0.10, 0.38, 1),
    ("Aya", "sft", 0.04, 0.55, 65), ("Dolci-SFT", "sft", 0.16, 0.17, 40), ("ShareLM", "sft", 0.06, 0.24, 50),
    ("UltraFeedback-Alignment", "alignment", 0.02, 0.14, 1), ("Prism-Alignment", "alignment", 0.02, 0.31, 1),
    ("HelpSteer3-Alignment", "alignment", 0.04, 0.11, 12), ("OpenThoughts-Reasoning", "reasoning", 0.12, 0.02, 1),
    ("Nemotron-Reasoning", "reasoning", 0.08, 0.03, 5),
]
CULTURES = ["CultureAsKnowledge", "GeneralCulture", "CultureAsPreference", "CultureAsDynamics", "CultureAsBias", "NoCulture"]
DOMAINS = ["Conversation", "Culture", "SocialSciences", "Sciences", "Technology", "Medical", "Legal", "Finance", "Code", "Math"]
TASKS = ["OpenEnded", "Explanation", "Translation", "Classification", "CreativeWriting", "QuestionAnswering", "Summarization"]
LANGUAGES = ["eng", "deu", "fra", "spa", "rus", "zho", "jpn", "swh", "hin", "ara"] + [f"x{i:02}" for i in range(86)]
PLACES = ["India", "China", "USA", "United States", "Kenya", "Japan", "Germany", "UK", "Türkiye"] + [f"Place {i}" for i in range(141)]
SENTENCES = np.array([
    "What do families in the coastal villages cook for the harvest festival?", "Explain the theorem and prove the lemma.",
    "请介绍一下这个节日的由来和习俗。", "Write a polite message to my landlord about the heating.", "यह त्योहार कब मनाया जाता है?",
    "Refactor the function so that it streams its input.", "¿Qué se come en Nochebuena en tu región?",
    "Summarise the ruling, and cite \"the act\".", "この地域の方言で挨拶はどう言いますか。", "Расскажи о традициях Масленицы.",
    "Translate: the early bird\tcatches the worm.", "Je, chakula cha asili ni nini?", "Sort the list, then return\nthe median.",
], dtype=object)


def zipf(count, exponent):
    weights = 1.0 / np.arange(1, count + 1) ** exponent
    return weights / weights.sum()


def batch(random, first, rows):
    """A table of `rows` samples, the first of them number `first`."""
    weights = np.array([source[2] for source in SOURCES])
    source = random.choice(len(SOURCES), rows, p=weights / weights.sum())
    language = np.zeros(rows, dtype=np.int64)
    for index, (_, _, _, _, languages) in enumerate(SOURCES):
        own = source == index
        language[own] = random.choice(languages, own.sum(), p=zipf(languages, 0.9))
    cultural = random.random(rows) < np.array([source[3] for source in SOURCES])[source]
    culture = np.where(cultural, random.choice(5, rows, p=zipf(5, 1.2)), 5)
    counts = np.where(cultural, random.choice(4, rows, p=[0.22, 0.61, 0.13, 0.04]), random.random(rows) < 0.01)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    place = random.choice(len(PLACES), int(offsets[-1]), p=zipf(len(PLACES), 1.05))
    picked = random.integers(0, len(SENTENCES), (rows, 3))
    text = [f"{first + row} " + " ".join(SENTENCES[own]) for row, own in enumerate(picked)]

    def tags(codes, values):
        return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int16()), pa.array(values)).cast(pa.string())

    return pa.table({
        "inputs": pa.array(text, pa.string()),
        "language": tags(language, LANGUAGES),
        "dataset_source": tags(source, [source[0] for source in SOURCES]),
        "culture_tag": tags(culture, CULTURES),
        "domain_tag": tags(random.choice(len(DOMAINS), rows, p=zipf(len(DOMAINS), 0.8)), DOMAINS),
        "task_intent_tag": tags(random.choice(len(TASKS), rows, p=zipf(len(TASKS), 0.6)), TASKS),
        "geolocation_tag": pa.ListArray.from_arrays(pa.array(offsets), tags(place, PLACES)),
    })


def make_parquet(folder, rows, shards=8):
    folder.mkdir(parents=True, exist_ok=True)
    per_shard = -(-rows // shards)
    for shard in range(shards):
        random = np.random.default_rng(1000 + shard)
        path = folder / f"train-{shard:05}-of-{shards:05}.parquet"
        writer = None
        for first in range(shard * per_shard, min(rows, (shard + 1) * per_shard), 100_000):
            table = batch(random, first, min(100_000, min(rows, (shard + 1) * per_shard) - first))
            writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
            writer.write_table(table)
        if writer:
            writer.close()


def write_jsonl(parquet, target):
    duckdb.sql(f"copy (select * from read_parquet('{parquet}/*.parquet')) to '{target}' (format json)")


def write_csv(parquet, target):
    """Lines end as spreadsheets end them: DuckDB does not read its own CSV on two threads where texts have line breaks."""
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = None
        for source in sorted(parquet.glob("*.parquet")):
            for table in pq.ParquetFile(source).iter_batches(100_000):
                if writer is None:
                    writer = csv.writer(file)
                    writer.writerow(table.schema.names)
                columns = [column.to_pylist() for column in table.columns]
                columns[-1] = [";".join(places or []) for places in columns[-1]]
                writer.writerows(zip(*columns))


def corpus(folder, rows, given=None, formats=("parquet", "jsonl", "csv")):
    """The folders of the corpus by format, made where they are absent; `given` is a folder of Parquet files to take."""
    root = pathlib.Path(folder)
    parquet = pathlib.Path(given) if given else root / "parquet"
    if not list(parquet.glob("*.parquet")):
        make_parquet(parquet, rows)
    for kind, write in [("jsonl", write_jsonl), ("csv", write_csv)]:
        target = root / kind / f"train.{kind}"
        if kind in formats and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_suffix(".part")
            write(parquet, partial)
            partial.rename(target)
    root.mkdir(parents=True, exist_ok=True)
    stages = root / "stages.csv"
    stages.write_text("source,stage\n" + "".join(f"{source[0]},{source[1]}\n" for source in SOURCES))
    return {"parquet": parquet, "jsonl": root / "jsonl", "csv": root / "csv", "stages": stages}
