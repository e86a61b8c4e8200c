"""The canonical text of Arrow values that the Swift tests compare with (Support/CanonicalText.swift is its twin)."""

import json
import struct

import pyarrow as pa


def canonical(array):
    """One text for each value of an Arrow array."""
    kind = array.type
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):
            return [text for chunk in array.chunks for text in canonical(chunk)]
        return canonical(array)
    if isinstance(kind, pa.BaseExtensionType):
        return canonical(array.storage)
    if pa.types.is_dictionary(kind):
        return canonical(array.dictionary_decode())
    if pa.types.is_null(kind):
        return ["null"] * len(array)
    if pa.types.is_map(kind):
        keys, items = canonical(array.keys), canonical(array.items)
        return [
            "null" if not valid else "<" + ",".join(f"{keys[i]}:{items[i]}" for i in range(first, last)) + ">"
            for valid, first, last in spans(array)
        ]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        values = canonical(array.values)
        return [
            "null" if not valid else "[" + ",".join(values[first:last]) + "]" for valid, first, last in spans(array)
        ]
    if pa.types.is_fixed_size_list(kind):
        values, size = canonical(array.values), kind.list_size
        firsts = [(array.offset + i) * size for i in range(len(array))]
        return [
            "null" if not valid else "[" + ",".join(values[first : first + size]) + "]"
            for valid, first in zip(array.is_valid().to_pylist(), firsts)
        ]
    if pa.types.is_struct(kind):
        names = [json.dumps(field.name, ensure_ascii=False) for field in kind]
        columns = [canonical(column) for column in array.flatten()]
        return [
            "{" + ",".join(f"{name}:{column[i]}" for name, column in zip(names, columns)) + "}" if valid else "null"
            for i, valid in enumerate(array.is_valid().to_pylist())
        ]
    return ["null" if value is None else scalar(value, kind) for value in plain(array)]


def spans(array):
    """(is valid, first, last) of each list."""
    offsets = array.offsets.to_pylist()
    return zip(array.is_valid().to_pylist(), offsets[:-1], offsets[1:])


def plain(array):
    """Python values; times of any kind as their integers."""
    kind = array.type
    if pa.types.is_timestamp(kind) or pa.types.is_time64(kind) or pa.types.is_duration(kind):
        return array.view(pa.int64()).to_pylist()
    if pa.types.is_date32(kind) or pa.types.is_time32(kind):
        return array.view(pa.int32()).to_pylist()
    if pa.types.is_float16(kind):
        return array.view(pa.uint16()).to_pylist()
    if pa.types.is_float32(kind):
        return array.view(pa.uint32()).to_pylist()
    if pa.types.is_float64(kind):
        return array.view(pa.uint64()).to_pylist()
    return array.to_pylist()


def scalar(value, kind):
    if pa.types.is_boolean(kind):
        return "true" if value else "false"
    if pa.types.is_float16(kind):
        return f"f:{half_to_float(value):08x}"
    if pa.types.is_float32(kind):
        return f"f:{value:08x}"
    if pa.types.is_float64(kind):
        return f"d:{value:016x}"
    if pa.types.is_decimal(kind):
        return format(value, "f")
    if pa.types.is_date32(kind):
        return f"date:{value}"
    if pa.types.is_time(kind):
        return f"time:{value}:{kind.unit}"
    if pa.types.is_timestamp(kind):
        return f"timestamp:{value}:{kind.unit}" + (":UTC" if kind.tz else "")
    if isinstance(value, bytes):
        return "x:" + value.hex()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def half_to_float(bits):
    """The bits of the float that a half of these bits is; the payload of a NaN is kept."""
    if bits & 0x7C00 == 0x7C00:
        return (bits & 0x8000) << 16 | 0x7F800000 | (bits & 0x3FF) << 13
    return struct.unpack("<I", struct.pack("<f", struct.unpack("<e", struct.pack("<H", bits))[0]))[0]
