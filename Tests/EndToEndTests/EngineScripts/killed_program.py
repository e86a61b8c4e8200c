"""Kills a program whose bridge runs a statement: killed_program.py BRIDGE FOLDER; prints what the bridge did.

The server is a package `pyspark` whose statement would take ten minutes.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time

bridge, folder = sys.argv[1:]
package = os.path.join(folder, "pyspark", "sql", "connect")
os.makedirs(package)
for path in ["pyspark", "pyspark/sql", "pyspark/sql/connect"]:
    open(os.path.join(folder, path, "__init__.py"), "w").close()
with open(os.path.join(package, "session.py"), "w") as file:
    file.write(
        f"""
import pathlib, time
class Frame:
    columns = ["c"]
    def collect(self): return []
    def createOrReplaceTempView(self, name): pass
    def toArrow(self):
        pathlib.Path({folder!r}, "running").touch()
        time.sleep(600)
class SparkSession:
    class builder:
        @staticmethod
        def remote(url): return SparkSession.builder
        @staticmethod
        def getOrCreate(): return SparkSession()
    def sql(self, text): return Frame()
    def table(self, name): return Frame()
    def interruptAll(self): pathlib.Path({folder!r}, "interrupted").touch()
"""
    )
server = socket.create_server(("127.0.0.1", 0))
requests = [
    {"do": "open", "url": "", "host": "127.0.0.1", "port": server.getsockname()[1], "table": "t"},
    {"do": "query", "sql": "select 1"},
]
# The bridge reads its standard input only after the statement.
source, sink = os.pipe()
os.write(sink, "".join(json.dumps(request) + "\n" for request in requests).encode())
program = os.fork()
if program == 0:
    os.close(sink)
    process = subprocess.Popen(
        [sys.executable, "-c", open(bridge).read()],
        stdin=source,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": folder},
    )
    with open(f"{folder}/new", "w") as file:
        file.write(str(process.pid))
    os.rename(f"{folder}/new", f"{folder}/pid")
    process.wait()
    os._exit(0)


def wait_for(condition):
    end = time.monotonic() + 200
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def has_ended(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


wait_for(lambda: os.path.exists(f"{folder}/pid") and os.path.exists(f"{folder}/running"))
os.kill(program, signal.SIGKILL)
os.waitpid(program, 0)
os.close(sink)
with open(f"{folder}/pid") as file:
    pid = int(file.read())
ended = wait_for(lambda: has_ended(pid))
print("ended" if ended else "runs", "interrupted" if os.path.exists(f"{folder}/interrupted") else "not interrupted")
if not ended:
    os.kill(pid, signal.SIGKILL)
