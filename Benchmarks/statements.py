"""Runs the statements of questions/ here and in DuckDB, compares answers and times: see Benchmarks/README.md."""
import argparse
import csv
import json
import math
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

FOLDER = pathlib.Path(__file__).parent / "questions"
# A statement may take this many times DuckDB's time, or this many seconds, whichever is more.
FACTOR, SECONDS = 2, 0.03
PLACES = "select distinct place, country, iso2, iso3, region, subregion, continent from places"


def statements(folder=FOLDER):
    """Every statement as (kind, name, ours, DuckDB's): a file per kind, `-- name` before each, `-- DuckDB` before a
    form that only DuckDB gets."""
    for file in sorted(folder.glob("*.sql")):
        name, forms = None, {}
        parts = re.split(r"^-- (\w+)$", file.read_text(), flags=re.MULTILINE)[1:]
        for heading, text in list(zip(parts[::2], parts[1::2])) + [(None, "")]:
            if heading == "DuckDB":
                forms["DuckDB"] = text.strip()
                continue
            if name:
                yield file.stem, name, forms["ours"], forms.get("DuckDB", forms["ours"])
            name, forms = heading, {"ours": text.strip()}


def number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def as_text(value):
    """A value of DuckDB as CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def is_same(ours, theirs):
    """The same rows in any order; numbers within 1e-9 of their size."""
    def key(row):
        return [(0, "%.6e" % found) if (found := number(value)) is not None else (1, value) for value in row]

    ours = sorted((row for row in ours), key=key)
    theirs = sorted((tuple(map(as_text, row)) for row in theirs), key=key)
    return len(ours) == len(theirs) and all(
        len(a) == len(b) and all(is_close(x, y) for x, y in zip(a, b)) for a, b in zip(ours, theirs))


def is_close(one, other):
    if one == other:
        return True
    first, second = number(one), number(other)
    return first is not None and second is not None and math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)


def duckdb_of(path, parquet, program, store, threads):
    """A database with tables samples and places, whose columns are named as those of the store's relations."""
    import duckdb

    connection = duckdb.connect(str(path))
    connection.execute(f"set threads={threads}")
    with tempfile.TemporaryDirectory() as scratch:
        for name, query in [("stages", "select source, stage from source_stage"), ("countries", PLACES)]:
            written = pathlib.Path(scratch) / f"{name}.csv"
            written.write_text(asked(program, store, query)[0])
            connection.execute(f"create table {name} as select * from read_csv('{written}', header=true, all_varchar=true)")
    connection.execute(f"""
        create table samples as
        select row_number() over (order by filename, file_row_number) as id, dataset_source as source, stage, language,
            culture_tag as culture, (culture_tag <> 'NoCulture')::int as cultural, domain_tag as domain,
            task_intent_tag as task, inputs as text, geolocation_tag as listed
        from read_parquet('{parquet}/*.parquet', filename=true, file_row_number=true) join stages on source = dataset_source
        order by id""")
    connection.execute("""
        create table places as
        select named.place, country, iso2, iso3, region, subregion, continent, samples.* exclude (listed)
        from (select distinct id, unnest(listed) as place from samples) named
        join samples using (id) left join countries on countries.place = named.place order by id""")
    connection.execute("alter table samples drop column listed")
    connection.execute("checkpoint")
    return connection


def asked(program, store, sql, limit=None):
    """The CSV that a whole process prints, its seconds, CPU seconds and peak memory in MB."""
    command = [str(program), "query", sql, "--format", "csv", "--store", str(store)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.NamedTemporaryFile() as peak:
        done = subprocess.run(
            ["/usr/bin/env", "time", "-f", "%M", "-o", peak.name, *command], capture_output=True, timeout=limit)
        seconds = time.perf_counter() - start
        memory = int((peak.read().split() or [b"0"])[-1]) / 1024
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stderr.decode().strip())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout.decode(), seconds, cpu, memory


def measured(program, store, connection, rounds, names=None, limit=120, inside=None):
    """One result per statement. Both sides take turns, since the speed of a shared machine changes.

    - inside: seconds of the statements in one process of ours, by name."""
    results = []
    for kind, name, ours, theirs in statements():
        if names and name not in names and kind not in names:
            continue
        result = {"kind": kind, "name": name, "seconds": [], "cpu": [], "duckdb": [], "duckdb_cpu": [], "memory_mb": 0}
        results.append(result)
        answer = connection.execute(theirs).fetchall()
        for _ in range(rounds):
            start, cpu = time.perf_counter(), time.process_time()
            connection.execute(theirs).fetchall()
            result["duckdb"].append(time.perf_counter() - start)
            result["duckdb_cpu"].append(time.process_time() - cpu)
            try:
                text, seconds, cpu, memory = asked(program, store, ours, limit)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                result["error"] = f"more than {limit} s" if isinstance(error, subprocess.TimeoutExpired) else str(error)
                break
            result["seconds"].append(seconds)
            result["cpu"].append(cpu)
            result["memory_mb"] = max(result["memory_mb"], memory)
            if not is_same(list(csv.reader(text.splitlines(keepends=True)))[1:], answer):
                result["error"] = "another answer than DuckDB's"
                break
        print(f"{name}: {result.get('error', 'the same answer')}, {seconds_of(result['seconds'])} beside "
              f"{seconds_of(result['duckdb'])}", file=sys.stderr, flush=True)
        if inside and name in inside:
            result["inside"] = inside[name]
    return results


def seconds_of(measured):
    return f"{statistics.median(measured):.3f} s" if measured else "–"


def is_over(result):
    """Whether a statement breaks the limit: the time is that in one process where it is known."""
    if "error" in result:
        return True
    own = statistics.median(result.get("inside") or result["seconds"])
    return own > max(FACTOR * statistics.median(result["duckdb"]), SECONDS)


def written(results):
    """The results as Markdown."""
    lines = ["| kind | statement | ours, ms | CPU | in one process, ms | DuckDB, ms | CPU | DuckDB : ours | memory, MB | |",
             "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --- |"]
    logs = []
    for result in results:
        theirs = statistics.median(result["duckdb"] or [math.nan])
        own = statistics.median(result["seconds"]) if result["seconds"] else None
        inside = statistics.median(result["inside"]) if "inside" in result else None
        note = result.get("error", "over the limit" if is_over(result) else "")
        best = inside or own
        if best and "error" not in result:
            logs.append(math.log(theirs / best))
        cpu, other = [statistics.median(result[side]) if result[side] else None for side in ("cpu", "duckdb_cpu")]
        times = [f"{value * 1000:.3g}" if value else "–" for value in (own, cpu, inside, theirs, other)]
        cells = [result["kind"], result["name"], *times,
                 f"{theirs / best:.2g}" if best else "–", f"{result['memory_mb']:.0f}", note.splitlines()[0] if note else ""]
        lines.append("| " + " | ".join(cells) + " |")
    mean = math.exp(sum(logs) / len(logs)) if logs else math.nan
    over = [result["name"] for result in results if is_over(result)]
    lines += ["", f"Geometric mean of DuckDB's time over ours: {mean:.2f}. {len(over)} of {len(results)} statements are over the "
              f"limit ({FACTOR} times DuckDB's time or {SECONDS * 1000:.0f} ms): {', '.join(over) or 'none'}."]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the built cultivar")
    parser.add_argument("--store", required=True, help="a store of the corpus")
    parser.add_argument("--parquet", required=True, help="the folder of Parquet files that the store was made from")
    parser.add_argument("--duckdb", help="a file that keeps DuckDB's tables for the next run")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a statement is given up")
    parser.add_argument("--json", help="a file for the single times")
    parser.add_argument("names", nargs="*", help="names of statements or kinds; all unless given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(arguments.duckdb or f"{scratch}/corpus.duckdb")
        if path.exists():
            import duckdb

            connection = duckdb.connect(str(path), read_only=True)
            connection.execute(f"set threads={arguments.threads}")
        else:
            connection = duckdb_of(path, arguments.parquet, arguments.program, arguments.store, arguments.threads)
        results = measured(
            arguments.program, arguments.store, connection, arguments.rounds, arguments.names, arguments.limit)
    print(written(results))
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
