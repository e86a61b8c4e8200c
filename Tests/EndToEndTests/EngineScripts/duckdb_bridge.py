"""Answers like the program's bridge to Spark, by DuckDB: another engine behind the same statements.

CULTIVAR_TEST_FAILURE=KIND:COUNT lets it fail after COUNT statements: away, refused, half, garbage, killed, huge, slow,
deaf (slow, and no signal ends it). A slow one makes the file of CULTIVAR_TEST_MARK when its statement begins.
"""

import io
import json
import os
import re
import signal
import sys
import time

import duckdb
import pyarrow

KINDS = {
    "varchar": "text",
    "bigint": "integer",
    "integer": "integer",
    "float": "single",
    "decimal": "decimal",
    "blob": "text",
    "double": "real",
    "boolean": "boolean",
    "list": "list",
    "struct": "structure",
}
connection = duckdb.connect()
failure, _, answered = os.environ.get("CULTIVAR_TEST_FAILURE", "").partition(":")
left = int(answered or 0)


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


def fail():
    """Fails in the wanted way, once the statements before have been answered."""
    global left
    left -= 1
    if left >= 0:
        return
    out = sys.stdout.buffer
    match failure:
        case "refused":
            raise ValueError("the disk of the server is full")
        case "half":
            out.write(b'{"bytes": 100000}\n' + bytes(5000))
        case "garbage":
            out.write(b"<html>502 Bad Gateway</html>\n")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "huge":
            out.write(b'{"bytes": 10000000000000}\n')
            while True:
                out.write(bytes(1 << 20))
        case "slow" | "deaf":
            if failure == "deaf":
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            if "CULTIVAR_TEST_MARK" in os.environ:
                with open(os.environ["CULTIVAR_TEST_MARK"], "w") as file:
                    file.write(str(os.getpid()))
            time.sleep(600)
        case _:
            return
    out.flush()
    os._exit(1)


def answer(request):
    if failure == "away":
        return {"error": "unreachable", "message": "Connection refused"}, None
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
            fail()
            return {}, query(request["sql"])
    return {"error": "refused", "message": "DuckDB only reads"}, None


# As the bridge to Spark does: the program itself interrupts it.
os.setpgrp()
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
