"""Runs statements on a Spark Connect server for Cultivar.

Each line of standard input is a request in JSON. Each answer is a line of JSON; if it has "bytes", so many bytes of an
Arrow IPC stream follow, and then the line "end". SIGINT interrupts the running statement.
"""

import hashlib
import importlib.util
import io
import json
import os
import re
import signal
import socket
import sys
import threading
import time
import warnings

SOURCE = "cultivar_source"
SELECTION = "cultivar_selection"
CUBE = "cultivar_cube"


class Refusal(Exception):
    """An error with the word by which the program knows it."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Bridge:
    def __init__(self):
        self.spark = None
        self.request = {}
        self.cube = None
        self.is_busy = False

    def run(self):
        leave_group()
        out = os.fdopen(os.dup(1), "wb")
        # What libraries print must not come between the answers.
        os.dup2(2, 1)
        signal.signal(signal.SIGINT, self.interrupt)
        # What started the program may have blocked it.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        end_with_parent()
        for line in sys.stdin:
            try:
                self.is_busy = True
                answer, body = self.answer(json.loads(line))
            except KeyboardInterrupt:
                self.stop_statements()
                answer, body = {"error": "interrupted", "message": "interrupted"}, None
            except Refusal as error:
                answer, body = {"error": error.kind, "message": str(error)}, None
            except Exception as error:
                answer, body = {"error": "refused", "message": self.message(error)}, None
            finally:
                self.is_busy = False
            if body is not None:
                answer["bytes"] = len(body)
            out.write(json.dumps(answer).encode() + b"\n")
            if body is not None:
                out.write(body)
                out.write(b"end\n")
            out.flush()

    def interrupt(self, *_):
        if self.is_busy:
            raise KeyboardInterrupt

    def stop_statements(self):
        try:
            if self.spark is not None:
                self.spark.interruptAll()
        except Exception:
            pass

    @staticmethod
    def message(error):
        """The first line that says something; the rest is the server's stack."""
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        # Errors of the connection begin with the name of a class.
        lines = [line[len("details = ") :].strip('"') for line in lines if line.startswith("details = ")] or lines
        return (lines[0] if lines else type(error).__name__)[:500]

    def answer(self, request):
        match request["do"]:
            case "open":
                self.open(request)
                return {}, None
            case "fields":
                return {"fields": list(fields(self.spark.table(SOURCE).schema))}, None
            case "snapshot":
                return {"snapshot": self.snapshot()}, None
            case "query":
                self.show_cube(request.get("cube"))
                return {}, self.query(request["sql"])
            case "cube":
                return {"rows": self.write_cube(request["sql"], request["cube"])}, None
            case "write":
                return {"rows": self.write(request)}, None
        raise Refusal("refused", f"there is no request {request['do']}")

    def open(self, request):
        try:
            give_spark_a_home()
            from pyspark.sql.connect.session import SparkSession
        except ImportError as error:
            raise Refusal("missing", f"{error}") from error
        host, port = request["host"], request["port"]
        try:
            socket.create_connection((host, port), timeout=5).close()
        except OSError as error:
            raise Refusal("unreachable", f"{error.strerror or error}") from error
        try:
            spark = SparkSession.builder.remote(request["url"]).getOrCreate()
            few_retries(spark)
            same_time_zone(spark)
            spark.sql("select 1").collect()
        except KeyboardInterrupt:
            raise
        except Exception as error:
            raise Refusal("unreachable", self.message(error)) from error
        self.request = request
        try:
            table = (
                spark.read.parquet(*request["paths"])
                if request.get("paths")
                else spark.table(request["table"])
            )
            table.createOrReplaceTempView(SOURCE)
            # The server resolves the table only now. Some servers make a table of no files, and it has no columns.
            columns = spark.table(SOURCE).columns
        except KeyboardInterrupt:
            raise
        except Exception as error:
            raise Refusal("no table", self.message(error)) from error
        if not columns:
            raise Refusal("no table", "there are no files, or they have no columns")
        self.spark = spark

    def snapshot(self):
        """The version of an Iceberg or Delta table; else the files, or the number of rows where these are not known."""
        table = self.request.get("table")
        for statement in (
            [
                f"select snapshot_id from {table}.snapshots order by committed_at desc limit 1",
                f"select version from (describe history {table}) order by version desc limit 1",
            ]
            if table
            else []
        ):
            try:
                return f"version {self.spark.sql(statement).collect()[0][0]}"
            except Exception:
                continue
        version = version_of_folder(table or "")
        if version is not None:
            return f"version {version}"
        source = self.spark.table(SOURCE)
        try:
            files = sorted(source.inputFiles())
        except Exception:
            files = []
        digest = hashlib.sha256()
        for file in files:
            digest.update(file.encode() + b"\0")
            path = file.removeprefix("file://")
            if os.path.isfile(path):
                status = os.stat(path)
                digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
        count = self.spark.sql(f"select count(*) from {SOURCE}").collect()[0][0]
        name = f"{count} rows"
        return f"{name}, {len(files)} files {digest.hexdigest()[:16]}" if files else name

    def write(self, request):
        """Writes the rows of a statement, and returns their number. What is at the path already stays."""
        if request["columns"]:
            self.spark.createDataFrame(
                selection_table(request["columns"])
            ).createOrReplaceTempView(SELECTION)
        self.spark.sql(request["sql"]).write.parquet(request["path"])
        return self.spark.read.parquet(request["path"]).count()

    def read_cube(self, name):
        return self.spark.read.parquet(name) if "/" in name else self.spark.table(name)

    def show_cube(self, name):
        """Shows the table of a cube under the name that statements have for it."""
        if name and name != self.cube:
            self.read_cube(name).createOrReplaceTempView(CUBE)
            self.cube = name

    def write_cube(self, sql, name):
        """Writes a cube in place of an earlier one, and returns the number of its rows. Other tables are not replaced."""
        self.cube = None
        try:
            columns = self.read_cube(name).columns
        except Exception:
            columns = []
        if columns and not {"stamp", "row_count"} <= set(columns):
            raise Refusal("refused", f"{name} exists, and is no table of a cube")
        writer = self.spark.sql(sql).write.mode("overwrite" if columns else "error")
        if "/" in name:
            writer.parquet(name)
        else:
            writer.saveAsTable(name)
        return self.read_cube(name).count()

    def query(self, sql):
        import pyarrow

        table = self.spark.sql(sql).toArrow()
        columns = []
        for column in table.columns:
            kind = column.type
            if pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind):
                column = column.dictionary_encode()
            columns.append(column.combine_chunks())
        fields = [
            pyarrow.field(name, column.type)
            for name, column in zip(table.column_names, columns)
        ]
        schema = pyarrow.schema(fields)
        body = io.BytesIO()
        with pyarrow.ipc.new_stream(body, schema) as writer:
            writer.write_batch(
                pyarrow.RecordBatch.from_arrays(
                    [single(column) for column in columns], schema=schema
                )
            )
        return body.getbuffer()


def leave_group():
    """A terminal sends Ctrl-C to a whole group of processes. The program itself says when a statement is to end."""
    try:
        os.setpgrp()
    except OSError:
        pass


def end_with_parent():
    """A program that was killed cannot interrupt its statement, which would go on at the server."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGINT)
        # The time to reach the server.
        time.sleep(10)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def give_spark_a_home():
    """The client alone has no Spark, and ends the process where it finds none."""
    found = importlib.util.find_spec("pyspark")
    if found is not None and found.submodule_search_locations:
        os.environ.setdefault("SPARK_HOME", found.submodule_search_locations[0])


def single(column):
    """One array of a column that may have chunks."""
    import pyarrow

    if isinstance(column, pyarrow.ChunkedArray):
        return (
            pyarrow.concat_arrays(column.chunks)
            if column.num_chunks
            else pyarrow.array([], column.type)
        )
    return column


def selection_table(columns):
    """The combinations whose rows are written, by columns of values; the types follow from their forms."""
    import pyarrow

    types = {"integer": pyarrow.int64(), "real": pyarrow.float64(), "single": pyarrow.float64()}
    return pyarrow.table(
        {
            column["name"]: pyarrow.array(
                column["values"], types.get(column["form"], pyarrow.string())
            )
            for column in columns
        }
    )


def version_of_folder(table):
    """The version of a Delta or Iceberg table that is named by its folder, where that is on this machine."""
    named = re.fullmatch(r"(delta|iceberg)\.`(?:file://)?(/[^`]*)`", table)
    if named is None:
        return None
    log = os.path.join(named[2], {"delta": "_delta_log", "iceberg": "metadata"}[named[1]])
    # 00000000000000000003.json, v3.metadata.json, 00003-….metadata.json
    pattern = {"delta": r"(\d+)\.json", "iceberg": r"v?(\d+)(?:-.*)?\.metadata\.json"}[named[1]]
    files = os.listdir(log) if os.path.isdir(log) else []
    found = [int(match[1]) for match in (re.fullmatch(pattern, file) for file in files) if match]
    return max(found, default=None)


def few_retries(spark):
    """By default a client retries silently for minutes."""
    try:
        from pyspark.sql.connect.client.retries import DefaultPolicy

        spark.client.set_retry_policies([DefaultPolicy(max_retries=1)])
    except Exception:
        pass


def same_time_zone(spark):
    """The text of a moment must not depend on where the server stands; files have UTC."""
    try:
        spark.conf.set("spark.sql.session.timeZone", "UTC")
    except Exception:
        pass


KINDS = {
    "string": "text",
    "char": "text",
    "varchar": "text",
    "byte": "integer",
    "short": "integer",
    "integer": "integer",
    "long": "integer",
    "float": "single",
    "double": "real",
    "decimal": "decimal",
    "boolean": "boolean",
    "binary": "text",
    "date": "text",
    "timestamp": "text",
    "timestamp_ntz": "text",
    "array": "list",
    "map": "structure",
    "struct": "structure",
}


def fields(schema, path=()):
    """The fields of a structure, with those of structures in it."""
    for field in schema.fields:
        own = (*path, field.name)
        name = field.dataType.typeName().partition("(")[0]
        yield {
            "path": own,
            "kind": KINDS.get(name, "other"),
            "type": field.dataType.simpleString()[:80],
        }
        if name == "struct" and len(own) < 4:
            yield from fields(field.dataType, own)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    Bridge().run()
