"""Writes random Parquet files and what pyarrow reads from them.

    make_random.py SEED COUNT FOLDER

File i has its values in i.parquet, and in i.json the names of the columns, the canonical texts of their values, and how the
file was written. The same seed gives the same files under the same version of pyarrow.
"""

import datetime
import decimal
import json
import pathlib
import random
import sys

import pyarrow as pa
import pyarrow.parquet as pq

from canonical import canonical

CODECS = ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]
WORDS = ["", "a", "Kultur", "文化", "naïve", "🙂", "x" * 40, 'quo"te', "line\nfeed", "prefix-one", "prefix-two"]


def random_field(choose, name, depth, nullable):
    kind = random_type(choose, depth)
    # What is always null cannot be required.
    return pa.field(name, kind, nullable=choose.random() < nullable or pa.types.is_null(kind))


def random_type(choose, depth):
    nested = [] if depth == 0 else ["list", "large_list", "struct", "map", "fixed_list"]
    kind = choose.choice(["scalar"] * 2 + nested) if nested else "scalar"
    child = lambda: random_type(choose, depth - 1)
    if kind == "list":
        return pa.list_(random_field(choose, "element", depth - 1, 0.8))
    if kind == "large_list":
        return pa.large_list(child())
    if kind == "fixed_list":
        return pa.list_(child(), choose.randint(1, 3))
    if kind == "struct":
        return pa.struct([random_field(choose, f"f{i}", depth - 1, 0.7) for i in range(choose.randint(1, 3))])
    if kind == "map":
        return pa.map_(choose.choice([pa.string(), pa.int32()]), child())
    precision = choose.randint(1, 38)
    return choose.choice(
        [
            pa.bool_(), pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(),
            pa.float16(), pa.float32(), pa.float64(), pa.string(), pa.string(), pa.large_string(), pa.binary(),
            pa.binary(choose.randint(1, 20)), pa.decimal128(precision, choose.randint(0, precision)),
            pa.decimal256(choose.randint(39, 76), choose.randint(0, 39)), pa.date32(), pa.time32("ms"), pa.time64("us"),
            pa.time64("ns"), pa.timestamp("ms"), pa.timestamp("us", "UTC"), pa.timestamp("ns"), pa.duration("us"),
            pa.dictionary(pa.int32(), pa.string()), pa.null(),
        ]
    )


def random_value(choose, kind):
    if pa.types.is_boolean(kind):
        return choose.random() < 0.5
    if pa.types.is_integer(kind):
        bits, signed = kind.bit_width, pa.types.is_signed_integer(kind)
        low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)
        return choose.choice([low, high, 0, 1, choose.randint(low, high), choose.randint(0, 100)])
    if pa.types.is_floating(kind):
        return choose.choice([0.0, -0.0, 1.5, -2.25, float("inf"), float("nan"), choose.uniform(-1e4, 1e4)])
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        return choose.choice(WORDS) + choose.choice(["", "", str(choose.randint(0, 999))])
    if pa.types.is_fixed_size_binary(kind):
        return choose.randbytes(kind.byte_width)
    if pa.types.is_binary(kind):
        return choose.randbytes(choose.choice([0, 1, 5, 30]))
    if pa.types.is_decimal(kind):
        digits = choose.randint(-(10**kind.precision) + 1, 10**kind.precision - 1)
        return decimal.Decimal(digits).scaleb(-kind.scale, decimal.Context(prec=80))
    if pa.types.is_date32(kind):
        return datetime.date.fromordinal(choose.randint(1, 3_000_000))
    if isinstance(kind, pa.UuidType):
        return choose.randbytes(16)
    if pa.types.is_time(kind):
        return choose.randint(0, {"ms": 86_399_999, "us": 86_399_999_999, "ns": 86_399_999_999_999}[kind.unit])
    if pa.types.is_timestamp(kind) or pa.types.is_duration(kind):
        return choose.randint(-(2**60), 2**60)
    if pa.types.is_null(kind):
        return None
    return nested_value(choose, kind)


def nested_value(choose, kind):
    length = choose.choice([0, 1, 1, 2, 5])
    if pa.types.is_map(kind):
        keys = [random_value(choose, kind.key_type) for _ in range(length)]
        return [(key, maybe_null(choose, kind.item_field)) for key in dict.fromkeys(keys)]
    if pa.types.is_fixed_size_list(kind):
        return [maybe_null(choose, kind.value_field) for _ in range(kind.list_size)]
    if pa.types.is_struct(kind):
        return {field.name: maybe_null(choose, field) for field in kind}
    return [maybe_null(choose, kind.value_field) for _ in range(length)]


def maybe_null(choose, field):
    return None if field.nullable and choose.random() < 0.15 else random_value(choose, field.type)


def random_column(choose, field, count):
    """Values in runs, out of a small or a large pool, with nulls seldom, often, always or never."""
    pool = [random_value(choose, field.type) for _ in range(choose.choice([1, 3, 20, max(1, count)]))]
    nulls = choose.choice([0, 0.02, 0.5, 1]) if field.nullable else 0
    longest_run = choose.choice([1, 1, 8, 200])
    values = []
    while len(values) < count:
        value = None if choose.random() < nulls else choose.choice(pool)
        values += [value] * choose.randint(1, longest_run)
    if isinstance(field.type, pa.UuidType):
        return pa.ExtensionArray.from_storage(field.type, pa.array(values[:count], pa.binary(16)))
    return pa.array(values[:count], field.type)


def encodings(choose, schema):
    """An encoding other than dictionaries for each flat column."""
    result = {}
    for field in schema:
        kind = field.type
        if pa.types.is_nested(kind) or pa.types.is_dictionary(kind) or pa.types.is_null(kind):
            continue
        possible = ["PLAIN"]
        if isinstance(kind, pa.UuidType) or pa.types.is_fixed_size_binary(kind) or pa.types.is_decimal(kind):
            possible += ["BYTE_STREAM_SPLIT", "DELTA_BYTE_ARRAY"]
        elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind):
            possible += ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]
        elif pa.types.is_boolean(kind):
            possible += ["RLE"]
        elif pa.types.is_floating(kind):
            possible += ["BYTE_STREAM_SPLIT"]
        else:
            possible += ["DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"]
        result[field.name] = choose.choice(possible)
    return result


def random_options(choose, schema, count):
    options = {
        "compression": choose.choice(CODECS),
        "data_page_version": choose.choice(["1.0", "2.0"]),
        "data_page_size": choose.choice([64, 500, 4_000, 1 << 20]),
        "write_batch_size": choose.choice([1, 7, 64, 1024]),
        "row_group_size": choose.choice([1, 50, 1_000, 1_000_000]) if count else 1_000,
        "dictionary_pagesize_limit": choose.choice([50, 300, 1 << 20]),
        "write_page_index": choose.random() < 0.5,
        "write_page_checksum": choose.random() < 0.5,
        "write_statistics": choose.random() < 0.7,
        "store_schema": choose.random() < 0.7,
        "use_compliant_nested_type": choose.random() < 0.7,
        "version": choose.choice(["1.0", "2.4", "2.6"]),
        "allow_truncated_timestamps": True,
        "store_decimal_as_integer": False,
    }
    if choose.random() < 0.5:
        options["use_dictionary"] = False
        options["column_encoding"] = encodings(choose, schema)
    if "column_encoding" not in options:
        options["store_decimal_as_integer"] = choose.random() < 0.5
        options["use_deprecated_int96_timestamps"] = choose.random() < 0.2
    return options


def make(seed, stem):
    choose = random.Random(seed)
    count = choose.choice([0, 1, 5, 100, 400, 1_500])
    fields = [random_field(choose, f"c{i}", choose.choice([0, 0, 1, 3]), 0.75) for i in range(choose.randint(1, 6))]
    schema = pa.schema(fields + [pa.field("uuid", pa.uuid())])
    options = random_options(choose, schema, count)
    table = pa.table([random_column(choose, field, count) for field in schema], schema=schema)
    path = stem.with_suffix(".parquet")
    pq.write_table(table, path, **options)
    read = pq.ParquetFile(path).read()
    columns = [canonical(column) for column in read.columns]
    text = {"names": read.column_names, "columns": columns, "how": f"{schema}\n{options}"}
    stem.with_suffix(".json").write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")


def main(seed, count, folder):
    for number in range(count):
        try:
            make(seed * 1_000_003 + number, folder / f"{number}")
        except (pa.ArrowException, IndexError) as error:
            # A combination that pyarrow does not write or read back.
            (folder / f"{number}.parquet").unlink(missing_ok=True)
            print(f"{number}: {error}".split("\n")[0])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3]))
