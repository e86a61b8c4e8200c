#!/usr/bin/env python3
"""Writes clusters.json: statistics of samples in clusters, by independent programs.

    make_clusters.py

CR2 and its degrees of freedom by clubSandwich on one row per sample, logit intervals by survey's svyciprop, the decay by
statsmodels, Das Gupta's parts by all orders of the factors. Written for R 4.2 with survey 4.1 and clubSandwich 0.5 (Debian
12: r-cran-survey, r-cran-clubsandwich), numpy 2.4, statsmodels 0.14.
"""
import itertools
import json
import math
import pathlib
import random
import subprocess

import numpy
import statsmodels.api

R = """
suppressMessages({library(survey); library(clubSandwich)}); options(digits = 17)
rows <- function(k, n) data.frame(cluster = rep(seq_along(n), n), y = unlist(mapply(function(k, n) rep(1:0, c(k, n - k)), k, n, SIMPLIFY = FALSE)))
show <- function(...) cat(sprintf("%.17g", c(...)), sep = " ", "\\n")
share <- function(k, n) {
    d <- rows(k, n); fit <- lm(y ~ 1, d); v <- vcovCR(fit, d$cluster, "CR2")
    test <- coef_test(fit, v, test = "Satterthwaite")
    s <- svydesign(ids = ~cluster, data = d, weights = ~1)
    ci <- confint(svyciprop(~y, s, method = "logit", df = degf(s)))
    show(v[1, 1], test$df_Satt, ci)
}
contrast <- function(k1, n1, k2, n2) {
    one <- rows(k1, n1); two <- rows(k2, n2); one$stage <- 0; two$stage <- 1
    d <- rbind(one, two); fit <- lm(y ~ stage, d); v <- vcovCR(fit, d$cluster, "CR2")
    test <- coef_test(fit, v, test = "Satterthwaite")
    show(v[2, 2], test$df_Satt[2])
}
"""


def r(calls):
    script = R + "\n".join(calls)
    out = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True).stdout
    return [[float(x) for x in line.split()] for line in out.splitlines() if line.strip()]


def vector(values):
    return f"c({', '.join(map(str, values))})"


def draw(generator, clusters, equal, base):
    n = [60 if equal else generator.randint(5, 150) for _ in range(clusters)]
    k = [sum(generator.random() < p for _ in range(m)) for m, p in zip(n, [generator.betavariate(4 * base, 4 - 4 * base) for _ in n])]
    return k, n


def das_gupta(cells):
    """Parts by all orders of the factors, cells {levels: (k1, n1, k2, n2)}."""
    count = len(next(iter(cells)))
    orders = list(itertools.permutations(range(count)))

    def total(group, levels, factors):
        return math.fsum(c[2 * group + 1] for l, c in cells.items() if all(l[f] == levels[f] for f in factors))

    def ratio(group, levels, factor):
        if not cells[levels][2 * group + 1]:
            return 0.0
        logs = []
        for order in orders:
            before = order[: order.index(factor)]
            logs.append(math.log(total(group, levels, before + (factor,)) / total(group, levels, before)))
        return math.exp(math.fsum(logs) / len(logs))

    parts, rate = [0.0] * count, 0.0
    sums = [math.fsum(c[1] for c in cells.values()), math.fsum(c[3] for c in cells.values())]
    for levels, (k1, n1, k2, n2) in cells.items():
        r1 = k1 / n1 if n1 else k2 / n2
        r2 = k2 / n2 if n2 else r1
        rate += (r2 - r1) * (n1 / sums[0] + n2 / sums[1]) / 2
        ratios = [[ratio(g, levels, f) for f in range(count)] for g in range(2)]
        for factor in range(count):
            changes = []
            for order in orders:
                changed = set(order[: order.index(factor)])
                rest = math.prod(ratios[1 if f in changed else 0][f] for f in range(count) if f != factor)
                changes.append(rest * (ratios[1][factor] - ratios[0][factor]))
            parts[factor] += (r1 + r2) / 2 * math.fsum(changes) / len(changes)
    return parts, rate


def influence_errors(rows, count):
    """Standard error within clusters by numerical derivatives of das_gupta: rows (cluster, levels, k1, n1, k2, n2)."""
    def value(counts):
        cells = {}
        for (cluster, levels, *_), c in zip(rows, counts):
            old = cells.get(levels, (0, 0, 0, 0))
            cells[levels] = tuple(a + b for a, b in zip(old, c))
        parts, rate = das_gupta(cells)
        return numpy.array(parts + [rate])

    counts = [list(map(float, row[2:])) for row in rows]
    variance = numpy.zeros(count + 1)
    spread = {}
    for i, row in enumerate(rows):
        for g in range(2):
            k, n = counts[i][2 * g], counts[i][2 * g + 1]
            for hit, number in ((1, k), (0, n - k)):
                if number:
                    h = 1e-4
                    up = [c[:] for c in counts]; down = [c[:] for c in counts]
                    for c, s in ((up, h), (down, -h)):
                        c[i][2 * g + 1] += s
                        c[i][2 * g] += s * hit
                    z = (value(up) - value(down)) / (2 * h)
                    spread.setdefault((row[0], g), []).append((number, z))
    for members in spread.values():
        size = sum(m for m, _ in members)
        mean = sum(m * z for m, z in members) / size
        variance += sum(m * (z - mean) ** 2 for m, z in members)
    return [math.sqrt(v) for v in variance]


def main():
    generator = random.Random(13808)
    calls, shares, contrasts = [], [], []
    for clusters, equal, base in [(10, True, 0.3), (20, True, 0.6), (12, False, 0.4), (6, False, 0.5), (40, False, 0.15)]:
        k, n = draw(generator, clusters, equal, base)
        shares.append({"equal": equal, "k": k, "n": n})
        calls.append(f"share({vector(k)}, {vector(n)})")
    for clusters in (8, 15):
        one, two = draw(generator, clusters, False, 0.5), draw(generator, clusters, False, 0.35)
        # The last three clusters are only in the first group, the first two only in the second.
        for place in range(clusters):
            if place >= clusters - 3:
                two[0][place] = two[1][place] = 0
            if place < 2:
                one[0][place] = one[1][place] = 0
        contrasts.append({"k1": one[0], "n1": one[1], "k2": two[0], "n2": two[1]})
        calls.append("contrast(" + ", ".join(map(vector, (one[0], one[1], two[0], two[1]))) + ")")
    found = r(calls)
    for item, line in zip(shares, found):
        item.update(variance=line[0], degrees=line[1], low=line[2], high=line[3])
    for item, line in zip(contrasts, found[len(shares):]):
        item.update(variance=line[0], degrees=line[1])

    decays = []
    for t, k, n in [
        ([0, 1, 2, 3], [120, 70, 30, 22], [1000, 900, 800, 700]),
        ([0, 0, 1, 1, 2, 2, 3], [150, 80, 50, 80, 10, 40, 12], [500, 500, 450, 450, 400, 400, 500]),
        ([2019, 2020, 2021, 2022, 2023, 2024, 2025], [400, 300, 250, 190, 160, 100, 90], [1000] * 7),
    ]:
        family = statsmodels.api.families.Binomial(statsmodels.api.families.links.Log())
        times = numpy.array(t, float) - t[0]
        design = statsmodels.api.add_constant(times)
        y = numpy.c_[k, numpy.array(n) - k]
        fit = statsmodels.api.GLM(y, design, family=family).fit(start_params=[math.log(sum(k) / sum(n)), 0], tol=1e-14, maxiter=500)
        decays.append({
            "t": t, "k": k, "n": n, "rate": -fit.params[1], "initial": math.exp(fit.params[0]), "deviance": float(fit.deviance),
            "df": int(fit.df_resid), "dispersion": float(fit.pearson_chi2 / fit.df_resid),
        })

    decompositions = []
    for factors, levels in [(1, [4]), (2, [3, 3]), (3, [2, 3, 2])]:
        rows = []
        for cluster in range(3):
            for cell in itertools.product(*map(range, levels)):
                n1, n2 = generator.choice([0, 5, 20, 80]), generator.choice([0, 10, 30, 60])
                if n1 or n2:
                    rows.append((cluster, cell, generator.randint(0, n1), n1, generator.randint(0, n2), n2))
        cells = {}
        for _, cell, *c in rows:
            cells[cell] = tuple(a + b for a, b in zip(cells.get(cell, (0, 0, 0, 0)), c))
        parts, rate = das_gupta(cells)
        decompositions.append({
            "cluster": [str(r_[0]) for r_ in rows], "levels": [[str(x) for x in r_[1]] for r_ in rows],
            **{name: [r_[2 + i] for r_ in rows] for i, name in enumerate(("k1", "n1", "k2", "n2"))},
            "parts": parts, "rate": rate, "errors": influence_errors(rows, factors),
        })

    golden = {"shares": shares, "contrasts": contrasts, "decays": decays, "decompositions": decompositions}
    lines = [f'"{key}":[\n' + ",\n".join(json.dumps(item, separators=(",", ":")) for item in value) + "\n]" for key, value in golden.items()]
    pathlib.Path(__file__).with_name("clusters.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
