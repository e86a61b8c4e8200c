"""Writes golden.json: tables of numbers and what independent libraries make of them.

Run with Python 3.11 or later, numpy, scipy and mpmath: `python make_golden.py`. The tables are seeded, so a run with
the versions named in the file gives the same bytes. Every value comes from numpy/scipy or, where a formula in doubles
loses digits, from mpmath at 60 digits; where both apply the script checks that they agree.
"""

import json
import math
import pathlib
import platform

import mpmath
import numpy
import scipy
from scipy import special, stats

SEED = 13808
HILL_ORDERS = [0, 0.25, 0.999, 0.999999999, 1, 1.000000001, 1.05, 1.5, 2, 3.7, 50, 2000]
TOP_COUNTS = [1, 3, 10]

mpmath.mp.dps = 60
rng = numpy.random.default_rng(SEED)


def agree(name, exact, other, tolerance=1e-9):
    if not math.isclose(exact, other, rel_tol=tolerance, abs_tol=1e-12):
        raise SystemExit(f"{name}: {exact!r} by mpmath, {other!r} by numpy/scipy")
    return exact


def rounded(values):
    """Six significant digits, whole numbers as such: short in the file, the same double everywhere."""
    short = [float(f"{value:.6g}") for value in values]
    return [int(value) if value == int(value) else value for value in short]


def make_weights(flavour, count):
    match flavour:
        case 0:  # small counts with zeros and ties
            return rng.integers(0, 6, count)
        case 1:  # heavy-tailed counts
            return rng.zipf(1.5, count).clip(max=10**9)
        case 2:  # fractions
            return rng.lognormal(0, 2, count)
        case 3:  # totals of tokens
            return numpy.floor(10 ** rng.uniform(0, 12, count))
        case 4:  # nearly equal
            return 1e6 + rng.integers(0, 3, count)
        case 5:  # one holds nearly all
            return numpy.append(rng.integers(0, 5, count - 1), 10**12)


def weights_case(weights):
    x = numpy.array(weights, dtype=float)
    exact = [mpmath.mpf(value) for value in x]
    total = mpmath.fsum(exact)
    shares = [value / total for value in exact if value > 0]
    p = x[x > 0] / x.sum()

    difference = mpmath.fsum(abs(a - b) for a in exact for b in exact)
    gini = float(difference / (2 * len(exact) * total))
    agree("gini", gini, float(numpy.abs(x[:, None] - x[None, :]).sum() / (2 * len(x) * x.sum())))

    entropy = float(-mpmath.fsum(share * mpmath.log(share) for share in shares))
    agree("entropy", entropy, float(stats.entropy(x)), 1e-6 if x.max() > 0.999 * x.sum() else 1e-9)

    hill = []
    for order in HILL_ORDERS:
        q = mpmath.mpf(order)
        if order == 1:
            value = float(mpmath.exp(-mpmath.fsum(share * mpmath.log(share) for share in shares)))
        else:
            value = float(mpmath.fsum(share**q for share in shares) ** (1 / (1 - q)))
        if order in (0, 0.25, 1.5, 2, 3.7):
            logarithm = special.logsumexp(order * numpy.log(p)) / (1 - order)
            agree(f"hill {order}", value, float(numpy.exp(logarithm)))
        hill.append(value)

    descending = numpy.sort(x)[::-1]
    return {
        "x": weights,
        "gini": gini,
        "hhi": agree("hhi", float(mpmath.fsum(share**2 for share in shares)), float((p**2).sum())),
        "entropy": entropy,
        "evenness": entropy / math.log(len(shares)) if len(shares) > 1 else None,
        "hill": hill,
        "hill_infinity": float(1 / max(shares)),
        "top": [float(descending[:k].sum() / x.sum()) for k in TOP_COUNTS],
    }


def make_pair(flavour, count):
    match flavour:
        case 0:  # ties on both sides
            return rng.integers(0, 4, count), rng.integers(0, 4, count)
        case 1:  # related
            x = rng.normal(0, 1, count)
            return x, 0.7 * x + rng.normal(0, 0.5, count)
        case 2:  # related by order only
            x = rng.uniform(0, 10, count)
            return x, numpy.exp(-x)
        case 3:  # far from zero: the variance sits in the last digits
            return 1e9 + rng.integers(0, 100, count), 3e11 + rng.integers(0, 100, count)
        case 4:  # heavy-tailed
            return rng.lognormal(0, 3, count), rng.zipf(1.3, count).clip(max=10**12)


def exact_pearson(x, y):
    x, y = [mpmath.mpf(value) for value in x], [mpmath.mpf(value) for value in y]
    mean_x, mean_y = mpmath.fsum(x) / len(x), mpmath.fsum(y) / len(y)
    dx, dy = [value - mean_x for value in x], [value - mean_y for value in y]
    norm = mpmath.sqrt(mpmath.fsum(d * d for d in dx) * mpmath.fsum(d * d for d in dy))
    return float(mpmath.fsum(a * b for a, b in zip(dx, dy)) / norm)


def pair_case(x, y):
    x_values, y_values = numpy.array(x, dtype=float), numpy.array(y, dtype=float)
    r = exact_pearson(x_values, y_values)
    rho = exact_pearson(stats.rankdata(x_values), stats.rankdata(y_values))
    return {
        "x": x,
        "y": y,
        "pearson": agree("pearson", r, float(stats.pearsonr(x_values, y_values).statistic), 1e-6),
        "spearman": agree("spearman", rho, float(stats.spearmanr(x_values, y_values).statistic)),
    }


def wilson_case(k, n, level):
    z = mpmath.sqrt(2) * mpmath.erfinv(mpmath.mpf(level))
    exact_k, exact_n = mpmath.mpf(k), mpmath.mpf(n)
    centre = exact_k + z**2 / 2
    half = z * mpmath.sqrt(exact_k * (exact_n - exact_k) / exact_n + z**2 / 4)
    low, high = float((centre - half) / (exact_n + z**2)), float((centre + half) / (exact_n + z**2))
    low, high = (0.0 if k == 0 else low), (1.0 if k == n else high)
    if isinstance(k, int) and n <= 10**6:
        interval = stats.binomtest(k, n).proportion_ci(level, method="wilson")
        agree(f"wilson low {k}/{n}", low, float(interval.low))
        agree(f"wilson high {k}/{n}", high, float(interval.high))
    return [k, n, level, low, high]


def quantile_case(p):
    if p > 1e-15:
        z = float(mpmath.sqrt(2) * mpmath.erfinv(2 * mpmath.mpf(p) - 1))
        return [p, agree(f"quantile {p}", z, float(special.ndtri(p)), 1e-13)]
    # Newton steps on the logarithm of the lower tail, from scipy's value.
    z = mpmath.mpf(float(special.ndtri(p)))
    for _ in range(8):
        tail = mpmath.erfc(-z / mpmath.sqrt(2)) / 2
        density = mpmath.exp(-z * z / 2) / mpmath.sqrt(2 * mpmath.pi)
        z -= mpmath.log(tail / mpmath.mpf(p)) * tail / density
    return [p, agree(f"quantile {p}", float(z), float(special.ndtri(p)), 1e-13)]


def large_case(count, multiplier, modulus):
    """A table too long to store: the i-th weight is (i · multiplier) mod modulus, i from 1."""
    x = numpy.sort(numpy.arange(1, count + 1) * multiplier % modulus)
    total = int(x.sum())
    gini = sum((2 * i - count - 1) * int(value) for i, value in enumerate(x, start=1))
    squares = sum(int(value) ** 2 for value in x)
    p = x[x > 0] / total
    return {
        "count": count,
        "multiplier": multiplier,
        "modulus": modulus,
        "gini": float(mpmath.mpf(gini) / (count * total)),
        "hhi": float(mpmath.mpf(squares) / mpmath.mpf(total) ** 2),
        "entropy": math.fsum(-p * numpy.log(p)),
        "top_1000": float(mpmath.mpf(int(x[-1000:].sum())) / total),
    }


def main():
    tables = [[0, 10, 10, 30, 50], [7], [0, 5], [1, 1, 1, 1], [10**12, 1], [1, 2]]
    while len(tables) < 200:
        table = rounded(make_weights(len(tables) % 6, int(rng.integers(1, 25))))
        if any(table):
            tables.append(table)

    pairs = []
    while len(pairs) < 100:
        x, y = make_pair(len(pairs) % 5, int(rng.integers(3, 20)))
        # Rounding to six digits would flatten values that differ in the last ones.
        x, y = (rounded(x), rounded(y)) if len(pairs) % 5 != 3 else (x.tolist(), y.tolist())
        if len(set(x)) > 1 and len(set(y)) > 1:
            pairs.append((x, y))

    proportions = [(k, n) for n in (1, 2, 3, 10, 57) for k in sorted({0, 1, n // 3, n - 1, n})]
    proportions += [(1, 10**6), (999999, 10**6), (1, 10**12), (123456789, 10**12), (2.5, 7.25), (0.001, 1), (1e-9, 3)]
    levels = [0.5, 0.9, 0.95, 0.99, 0.999999]

    small = [10.0**-e for e in (1, 2, 3, 5, 8, 10, 11, 12, 13, 15, 20, 50, 100, 200, 300, 307)]
    inner = [0.5, 0.5 + 2**-40, 0.074, 0.075, 0.076, 0.925, 0.926, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9999, 1 - 2**-30]
    random_p = [float(f"{value:.6g}") for value in rng.uniform(0, 1, 60)]

    golden = {
        "made_with": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "mpmath": mpmath.__version__,
            "seed": SEED,
        },
        "hill_orders": HILL_ORDERS,
        "top_counts": TOP_COUNTS,
        "weights": [weights_case(table) for table in tables],
        "pairs": [pair_case(x, y) for x, y in pairs],
        "wilson": [wilson_case(k, n, level) for k, n in proportions for level in levels],
        "quantiles": [quantile_case(p) for p in small + inner + random_p],
        "large": [
            large_case(100_000, 7919, 10_007),
            large_case(1_000_000, 611_953_987, 10**12 + 39),
        ],
    }
    lines = []
    for key, value in golden.items():
        compact = {"separators": (",", ":")}
        if isinstance(value, list) and not isinstance(value[0], (int, float)):
            rows = ",\n".join(json.dumps(row, **compact) for row in value)
            lines.append(f'"{key}":[\n{rows}\n]')
        else:
            lines.append(f'"{key}":{json.dumps(value, **compact)}')
    target = pathlib.Path(__file__).with_name("golden.json")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{target.name}: {target.stat().st_size} bytes")


main()
