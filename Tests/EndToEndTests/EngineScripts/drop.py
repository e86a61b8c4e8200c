"""Drops a table of a server's catalogue: drop.py ADDRESS NAME"""

import sys

from pyspark.sql.connect.session import SparkSession

address, name = sys.argv[1:]
SparkSession.builder.remote(address).getOrCreate().sql(f"drop table if exists {name}").collect()
