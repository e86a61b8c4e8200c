"""Measures questions on a table that Spark itself generates, and what the client needs for them.

    make bench-spark ROWS=200000000

Spark writes the rows as Parquet below --folder, which is removed at the end unless --keep is given. Each question is a
process of its own. Printed are its seconds, what the engine returned, and the peak memory and the seconds of processor
time of the program, of its bridge to Spark and of the server.
"""

import argparse
import os
import shutil
import subprocess
import threading
import time

from pyspark.sql import SparkSession

QUESTIONS = [
    ("connect", None),
    ("decay", ["report", "decay"]),
    ("concentration", ["report", "concentration"]),
    ("verify", ["report", "verify"]),
]

# Places are few and skewed; one sample in eight has none, and one in eight has two, and some of these are equal.
ROWS = """
    with draws as (
        select
            pmod(xxhash64(id, 1), 1000) as source_draw, pmod(xxhash64(id, 2), 1000) as culture_draw,
            pmod(xxhash64(id, 3), 1000) as place_draw, pmod(xxhash64(id, 4), 1000) as second_draw,
            pmod(xxhash64(id, 5), 1000) as language_draw, pmod(xxhash64(id, 6), 14) as domain_draw,
            pmod(xxhash64(id, 7), 8) as length_draw
        from range(0, {rows}, 1, {parts})
    ),
    sources as (
        select *, case when source_draw < 700 then 'CulturaX' when source_draw < 850 then 'C4'
            when source_draw < 930 then 'Aya' when source_draw < 970 then 'Tulu'
            when source_draw < 990 then 'UltraFeedback-Alignment' else 'OpenMathReasoning' end as source
        from draws
    )
    select
        source,
        case when source in ('CulturaX', 'C4') then 'pretraining' when source in ('Aya', 'Tulu') then 'fine-tuning'
            when source = 'UltraFeedback-Alignment' then 'alignment' else 'reasoning' end as stage,
        case when culture_draw < case source when 'CulturaX' then 760 when 'C4' then 790 when 'Aya' then 700
                when 'Tulu' then 880 when 'UltraFeedback-Alignment' then 930 else 995 end then 'NoCulture'
            when pmod(culture_draw, 5) = 0 then 'GeneralCulture' when pmod(culture_draw, 5) = 1 then 'CultureAsBias'
            when pmod(culture_draw, 5) = 2 then 'CultureAsPreference'
            when pmod(culture_draw, 5) = 3 then 'CultureAsDynamics' else 'CultureAsKnowledge' end as culture,
        case when length_draw = 0 then array()
            when length_draw = 1 then array({place}, {second}) else array({place}) end as places,
        element_at(array({languages}), cast(1 + language_draw * language_draw / 1000000.0 * {language_count} as int))
            as language,
        concat('Domain ', domain_draw) as domain
    from sources
"""

PLACES = (
    "United States,India,China,Brazil,Nigeria,Kenya,France,Germany,Japan,Indonesia,Mexico,Egypt,Pakistan,Bangladesh,"
    "Russia,Turkey,Iran,Vietnam,Thailand,Italy,Spain,Poland,Ukraine,Canada,Australia,Argentina,Peru,Chile,Colombia,"
    "South Africa,Ethiopia,Ghana,Morocco,Algeria,Sudan,Uganda,Tanzania,Chad,Mali,Senegal,Iraq,Syria,Jordan,Lebanon,"
    "Israel,Saudi Arabia,Yemen,Oman,Qatar,Nepal,Bhutan,Sri Lanka,Myanmar,Laos,Cambodia,Malaysia,Singapore,Philippines,"
    "South Korea,Mongolia,Kazakhstan,Uzbekistan,Georgia,Armenia,Greece,Romania,Bulgaria,Hungary,Austria,Switzerland,"
    "Belgium,Netherlands,Denmark,Norway,Sweden,Finland,Iceland,Ireland,United Kingdom,Portugal,Cuba,Haiti,Jamaica,"
    "Bolivia,Paraguay,Uruguay,Ecuador,Venezuela,Panama,Fiji,Samoa,Tonga,New Zealand"
).split(",")
LANGUAGES = "English,Chinese,Hindi,Spanish,French,Arabic,Bengali,Portuguese,Russian,Swahili,Japanese,German".split(",")


def listed(names):
    return ", ".join(f"'{name}'" for name in names)


def generate(address, rows, folder):
    def place(draw):
        # The square of a uniform draw: the first names are drawn most.
        index = f"cast(1 + {draw} * {draw} / 1000000.0 * {len(PLACES)} as int)"
        return f"element_at(array({listed(PLACES)}), {index})"

    spark = SparkSession.builder.remote(address).getOrCreate()
    start, server_start = time.monotonic(), server_seconds()
    spark.sql(
        ROWS.format(
            rows=rows,
            parts=max(2, rows // 12_500_000),
            place=place("place_draw"),
            second=place("second_draw"),
            languages=listed(LANGUAGES),
            language_count=len(LANGUAGES),
        )
    ).write.parquet(folder)
    spark.stop()
    return time.monotonic() - start, server_seconds() - server_start


TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid):
    """The processor time of a process, and its process group."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS, int(fields[2])


def server_seconds():
    """The processor time of the server, whose processes are one group."""
    total = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            seconds, group = processor_seconds(name)
        except OSError:
            continue
        total += seconds if str(group) == os.environ.get("CULTIVAR_TEST_SPARK_GROUP") else 0
    return total


class Usage:
    """The peak memory in MB and the processor time of a process and of its children, read while they run."""

    def __init__(self, process):
        self.peaks = {}
        self.seconds = {}
        self.process = process
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        while self.process.poll() is None:
            self.note("program", self.process.pid)
            for child in self.children():
                self.note("bridge", child)
            time.sleep(0.05)

    def children(self):
        try:
            with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as file:
                return file.read().split()
        except OSError:
            return []

    def note(self, name, pid):
        try:
            self.seconds[name] = max(self.seconds.get(name, 0), processor_seconds(pid)[0])
            with open(f"/proc/{pid}/status") as file:
                for line in file:
                    if line.startswith("VmHWM:"):
                        self.peaks[name] = max(self.peaks.get(name, 0), int(line.split()[1]) // 1024)
        except OSError:
            pass


def run(command):
    start, server_start = time.monotonic(), server_seconds()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    usage = Usage(process)
    output = process.communicate()[0]
    usage.thread.join()
    usage.seconds["server"] = server_seconds() - server_start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{output}")
    # The last line of a report that an engine answered says what it returned.
    cost = [line for line in output.splitlines() if line.startswith("spark: ")]
    return time.monotonic() - start, usage, cost[-1].removeprefix("spark: ") if cost else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--folder", default="Benchmarks/.work/spark")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--questions", default=",".join(name for name, _ in QUESTIONS), help="those to ask, by commas")
    given = parser.parse_args()
    address = os.environ["CULTIVAR_TEST_SPARK"]
    if "CULTIVAR_PYTHON" not in os.environ:
        os.environ["CULTIVAR_PYTHON"] = os.environ["CULTIVAR_TEST_SPARK_PYTHON"]
    folder = os.path.abspath(given.folder)
    rows, store, tables = (os.path.join(folder, name) for name in ("rows", "store.sqlite", "tables"))
    if not os.path.isdir(rows):
        os.makedirs(folder, exist_ok=True)
        seconds, processor = generate(address, given.rows, rows)
        size = sum(entry.stat().st_size for entry in os.scandir(rows)) / 1e6
        print(
            f"{given.rows:,} rows generated in {seconds:.0f} s, {processor:.0f} s of processor time, {size:,.0f} MB",
            flush=True,
        )
    columns = ["", "seconds", "of the engine", "program MB", "bridge MB", "program s", "bridge s", "server s"]
    print(f"| {' | '.join(columns)} |\n| --- | ---: | --- |{' ---: |' * 5}", flush=True)
    asked = given.questions.split(",")
    unknown = set(asked) - {name for name, _ in QUESTIONS}
    if unknown:
        raise SystemExit(f"--questions: not one of these: {', '.join(sorted(unknown))}")
    for name, words in QUESTIONS:
        if name not in asked:
            continue
        if words is None:
            command = ["connect", address, "--parquet", f"{rows}/*.parquet"]
        elif name == "verify":
            command = [*words, tables]
        else:
            command = [*words, "--out", tables, "--format", "csv"]
        seconds, usage, cost = run([given.program, *command, "--store", store])
        figures = [usage.peaks.get("program", 0), usage.peaks.get("bridge", 0)]
        figures += [f"{usage.seconds.get(part, 0):.1f}" for part in ("program", "bridge", "server")]
        print(f"| {name} | {seconds:.1f} | {cost} | {' | '.join(map(str, figures))} |", flush=True)
    if not given.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
