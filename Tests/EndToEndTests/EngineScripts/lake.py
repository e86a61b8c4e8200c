"""Writes Parquet files as a table of Delta or Iceberg, or adds them to it: lake.py ADDRESS FILES FORMAT FOLDER"""

import sys

from pyspark.sql.connect.session import SparkSession

address, files, form, folder = sys.argv[1:]
spark = SparkSession.builder.remote(address).getOrCreate()
rows = spark.read.parquet(files).select("source", "lang", "culture", "places", "stars")
rows.write.format(form).mode("append").save(folder)
