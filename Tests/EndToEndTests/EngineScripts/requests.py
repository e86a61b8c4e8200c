"""Random statements over the corpus of corpus.py, one statement per line: requests.py COUNT SEED"""

import random
import sys

count, seed = int(sys.argv[1]), int(sys.argv[2])
random.seed(seed)

TAGS = ["source", "stage", "language", "language_code", "culture", "cultural", "domain", "land", "checked", "dataset"]
LISTS = {
    "places": ["place", "country", "continent"],
    "countries": ["country", "iso2"],
    "continents": ["continent"],
    "formats": ["format"],
}
VALUES = ["'Crawl'", "'eng'", "'India'", "'Chad'", "'it''s'", "1", "0", "null", "'line\\nbreak'", "'nul' || char(0) || 'x'"]


def condition(columns):
    column = random.choice(columns)
    return random.choice(
        [
            f"{column} = {random.choice(VALUES)}",
            f"{column} is not null",
            f"{column} is null",
            f"{column} like '%a%'",
            f"{column} in ({random.choice(VALUES)}, {random.choice(VALUES)})",
            f"{random.choice(['stars', 'depth'])} {random.choice(['<', '>=', '='])} {random.choice(['1', '0', '2'])}",
            f"big {random.choice(['<', '>=', '='])} {random.choice(['9007199254740993', '-9007199254740993'])}",
            f"score > {random.choice(['0', '0.3'])}",
        ]
    )


def statement():
    relation = random.choice(["samples"] * 3 + list(LISTS))
    columns = TAGS + LISTS.get(relation, [])
    keys = random.sample(columns + (["stars", "depth", "big"] if random.random() < 0.2 else []), random.choice([1, 1, 2, 3]))
    counts = [
        "count(*)",
        f"count(distinct {random.choice(columns)})",
        "sum(cultural)",
        "sum(stars)",
        "count(score)",
        # Scores have few decimals. Without the addition an average could lie between two rounded numbers, where the
        # order in which an engine adds up decides.
        "round(avg(score) + 0.00000003, 6)",
        "avg(depth)",
        f"count(*) filter (where {condition(columns)})",
        "max(domain)",
        "max(big)",
    ]
    if relation != "samples":
        counts += ["sum(w)", "sum(mentions)"]
    shown = ", ".join(keys + random.sample(counts, random.choice([1, 2])))
    where = f" where {condition(columns)}" if random.random() < 0.5 else ""
    if random.random() < 0.1:
        where += f"{' and' if where else ' where'} {condition(columns)}"
    numbers = ", ".join(str(place + 1) for place in range(len(keys)))
    return f"select {shown} from {relation}{where} group by {numbers} order by {numbers};"


for _ in range(count):
    print(statement())
