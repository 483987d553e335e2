"""A Spark job: reads news as JSON lines, writes all facts as Parquet, and prints which countries do what, and how often.

    spark-submit facts_by_country.py news.jsonl facts.parquet

Each line of the input is `{"id": ..., "text": ..., "date": ...}`. The package sluice must be there on the driver and on the executors.
"""
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import sluice.spark


def main(source, target):
    spark = SparkSession.builder.appName("facts by country").getOrCreate()
    news = spark.read.schema("id string, text string, date string").json(source)
    found = sluice.spark.extract(news, id_col="id", date_col="date").cache()
    found.write.mode("overwrite").parquet(target)

    # In the nested form a fact names its entities by id; the country of an entity stands in the value of its mentions.
    countries = found.select("id", F.explode("mentions").alias("m")).where("m.value.country is not null")
    countries = countries.select("id", F.col("m.entity").alias("entity"), F.col("m.value.country").alias("country")).distinct()
    facts = found.select("id", F.explode("facts").alias("f")).select("id", "f.type", F.explode("f.args").alias("a"))
    facts = facts.select("id", "type", F.col("a.role").alias("role"), F.col("a.entity").alias("entity"))
    counted = facts.join(countries, ["id", "entity"]).groupBy("country", "type", "role").count()
    counted.orderBy(F.desc("count"), "country", "type", "role").show(20, truncate=False)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
