"""Answers like the program's bridge to Spark, by DuckDB: another engine behind the same statements."""

import io
import json
import re
import sys

import duckdb
import pyarrow

KINDS = {
    "varchar": "text",
    "bigint": "integer",
    "integer": "integer",
    "float": "real",
    "double": "real",
    "boolean": "boolean",
    "list": "list",
    "struct": "structure",
}
connection = duckdb.connect()


def fields(names, types, path=()):
    for name, kind in zip(names, types):
        own = (*path, name)
        yield {"path": own, "kind": KINDS.get(kind.id, "other"), "type": str(kind)}
        if kind.id == "struct":
            yield from fields(*zip(*kind.children), own)


def query(sql):
    # The one word that the dialects write differently.
    quoted = re.sub("`((?:[^`]|``)*)`", lambda name: '"' + name[1].replace('"', '""') + '"', sql)
    table = connection.sql(quoted).to_arrow_table()
    body = io.BytesIO()
    with pyarrow.ipc.new_stream(body, table.schema) as writer:
        writer.write_table(table)
    return body.getvalue()


def answer(request):
    match request["do"]:
        case "open":
            files = ", ".join("'" + path.replace("'", "''") + "'" for path in request["paths"])
            connection.sql(f"create view cultivar_source as from read_parquet([{files}])")
            return {}, None
        case "fields":
            source = connection.table("cultivar_source")
            return {"fields": list(fields(source.columns, source.types))}, None
        case "snapshot":
            count = connection.sql("select count(*) from cultivar_source").fetchall()[0][0]
            return {"snapshot": f"{count} rows"}, None
        case "query":
            return {}, query(request["sql"])
    return {"error": "refused", "message": "DuckDB only reads"}, None


for line in sys.stdin:
    try:
        head, body = answer(json.loads(line))
    except Exception as error:
        head, body = {"error": "refused", "message": str(error)}, None
    if body is not None:
        head["bytes"] = len(body)
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    if body is not None:
        sys.stdout.buffer.write(body + b"end\n")
    sys.stdout.buffer.flush()
