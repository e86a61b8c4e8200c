"""Writes suite.jsonl: what pyarrow reads from each file of the suite parquet-testing.

    make_golden.py FOLDER_OF_THE_SUITE > suite.jsonl

A line is a column: its values as canonical text where they are few, else the first of them and the SHA-256 of all, each
text followed by a line feed. Where pyarrow cannot read a file, the line says why.
"""

import hashlib
import json
import pathlib
import sys

import pyarrow as pa
import pyarrow.parquet as pq

from canonical import canonical

FEW_BYTES = 1500
FIRST = 4


def column_lines(path, name):
    table = pq.ParquetFile(path).read()
    for number, column in enumerate(table.column_names):
        line = {"file": name, "column": column}
        texts = canonical(table.column(number))
        joined = "".join(text + "\n" for text in texts)
        line["rows"] = len(texts)
        if len(joined) <= FEW_BYTES:
            line["values"] = texts
        else:
            line["first"] = [text[:200] for text in texts[:FIRST]]
            line["sha256"] = hashlib.sha256(joined.encode()).hexdigest()
        yield line


def main(folder):
    print(json.dumps({"pyarrow": pa.__version__}))
    for path in sorted(folder.glob("data/**/*.parquet")):
        name = str(path.relative_to(folder))
        try:
            for line in column_lines(path, name):
                print(json.dumps(line, ensure_ascii=False))
        except (pa.ArrowException, OSError) as error:
            print(json.dumps({"file": name, "refused": str(error).split("\n")[0]}))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(pathlib.Path(sys.argv[1]))
