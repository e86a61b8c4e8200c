#!/usr/bin/env python3
"""Computes the built-in reports again, the long way, from one row per sample, and compares them with the program's tables.

    recompute.py SAMPLES.csv PLACES.csv COUNTRIES.csv STAGE_ORDER.csv FOLDER

The first four are `select *` of these relations, as CSV; the folder holds the tables of `cultivar report all --out`. Nothing
here collapses: DuckDB counts rows, Python adds them up by the formulas of the literature. Prints what differs, and ends with 1
if anything does. Written for DuckDB 2.0.0.
"""
import csv
import math
import pathlib
import sys
from collections import Counter, defaultdict
from statistics import NormalDist

import duckdb

SAMPLES, PLACES, COUNTRIES, STAGES, FOLDER = sys.argv[1:]
problems = []
compared = Counter()


def number(text):
    return None if text == "" else float(text)


def table(name):
    with open(pathlib.Path(FOLDER) / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same(name, key, found, expected):
    """Compares one cell; integers and texts exactly, doubles to 1e-10 relative."""
    compared[name] += 1
    if isinstance(expected, str) or expected is None:
        ok = found == (expected or "")
    else:
        value = number(found)
        ok = value is not None and abs(value - expected) <= 1e-10 * max(1.0, abs(expected))
    if not ok:
        problems.append(f"{name} {key}: {found!r}, and the long way gives {expected!r}")


def wilson(k, n, level=0.95):
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p, z2 = k / n, z * z
    centre = p + z2 / (2 * n)
    spread = z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (centre - spread) / (1 + z2 / n), (centre + spread) / (1 + z2 / n)


def fixed(tallies):
    """The interval of a share with clusters taken as fixed: Wilson's at the number that a stratified sample is worth."""
    tallies = [(k, n) for k, n in tallies if n]
    k, n = sum(t[0] for t in tallies), sum(t[1] for t in tallies)
    p = k / n
    if len(tallies) == 1 or p in (0, 1):
        return wilson(k, n)
    variance = 0.0
    for hits, size in tallies:
        near = (hits + p) / (size + 1)
        variance += (size / n) ** 2 * near * (1 - near) / size
    worth = p * (1 - p) / variance
    return wilson(p * worth, worth)


def by_source(rows, hit):
    """k and n of each source."""
    sizes = Counter(s[1] for s in rows)
    hits = Counter(s[1] for s in rows if hit(s))
    return [(hits[source], n) for source, n in sizes.items()]


def gini(values):
    values = sorted(values)
    n, total = len(values), math.fsum(values)
    return math.fsum((2 * i - n - 1) * x for i, x in enumerate(values, 1)) / (n * total)


def entropy(values):
    total = math.fsum(values)
    return -math.fsum(x / total * math.log(x / total) for x in values if x)


def read(path):
    return f"read_csv('{path}', header=true, all_varchar=true, nullstr='')"


db = duckdb.connect()
db.execute(f"create table samples as select * from {read(SAMPLES)}")
db.execute(f"create table places as select * from {read(PLACES)}")
db.execute(f"create table countries as select * from {read(COUNTRIES)}")
order = {row[0]: int(row[1]) for row in db.execute(f"select stage, position from {read(STAGES)}").fetchall()}
samples = db.execute(
    "select id, source, stage, coalesce(language_code, language), culture, cultural, domain, task from samples"
).fetchall()


def folding(column):
    """The commonest spelling of each value; spellings differ in case, blanks, hyphens and underscores alone."""
    counts = Counter(s[column] for s in samples if s[column] is not None)
    ranked = sorted(counts, key=lambda value: (-counts[value], value))
    first = {}
    for value in ranked:
        first.setdefault("".join(c for c in value.lower() if c not in " -_"), value)
    return {value: first["".join(c for c in value.lower() if c not in " -_")] for value in ranked} | {None: None}


cultures, domains, tasks = folding(4), folding(6), folding(7)
samples = [(*s[:4], cultures[s[4]], s[5], domains[s[6]], tasks[s[7]]) for s in samples]
stages = sorted({s[2] for s in samples if s[2]}, key=lambda stage: (order.get(stage, 1 << 30), stage))


def check_decay():
    rows = table("decay")
    same("decay", "stages", ",".join(r["stage"] for r in rows), ",".join(stages))
    first = None
    previous = None
    for row in rows:
        own = [s for s in samples if s[2] == row["stage"]]
        k = sum(s[5] == "1" for s in own)
        n = sum(s[5] is not None for s in own)
        same("decay", (row["stage"], "interval"), row["interval"], "fixed")
        low, high = fixed(by_source([s for s in own if s[5] is not None], lambda s: s[5] == "1"))
        first = first or k / n
        for column, value in [
            ("k", k), ("n", n), ("share", k / n), ("share_low", low), ("share_high", high), ("untagged", len(own) - n),
            ("ratio_first", k / n / first), ("effective_n", n), ("small", int(n < 30)),
        ]:
            same("decay", (row["stage"], column), row[column], value)
        if previous:
            same("decay", (row["stage"], "ratio_previous"), row["ratio_previous"], k / n / previous)
        previous = k / n


def check_trend():
    """Cochran and Armitage by the textbook's sums, over the root of the dispersion; deviance of the fitted curve."""
    (row,) = table("decay-trend")
    cells = []
    for score, stage in enumerate(stages):
        tagged = [s for s in samples if s[2] == stage and s[5] is not None]
        cells += [(score, k, n) for k, n in by_source(tagged, lambda s: s[5] == "1")]
    n, k = sum(c[2] for c in cells), sum(c[1] for c in cells)
    p = k / n
    mean = sum(t * m for t, _, m in cells) / n
    z = sum((t - mean) * c for t, c, _ in cells) / math.sqrt(p * (1 - p) * sum(m * (t - mean) ** 2 for t, _, m in cells))
    chi_square = sum((c - m * p) ** 2 / (m * p * (1 - p)) for _, c, m in cells)
    dispersion = (chi_square - z * z) / (len(cells) - 2)
    same("decay-trend", "z", row["trend_z"], z / math.sqrt(max(dispersion, 1)))
    same("decay-trend", "df", row["df"], len(cells) - 2)
    same("decay-trend", "n", row["n"], n)


def check_explained():
    columns = {"domain": 6, "task": 7, "language": 3}
    for row in table("decay-explained"):
        def parts(stage):
            tagged = [s for s in samples if s[2] == stage and s[5] is not None]
            sizes = Counter(s[columns[row["dimension"]]] for s in tagged)
            cultural = Counter(s[columns[row["dimension"]]] for s in tagged if s[5] == "1")
            return {c: (n / len(tagged), cultural[c] / n) for c, n in sizes.items()}
        base, later = parts(row["base_stage"]), parts(row["stage"])
        mix = rate = 0.0
        for category in set(base) | set(later):
            p0, r0 = base.get(category, (0, None))
            p1, r1 = later.get(category, (0, None))
            r0, r1 = (r1 if r0 is None else r0), (r0 if r1 is None else r1)
            mix += (p1 - p0) * (r0 + r1) / 2
            rate += (r1 - r0) * (p0 + p1) / 2
        key = (row["stage"], row["dimension"])
        same("decay-explained", key, row["mix_effect"], mix)
        same("decay-explained", key, row["rate_effect"], rate)


def check_divergence():
    for row in table("decay-divergence"):
        if row["dimension"] == "country":
            rows = db.execute(
                "select stage, country, count(*) from countries where cultural = '1' and country is not null group by all"
            ).fetchall()
        else:
            column = {"culture": 4, "language": 3, "domain": 6, "task": 7}[row["dimension"]]
            rows = [(*key, n) for key, n in Counter((s[2], s[column]) for s in samples if s[column]).items()]
        p = {value: n for stage, value, n in rows if stage == row["stage"]}
        q = {value: n for stage, value, n in rows if stage == stages[0]}
        values = sorted(set(p) | set(q))
        p = [p.get(v, 0) / sum(p.values()) for v in values]
        q = [q.get(v, 0) / sum(q.values()) for v in values]
        m = [(a + b) / 2 for a, b in zip(p, q)]
        jensen = (entropy(m) - entropy(p) / 2 - entropy(q) / 2) / math.log(2)
        key = (row["stage"], row["dimension"])
        same("decay-divergence", key, row["categories"], len(values))
        same("decay-divergence", key, row["jensen_shannon"], jensen)
        same("decay-divergence", key, row["total_variation"], sum(abs(a - b) for a, b in zip(p, q)) / 2)
        same("decay-divergence", key, row["hellinger"],
             math.sqrt(sum((math.sqrt(a) - math.sqrt(b)) ** 2 for a, b in zip(p, q)) / 2))


def check_composition():
    counts = Counter((s[2], s[4]) for s in samples if s[5] == "1")
    totals = Counter(s[2] for s in samples if s[5] == "1")
    rows = table("composition")
    same("composition", "rows", str(len(rows)), str(len(counts)))
    for row in rows:
        n, total = counts[row["by"], row["culture"]], totals[row["by"]]
        own = [s for s in samples if s[5] == "1" and s[2] == (row["by"] or None)]
        low, high = fixed(by_source(own, lambda s: s[4] == row["culture"]))
        for column, value in [("n", n), ("total", total), ("share", n / total), ("share_low", low), ("share_high", high)]:
            same("composition", (row["by"], row["culture"], column), row[column], value)


def check_shares(name, column):
    rows = table(name)
    tagged = [s for s in samples if s[column] and s[5] is not None]
    same(name, "rows", str(len(rows)), str(len({s[column] for s in tagged})))
    overall = sum(s[5] == "1" for s in tagged)
    for row in rows:
        own = [s for s in tagged if s[column] == row[name[:-1]]]
        k, n = sum(s[5] == "1" for s in own), len(own)
        low, high = fixed(by_source(own, lambda s: s[5] == "1"))
        same(name, (row[name[:-1]], "interval"), row["interval"], "fixed")
        for key, value in [
            ("k", k), ("n", n), ("share", k / n), ("share_low", low), ("share_high", high),
            ("part_of_cultural", k / overall), ("lift", k / n / (overall / len(tagged))),
        ]:
            same(name, (row[name[:-1]], key), row[key], value)


def check_concentration():
    for row in table("concentration"):
        if row["level"] not in ("place", "country"):
            continue
        relation = {"place": "places", "country": "countries"}[row["level"]]
        groups = defaultdict(float)
        if row["counting"] == "mention":
            continue  # `select *` shows a sample's distinct places, not how often it names them.
        units = defaultdict(list)
        for sample, unit in db.execute(
            f"select id, {row['level']} from {relation} where cultural = '1'"
        ).fetchall():
            units[sample].append(unit)
        for own in units.values():
            for unit in own:
                groups[unit] += 1 if row["counting"] == "whole" else 1 / len(own)
        unresolved = groups.pop(None, 0)
        values = list(groups.values())
        n, total = len(values), math.fsum(values)
        top = sorted(values, reverse=True)
        for key, value in [
            ("units", n), ("total", total), ("gini", gini(values)), ("gini_corrected", gini(values) * n / (n - 1)),
            ("hhi", math.fsum((x / total) ** 2 for x in values)), ("entropy", entropy(values)),
            ("effective", math.exp(entropy(values))), ("top1", top[0] / total), ("top10", math.fsum(top[:10]) / total),
            ("unresolved", unresolved), ("theil", math.log(n) - entropy(values)),
        ]:
            same("concentration", (row["level"], row["counting"], key), row[key], value)
        if row["level"] == "country":
            same("concentration", "universe", row["gini_universe"], gini(values + [0] * (249 - n)))


def check_places():
    counts = Counter(
        db.execute("select source, place from places where cultural = '1'").fetchall())
    for source in {key[0] for key in counts}:
        own = sorted(((n, place) for (s, place), n in counts.items() if s == source), key=lambda x: (-x[0], x[1]))
        rows = [row for row in table("places-top") if row["by"] == source]
        same("places-top", source, str(len(rows)), str(min(50, len(own))))
        total = sum(n for n, _ in own)
        so_far = 0
        for row, (n, place) in zip(rows, own):
            so_far += n
            same("places-top", (source, place), row["place"], place)
            same("places-top", (source, place), row["n"], n)
            same("places-top", (source, place), row["share"], n / total)
            same("places-top", (source, place), row["cumulative_share"], so_far / total)


def check_multilinguality():
    tagged = [s for s in samples if s[3] and s[5] is not None]
    sizes, cultural = Counter(s[3] for s in tagged), Counter(s[3] for s in tagged if s[5] == "1")
    places = defaultdict(set)
    for language, place in db.execute(
        "select coalesce(language_code, language), place from places where cultural = '1' and language is not null"
    ).fetchall():
        places[language].add(place)
    orders = {
        "size down": sorted(sizes, key=lambda c: (-sizes[c], c)), "size up": sorted(sizes, key=lambda c: (sizes[c], c)),
        "alphabetical": sorted(sizes),
    }
    for name, languages in orders.items():
        rows = [row for row in table("multilinguality") if row["arrangement"] == name]
        seen, k, n = set(), 0, 0
        for row, language in zip(rows, languages, strict=True):
            seen |= places[language]
            k, n = k + cultural[language], n + sizes[language]
            same("multilinguality", (name, language), row["language"], language)
            same("multilinguality", (name, language), row["cumulative_places"], len(seen))
            same("multilinguality", (name, language), row["cumulative_share"], k / n)
    # The mean over random orders nears the analytic curve of rarefaction by groups: 1 - C(L - f, m) / C(L, m) a place.
    total = len(sizes)
    frequency = Counter(place for own in places.values() for place in own)
    for row in table("multilinguality"):
        if row["arrangement"] == "random":
            m = int(row["rank"])
            expected = sum(1 - math.comb(total - f, m) / math.comb(total, m) for f in frequency.values())
            compared["multilinguality"] += 1
            if abs(number(row["cumulative_places"]) - expected) > 1.0:
                problems.append(f"multilinguality random {m}: {row['cumulative_places']}, and rarefaction gives {expected}")


def check_gap():
    both = [s for s in samples if s[6] and s[7]]
    cells = Counter((s[1], s[7], s[6]) for s in both)
    sizes = Counter(s[1] for s in both)
    everywhere = Counter((s[7], s[6]) for s in both)
    for row in table("task-domain-gap"):
        n = cells[row["by"], row["task"], row["domain"]]
        reference_n = everywhere[row["task"], row["domain"]] - n
        share, reference = n / sizes[row["by"]], reference_n / (len(both) - sizes[row["by"]])
        key = (row["by"], row["task"], row["domain"])
        for column, value in [("n", n), ("reference_n", reference_n), ("difference", share - reference)]:
            same("task-domain-gap", key, row[column], value)
    ps = sorted((number(row["p"]), number(row["p_bh"])) for row in table("task-domain-gap"))
    adjusted = 1.0
    for rank, (p, found) in reversed(list(enumerate(ps, 1))):
        adjusted = min(adjusted, p * len(ps) / rank)
        same("task-domain-gap", ("bh", rank), "" if found is None else repr(found), adjusted)


check_decay()
check_trend()
check_explained()
check_divergence()
check_composition()
check_shares("tasks", 7)
check_shares("domains", 6)
check_concentration()
check_places()
check_multilinguality()
check_gap()
for problem in problems[:20]:
    print(problem)
print(", ".join(f"{name} {count}" for name, count in compared.items()), file=sys.stderr)
sys.exit(1 if problems or len(compared) < 11 else 0)
