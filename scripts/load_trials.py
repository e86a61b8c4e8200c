"""What kills.py, faults.py and power_loss.py share: files of every format, their loads, and a store's answers."""

import gzip
import json
import random
import shutil
import subprocess
from pathlib import Path

QUESTIONS = [
    "select file, count(*), sum(row), sum(likes), count(distinct text) from samples group by file order by file",
    "select source, stage, language, culture, count(*) from samples group by 1, 2, 3, 4 order by 1, 2, 3, 4",
    "select country, count(*) from places group by 1 order by 1",
    "select path, rows_seen, rows_stored, rows_rejected, rows_skipped, records_read, finished, content_sha256"
    " from file order by path",
    "select path, reject.row, line, byte_offset, code, reason, excerpt from reject join file on file.id = file_id"
    " order by path, reject.row",
    "select country, model, count(*), sum(turn_number), count(distinct response), count(distinct text) from responses"
    " group by 1, 2 order by 1, 2",
    "select country, culture, question, \"option\", status, count(*), sum(code), count(distinct respondent) from answers"
    " group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5",
    "select country, gender, count(*) from annotators group by 1, 2 order by 1, 2",
]
REPORTS = ["overview", "composition", "concentration", "multilinguality"]


def row(number, seed):
    choose = random.Random(seed * 1_000_003 + number)
    return {
        "source": choose.choice(["Aya", "Dolly", "Flan", "OASST"]),
        "stage": choose.choice(["sft", "pretraining"]),
        "language": choose.choice(["eng", "deu", "fra", "swh"]),
        "culture_tag": choose.choice(["NoCulture", "GeneralCulture", "Food"]),
        "geolocation": choose.choice(["Peru", "Germany", "Kenya", "France", "Japan"]),
        "likes": choose.randrange(1000),
        "text": f"text {number} of {seed}: " + " ".join(str(choose.random()) for _ in range(4)),
    }


def loads(folder):
    """One load after another: samples of every format, ratings of people, a survey that has many answers in a row."""
    survey = [folder / "survey.csv", "--profile", "invented"]
    return [[folder / "files"], [folder / "ratings", "--profile", "prism"], survey]


def load(program, folder, store, **options):
    for arguments in loads(folder):
        run(program, "ingest", *arguments, "--quiet", "--store", store, **options)


def write_files(root, program, rows, long_rows):
    """Writes the files of the loads. There is one of samples for each format, and records that cannot be read in text.

    With `long_rows`, another file has several row groups.
    """
    folder = root / "files"
    folder.mkdir(parents=True)

    def records(seed, count=rows):
        return (row(number, seed) for number in range(count))

    def lines(seed, count=rows):
        for number, record in enumerate(records(seed, count)):
            yield json.dumps(record) + "\n"
            if number % 500 == 499:
                yield '{"source": "cut of\n'

    def table(seed, separator):
        names = list(row(0, 0))
        yield separator.join(names) + "\n"
        for number, record in enumerate(records(seed)):
            yield separator.join(str(record[name]) for name in names) + "\n"
            if number % 500 == 499:
                yield separator.join("too few".split()) + "\n"

    (folder / "a.jsonl").write_text("".join(lines(1)))
    with gzip.open(folder / "b.jsonl.gz", "wt") as file:
        file.writelines(lines(2))
    (folder / "c.json").write_text(json.dumps(list(records(3)), indent=1))
    (folder / "d.csv").write_text("".join(table(4, ",")))
    (folder / "e.tsv").write_text("".join(table(5, "\t")))
    with gzip.open(folder / "f.csv.gz", "wt") as file:
        file.writelines(table(6, ","))
    if shutil.which("zstd"):
        text = "".join(lines(7)).encode()
        (folder / "g.jsonl.zst").write_bytes(subprocess.run(["zstd", "-c"], input=text, stdout=-1, check=True).stdout)
    plain = root / "plain.sqlite"
    (root / "plain.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records(8)))
    run(program, "ingest", root / "plain.jsonl", "--quiet", "--store", plain)
    statement = "select source, stage, language, culture as culture_tag, likes, text from samples order by id"
    for name in ["h.parquet", "j.arrow"]:
        run(program, "export", "rows", "--query", statement, "--store", plain, "--out", folder / name)
    stream = run(program, "query", statement, "--format", "arrow", "--store", plain).stdout
    (folder / "k.arrows").write_bytes(stream)
    run(program, "preferences", "generate", "--utterances", rows, "--bad-scores", rows // 500, "--out", root / "ratings")
    run(program, "survey", "invent", "--respondents", max(1, rows // 100), "--out", root / "survey.csv")
    if long_rows:
        (folder / "i.jsonl").write_text("".join(lines(9, long_rows)))


def run(program, *arguments, **options):
    """Runs the program; what it says is in the error."""
    options = {"check": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    try:
        return subprocess.run([program, *map(str, arguments)], **options)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{error.cmd}: exit {error.returncode}\n{error.stderr.decode()}") from error


def answers(program, store):
    """The bytes of all answers and reports, after a check of the store."""
    run(program, "check", "--store", store)
    outputs = [run(program, "query", question, "--format", "csv", "--store", store).stdout for question in QUESTIONS]
    outputs += [run(program, "report", report, "--format", "csv", "--store", store).stdout for report in REPORTS]
    return outputs


def difference(found, expected):
    """Nothing where both are equal, else the first output that differs."""
    for what, one, other in zip(QUESTIONS + REPORTS, found, expected):
        if one != other:
            return f"{what}\n--- found\n{one.decode()[:2000]}\n--- expected\n{other.decode()[:2000]}"
    return None


def remove(store):
    for suffix in ["", "-wal", "-shm", "-journal", "-load"]:
        Path(str(store) + suffix).unlink(missing_ok=True)
