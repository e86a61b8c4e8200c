"""A server that speaks Spark Connect, until the standard input ends: sail.py; prints its port."""

import sys

from pysail.spark import SparkConnectServer

server = SparkConnectServer("127.0.0.1", 0)
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
