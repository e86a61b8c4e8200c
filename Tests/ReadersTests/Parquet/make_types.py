"""Writes a Parquet file of typed values and, line by line, pyarrow's own texts of them: make_types.py FOLDER"""
import datetime
import decimal
import json
import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

folder = sys.argv[1]
moments = [datetime.datetime(1, 1, 1), datetime.datetime(1582, 10, 15), datetime.datetime(1969, 12, 31, 23, 59, 59, 999000),
           datetime.datetime(1970, 1, 1), datetime.datetime(2000, 2, 29, 12, 34, 56, 789000), None,
           datetime.datetime(2024, 12, 31, 23, 59, 59), datetime.datetime(9999, 12, 31, 23, 59, 59, 999000)]
near = [moment if moment and 1700 < moment.year < 2200 else None for moment in moments]
times = [datetime.time(0, 0), datetime.time(23, 59, 59, 999000), datetime.time(1, 2, 3, 4000), None] * 2
numbers = [0, 1, -1, 127, None, -128, 100, 7]
columns = {
    "date": pa.array([moment.date() if moment else None for moment in moments], pa.date32()),
    "timestamp_ms": pa.array(moments, pa.timestamp("ms")),
    "timestamp_us": pa.array(moments, pa.timestamp("us")),
    "timestamp_utc": pa.array(moments, pa.timestamp("ms", "UTC")),
    "timestamp_ns": pa.array(near, pa.timestamp("ns")),
    "time_ms": pa.array(times, pa.time32("ms")),
    "time_us": pa.array(times, pa.time64("us")),
    "time_ns": pa.array(times, pa.time64("ns")),
    "decimal": pa.array([decimal.Decimal(text) if text else None for text in
                         ["0.00", "-12.50", "99999999.99", None, "0.01", "-0.01", "1.00", "10.00"]], pa.decimal128(10, 2)),
    "wide": pa.array([decimal.Decimal(n) * 10**30 if n is not None else None for n in numbers], pa.decimal128(38, 0)),
    "i8": pa.array(numbers, pa.int8()),
    "u64": pa.array([0, 1, 2**64 - 1, None] * 2, pa.uint64()),
    "f32": pa.array([0.1, 1.0, -2.5, None, 1e10, 3.4e38, 1e-5, 0.0], pa.float32()),
    "f64": pa.array([0.1, 1.0, -2.5, None, 1e22, 1.7976931348623157e308, 5e-324, 123456789.25], pa.float64()),
    "bool": pa.array([True, False, None, True] * 2),
    "binary": pa.array([b"text", "ü".encode(), b"", None] * 2, pa.binary()),
}
pq.write_table(pa.table(columns), f"{folder}/types.parquet", store_schema=False)


def texts(array):
    if pa.types.is_binary(array.type):
        return [value.decode() if value is not None else None for value in array.to_pylist()]
    if pa.types.is_floating(array.type):
        # The shortest digits that give the number back.
        return [None if value is None else repr(value) for value in array.to_pylist()]
    return pc.cast(array, pa.string()).to_pylist()


with open(f"{folder}/types.json", "w", encoding="utf-8") as file:
    json.dump({name: texts(array) for name, array in columns.items() if name not in ("f32",)}, file)
