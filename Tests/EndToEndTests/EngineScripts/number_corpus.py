"""Numbers of many types, some of which mean "no value", as Parquet: number_corpus.py FILE"""

import decimal
import sys

import pyarrow
import pyarrow.parquet

COUNT = 120


def column(values, kind):
    return pyarrow.array([values[number % len(values)] for number in range(COUNT)], kind)


decimals = [decimal.Decimal("1.50"), decimal.Decimal("-0.01"), None, decimal.Decimal("-1.00"), decimal.Decimal("100.00")]
table = pyarrow.table(
    {
        "source": column(["A", "B", None], pyarrow.string()),
        "age": column([-1, 20, 99, 0], pyarrow.int64()),
        "score": column([-1.0, 2.5, 99.0, 1e-7, None, float("nan")], pyarrow.float64()),
        "toxicity": column([-1.0, 0.1, 0.65, None, 1e-7], pyarrow.float32()),
        "price": column(decimals, pyarrow.decimal128(10, 2)),
        "count": column([decimal.Decimal("15"), decimal.Decimal("-1"), None], pyarrow.decimal128(10, 0)),
        "checked": column([True, False, None, True, True, False, False], pyarrow.bool_()),
        "name": column([b"ab", b"", None], pyarrow.binary()),
        "text": column(["NA", "x", "", None, "y"], pyarrow.string()),
    }
)
pyarrow.parquet.write_table(table, sys.argv[1])
