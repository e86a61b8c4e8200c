"""Writes random tables as CSV, JSON lines and Parquet, and what a careful reader makes of each as JSON."""
import csv, gzip, json, random, re, sys

import pyarrow
import pyarrow.parquet

folder = sys.argv[1]
random.seed(14)
INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][+-]?[0-9]+)?\Z")

POOLS = {
    "integers": ["0", "7", "-12", "9223372036854775807", "-9223372036854775808", "42"],
    "beyond": ["1", "9223372036854775808"],
    "codes": ["01220", "00", "1220", "7"],
    "reals": ["0.5", "-1.25e3", ".5", "3", "1e-7", "2"],
    "long": ["0.5", "9007199254740993"],
    "signs": ["+5", "5"],
    "gaps": ["1", "2", "", "", ""],
    "missing": ["NA", "1", "2"],
    "texts": ["a", "b,c", 'quo"te', "line\nbreak", " blank ", "é", "null", "NaN", "inf", "-0", "1_000", "0x1F", "1.", "--1"],
    "empty": [""],
}


def is_integer(text):
    return INTEGER.match(text) and text != "-0" and -(2**63) <= int(text) < 2**63


def is_number(text):
    if is_integer(text):
        return True
    match = NUMBER.match(text)
    return bool(match and (match[1] or match[2]) and (match[2] or match[3]) and abs(float(text)) < float("inf"))


def read(values):
    """The type of a column of cells and its values."""
    known = [value for value in values if value != ""]
    if known and all(map(is_integer, known)):
        return "INTEGER", [int(value) if value != "" else None for value in values]
    if known and all(map(is_number, known)) and all(
        not is_integer(value) or abs(int(value)) <= 2**53 for value in known
    ):
        return "REAL", [float(value) if value != "" else None for value in values]
    return "TEXT", [value if value != "" else None for value in values]


def expect(name, columns):
    with open(f"{folder}/{name}.expected", "w") as file:
        json.dump([[title, *read(values)] for title, values in columns], file)


for number in range(30):
    rows = random.randrange(0, 40)
    columns = []
    for column in range(random.randrange(1, 7)):
        pool = POOLS[random.choice(sorted(POOLS))]
        columns.append((f"c{column}", [random.choice(pool) for _ in range(rows)]))
    # An empty line would be no record.
    columns.append(("last", ["x"] * rows))
    expect(f"t{number}.csv", columns)
    opened = gzip.open if number % 3 == 0 else open
    ending = ".gz" if number % 3 == 0 else ""
    with opened(f"{folder}/t{number}.csv{ending}", "wt", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerow([title for title, _ in columns])
        writer.writerows(zip(*(values for _, values in columns)))

with open(f"{folder}/typed.jsonl", "w", encoding="utf-8") as file:
    for record in [
        {"id": 1, "code": "012", "share": 0.5, "ok": True, "tags": ["a", "b"], "of": {"x": 1}, "mixed": 1},
        {"id": 2, "code": "7", "share": 2, "ok": False, "tags": [], "of": None, "mixed": "one", "late": "here"},
        {"id": None, "code": "", "share": None, "tags": None, "mixed": True},
    ]:
        file.write(json.dumps(record, separators=(",", ":")) + "\n")
with open(f"{folder}/typed.expected", "w") as file:
    json.dump(
        [
            ["id", "INTEGER", [1, 2, None]], ["code", "TEXT", ["012", "7", ""]], ["share", "REAL", [0.5, 2.0, None]],
            ["ok", "INTEGER", [1, 0, None]], ["tags", "TEXT", ['["a","b"]', "[]", None]],
            ["of", "TEXT", ['{"x":1}', None, None]], ["mixed", "TEXT", ["1", "one", "true"]],
            ["late", "TEXT", [None, "here", None]],
        ], file)

table = pyarrow.table({
    "id": pyarrow.array([1, None, 3], pyarrow.int32()), "share": pyarrow.array([0.5, 1.0, None]),
    "name": ["a", None, "007"], "tags": [["a"], None, ["b", "c"]], "none": pyarrow.array([None, None, None], pyarrow.string()),
})
pyarrow.parquet.write_table(table, f"{folder}/typed.parquet")
pyarrow.parquet.write_table(table.slice(0, 0), f"{folder}/norows.parquet")
