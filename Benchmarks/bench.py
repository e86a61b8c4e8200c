"""Measures Cultivar and its peers in one run and writes the table of ratios: see Benchmarks/README.md."""
import argparse
import csv
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

import corpus
import peers
import statements

ROOT = pathlib.Path(__file__).parent


def run(command, **options):
    """Seconds, CPU seconds and peak memory in MB of a program, and what it printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen([str(part) for part in command], stdout=output, **options)
        # The system's own peak begins with that of this process, which the child was for a moment.
        peak, ended = 0, 0
        while not ended:
            peak = max(peak, peak_memory(process.pid))
            time.sleep(0.005)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}")
        output.seek(0)
        return seconds, usage.ru_utime + usage.ru_stime, peak, output.read().decode()


def peak_memory(pid):
    """The peak of a running program in MB; 0 where it has ended."""
    try:
        found = re.search(r"^VmHWM:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) / 1024 if found else 0


def machine():
    """What was measured on, without its name."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} x {model}, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f} at the start"


def same(ours, theirs):
    """The same rows in any order, numbers and nulls as text."""
    text = lambda rows: sorted(["" if value is None else str(value) for value in row] for row in rows)
    return text(ours) == text(theirs)


class Table:
    """Rows of text under headings, as Markdown."""

    def __init__(self, *headings):
        self.rows = [list(headings), ["---"] * len(headings)]

    def add(self, *cells):
        self.rows.append([str(cell) for cell in cells])

    def __str__(self):
        return "\n".join("| " + " | ".join(row) + " |" for row in self.rows) + "\n"


def milliseconds(seconds):
    return f"{seconds * 1000:.3g}"


def loads(program, folders, formats, rows, rounds, threads, scratch):
    """The table of loads, their seconds, and the first store that was made. Both sides load in turn."""
    table = Table("load", "rows/s", "spread", "DuckDB rows/s", "spread", "ratio", "in each round", "peak memory, MB",
                  "store, MB", "DuckDB store, MB")
    stores, results = {}, []
    for kind in formats:
        store = pathlib.Path(scratch) / f"{kind}.sqlite"
        files = sorted(folders[kind].glob(f"*.{kind}"))
        command = [program, "ingest", *files, "--stages", folders["stages"], "--store", store, "--quiet"]
        path = os.path.join(scratch, "load.duckdb")
        ours, theirs, memory = [], [], 0
        for _ in range(rounds):
            store.unlink(missing_ok=True)
            seconds, _, peak, _ = run(command)
            ours.append(seconds)
            memory = max(memory, peak)
            theirs += peers.rounds_of(lambda: peers.duckdb_load(path, folders[kind], kind, threads), 1)[0]
        (own, own_spread), (other, other_spread) = peers.spread(ours), peers.spread(theirs)
        table.add(
            kind, f"{rows / own:,.0f}", f"{own_spread:.0%}", f"{rows / other:,.0f}", f"{other_spread:.0%}",
            f"{other / own:.1f}", " ".join(sorted(f"{b / a:.1f}" for a, b in zip(ours, theirs))), f"{memory:.0f}", f"{store.stat().st_size / 1e6:.0f}",
            f"{os.path.getsize(path) / 1e6:.0f}")
        results.append({"kind": kind, "seconds": ours, "duckdb_seconds": theirs, "memory_mb": memory,
                        "store_bytes": store.stat().st_size, "duckdb_bytes": os.path.getsize(path)})
        os.remove(path)
        stores[kind] = store
    return table, results, next(iter(stores.values()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the built cultivar")
    parser.add_argument("--harness", required=True, help="the built benchmark, which asks in one process")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--parquet", help="a folder of Parquet files to take in place of those made for --rows")
    parser.add_argument("--formats", default="parquet,jsonl,csv", help="what is loaded; the first one's store is asked")
    parser.add_argument("--peers", default=",".join(name.split(",")[0] for name in peers.PEERS))
    arguments = parser.parse_args()
    questions = json.loads((ROOT / "questions.json").read_text())
    work = ROOT / ".work" / (pathlib.Path(arguments.parquet).name if arguments.parquet else str(arguments.rows))
    described = machine()
    print(f"corpus in {work}", file=sys.stderr)
    formats = arguments.formats.split(",")
    folders = corpus.corpus(work, arguments.rows, arguments.parquet, formats)
    result = {"machine": described, "date": datetime.date.today().isoformat(), "rounds": arguments.rounds}
    with tempfile.TemporaryDirectory() as scratch:
        import duckdb

        rows = duckdb.sql(f"select count(*) from read_parquet('{folders['parquet']}/*.parquet')").fetchall()[0][0]
        load_table, result["loads"], store = loads(
            arguments.program, folders, formats, rows, arguments.rounds, arguments.threads, scratch)
        print(load_table, file=sys.stderr)
        seconds, warm, answers = {}, {}, {}
        run([arguments.program, "index", "text", "--drop", "--store", store])
        harness = lambda what: json.loads(run([arguments.harness, what, store, arguments.rounds, ROOT / "questions.json"])[3])
        seconds["without text index"] = harness("questions")
        listed = os.path.join(scratch, "statements.json")
        pathlib.Path(listed).write_text(
            json.dumps([{"name": name, "ours": ours} for _, name, ours, _ in statements.statements()]))
        inside = json.loads(run([arguments.harness, "questions", store, arguments.rounds, listed])[3])
        connection = statements.duckdb_of(
            os.path.join(scratch, "statements.duckdb"), folders["parquet"], arguments.program, store, arguments.threads)
        result["statements"] = statements.measured(
            arguments.program, store, connection, arguments.rounds, inside=inside)
        connection.close()
        index = run([arguments.program, "index", "text", "--store", store])
        result["text_index"] = {"seconds": index[0], "memory_mb": index[2], "said": index[3].strip()}
        seconds["Cultivar"] = harness("questions")
        for name, peer in peers.PEERS.items():
            if name not in arguments.peers.split(",") and name.split(",")[0] not in arguments.peers.split(","):
                continue
            seconds[name] = {}
            for step, measured, answer in peer(folders, questions, arguments.rounds, arguments.threads):
                seconds[name][step] = measured
                if name == "DuckDB" and answer is not None:
                    answers[step] = answer
            # Again beside each peer: the speed of a machine that others use changes from minute to minute.
            for step, measured in harness("questions").items():
                seconds["Cultivar"][step] += measured
        cold = {}
        for question in questions:
            command = [arguments.program, "query", question["ours"], "--format", "csv", "--store", store]
            measured = [run(command) for _ in range(arguments.rounds)]
            cold[question["name"]] = {"seconds": [m[0] for m in measured], "cpu": [m[1] for m in measured]}
            ours = list(csv.reader(measured[0][3].splitlines()))[1:]
            if question.get("compared", True) and question["name"] in answers:
                if not same(ours, answers[question["name"]]):
                    sys.exit(f"{question['name']}: the answer is not DuckDB's")
        report = [run([arguments.program, "report", "decay", "--store", store]) for _ in range(arguments.rounds)]
        usage = [run([arguments.program, "--help"]) for _ in range(arguments.rounds)]
        result["start"] = {"report decay": [r[1] for r in report], "--help": [r[1] for r in usage]}
        kernels = harness("kernels")
    result |= {"rows": rows, "seconds": seconds, "cold": cold, "kernels": kernels}
    text = written(result, questions, load_table)
    print(text)
    target = ROOT / "results" / f"{result['date']}-{rows}"
    target.with_suffix(".md").write_text(text)
    target.with_suffix(".json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


def written(result, questions, load_table):
    """The whole result as Markdown."""
    seconds = result["seconds"]
    names = [name for name in seconds if name not in ("Cultivar", "without text index")]
    table = Table("question", "Cultivar, ms", "spread", "cold, ms CPU", *[f"{name}, ms" for name in names],
                  "DuckDB's better : ours", "Polars : ours")
    ratios = []
    for question in questions:
        step = question["name"]
        ours, apart = peers.spread(seconds["Cultivar"][step])
        medians = {name: peers.spread(seconds[name][step])[0] for name in names if step in seconds[name]}
        better = min((value for name, value in medians.items() if name.startswith("DuckDB")), default=None)
        if better and question.get("compared", True):
            ratios.append(better / ours)
        table.add(
            step, milliseconds(ours), f"{apart:.0%}", milliseconds(peers.spread(result["cold"][step]["cpu"])[0]),
            *[milliseconds(medians[name]) if name in medians else "–" for name in names],
            f"{better / ours:.1f}" if better else "–",
            f"{medians['Polars'] / ours:.1f}" if "Polars" in medians else "–")
    mean = 1.0
    for ratio in ratios:
        mean *= ratio ** (1 / len(ratios))
    scanned = milliseconds(peers.spread(seconds["without text index"]["text"])[0])
    kernels = Table("kernel", "rows/s, M", "GB/s of what it reads", "of memory bandwidth")
    for kernel in result["kernels"]["kernels"]:
        kernels.add(kernel["name"], f"{kernel['rows_per_second'] / 1e6:.0f}", f"{kernel['bytes_per_second'] / 1e9:.2f}",
                    f"{kernel['bytes_per_second'] / result['kernels']['bandwidth']:.0%}")
    start = ", ".join(f"`{name}` {milliseconds(peers.spread(cpu)[0])} ms" for name, cpu in result["start"].items())
    index = result["text_index"]
    return f"""# {result['date']}: {result['rows']:,} rows

{result['machine']}; medians of {result['rounds']} rounds, warm, in one process; spread is (slowest - fastest) / median.

{table}
Geometric mean of DuckDB's better layout over ours: {mean:.1f}. The text question without the text index: {scanned} ms.

{statements.written(result["statements"])}
Text index: made in {index['seconds']:.1f} s with {index['memory_mb']:.0f} MB; {index['said']}.

CPU of a whole process: {start}.

{load_table}
Memory bandwidth (sum of 256 MB, one core): {result['kernels']['bandwidth'] / 1e9:.1f} GB/s.

{kernels}"""


if __name__ == "__main__":
    main()
