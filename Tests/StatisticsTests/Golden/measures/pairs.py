"""Measures of two and three columns as their definitions read, in mpmath and whole numbers. None where there is no value."""

import itertools

import mpmath
from mpmath import mpf

from weights import proper


def distributions(x, y):
    if not proper(x) or not proper(y):
        return None
    return [(mpf(p) / mpmath.fsum(x), mpf(q) / mpmath.fsum(y)) for p, q in zip(x, y)]


def kl_sum(pairs):
    return mpmath.fsum(p * mpmath.log(p / q) for p, q in pairs if p > 0)


def jsd(x, y):
    d = distributions(x, y)
    if d is None:
        return None
    return (kl_sum([(p, (p + q) / 2) for p, q in d]) + kl_sum([(q, (p + q) / 2) for p, q in d])) / 2


def js_distance(x, y):
    value = jsd(x, y)
    # Equal shares leave 1e-50 of rounding, whose root would be a distance.
    return None if value is None else mpmath.sqrt((value if value > mpf(10) ** -40 else 0) / mpmath.log(2))


def kl(x, y):
    d = distributions(x, y)
    return None if d is None or any(p > 0 and q == 0 for p, q in d) else kl_sum(d)


def total_variation(x, y):
    d = distributions(x, y)
    return None if d is None else mpmath.fsum(abs(p - q) for p, q in d) / 2


def hellinger(x, y):
    d = distributions(x, y)
    if d is None:
        return None
    return mpmath.sqrt(mpmath.fsum((mpmath.sqrt(p) - mpmath.sqrt(q)) ** 2 for p, q in d) / 2)


def varied(*columns):
    return all(len(set(column)) > 1 for column in columns)


def ranks(values):
    return [mpf(sum(v < value for v in values)) + mpf(sum(v == value for v in values) + 1) / 2 for value in values]


def repeated(column, weights):
    return [value for value, weight in zip(column, weights) for _ in range(weight)]


def pearson(x, y):
    if not varied(x, y):
        return None
    n = len(x)
    mx, my = mpmath.fsum(x) / n, mpmath.fsum(y) / n
    dx, dy = [v - mx for v in x], [v - my for v in y]
    products = mpmath.fsum(a * b for a, b in zip(dx, dy))
    return products / mpmath.sqrt(mpmath.fsum(a * a for a in dx) * mpmath.fsum(b * b for b in dy))


def spearman(x, y):
    return pearson(ranks(x), ranks(y))


def concordance(x, y):
    sign = lambda a, b: (a > b) - (a < b)
    return sum(sign(x[i], x[j]) * sign(y[i], y[j]) for i in range(len(x)) for j in range(i))


def ties(values):
    return [values.count(value) for value in sorted(set(values)) if values.count(value) > 1]


def kendall(x, y):
    if not varied(x, y):
        return None
    pairs = len(x) * (len(x) - 1) // 2
    untied = [pairs - sum(t * (t - 1) // 2 for t in ties(column)) for column in (x, y)]
    return concordance(x, y) / mpmath.sqrt(untied[0] * untied[1])


def student(t, degrees):
    return mpmath.betainc(mpf(degrees) / 2, mpf(1) / 2, 0, degrees / (degrees + t * t), regularized=True)


def t_probability(r, degrees):
    if r is None or degrees < 1:
        return None
    if 1 - r * r < mpf(10) ** -40:
        return mpf(0)
    return student(r * mpmath.sqrt(degrees / (1 - r * r)), degrees)


def pearson_p(x, y):
    r = pearson(x, y)
    if r is None or len(x) > 8:
        return t_probability(r, len(x) - 2)
    # Whole numbers: 1024 takes the fractions of the tables away.
    n, a, b = len(x), [int(v * 1024) for v in x], [int(v * 1024) for v in y]
    shift = sum(a) * sum(b)
    size = lambda order: abs(n * sum(p * q for p, q in zip(a, order)) - shift)
    found = size(b)
    counts = [size(order) >= found for order in itertools.permutations(b)]
    return mpf(sum(counts)) / len(counts)


def spearman_p(x, y):
    return pearson_p(ranks(x), ranks(y))


def kendall_p(x, y):
    if not varied(x, y):
        return None
    n, found = len(x), concordance(x, y)
    if not ties(x) and not ties(y) and n <= 50:
        counts = [1]
        for rows in range(2, n + 1):
            counts = [
                sum(counts[max(0, i - rows + 1) : i + 1]) for i in range(rows * (rows - 1) // 2 + 1)
            ]
        fewest = (n * (n - 1) // 2 - abs(found)) // 2
        return min(mpf(1), mpf(2 * sum(counts[: fewest + 1])) / sum(counts))
    if n <= 8:
        counts = [abs(concordance(x, order)) >= abs(found) for order in itertools.permutations(y)]
        return mpf(sum(counts)) / len(counts)
    tx, ty = ties(x), ties(y)
    v = lambda ts: sum(t * (t - 1) * (2 * t + 5) for t in ts)
    two = lambda ts: sum(t * (t - 1) for t in ts)
    three = lambda ts: sum(t * (t - 1) * (t - 2) for t in ts)
    variance = (
        mpf(v([n]) - v(tx) - v(ty)) / 18
        + mpf(two(tx) * two(ty)) / (2 * n * (n - 1))
        + mpf(three(tx) * three(ty)) / (9 * n * (n - 1) * (n - 2))
    )
    return mpmath.erfc(abs(found) / mpmath.sqrt(2 * variance))


def interval(coefficient, kind, controls=0):
    """Fisher's transformation."""

    def bounds(*columns):
        r, n = coefficient(*columns), len(columns[0]) - controls
        if r is None or n <= (4 if kind == "kendall" else 3):
            return None, None
        if abs(r) > 1 - mpf(10) ** -40:
            return r, r
        variance = {
            "pearson": mpf(1) / (n - 3),
            "spearman": (1 + r * r / 2) / (n - 3),
            "kendall": mpf("0.437") / (n - 4 or 1),
        }[kind]
        reach = mpmath.sqrt(2) * mpmath.erfinv(mpf(0.95)) * mpmath.sqrt(variance)
        return mpmath.tanh(mpmath.atanh(r) - reach), mpmath.tanh(mpmath.atanh(r) + reach)

    return bounds


def pearson_partial(x, y, z):
    if len(x) < 3 or not varied(x, y, z):
        return None
    xy, xz, yz = pearson(x, y), pearson(x, z), pearson(y, z)
    if max(abs(xz), abs(yz)) > 1 - mpf(10) ** -24:
        return None
    return (xy - xz * yz) / mpmath.sqrt((1 - xz**2) * (1 - yz**2))


def spearman_partial(x, y, z):
    return pearson_partial(ranks(x), ranks(y), ranks(z))


def partial_p(coefficient):
    return lambda x, y, z: t_probability(coefficient(x, y, z), len(x) - 3)


def weighted(coefficient):
    def value(x, y, w):
        return coefficient(repeated(x, w), repeated(y, w))

    return value


def cross_table(a, b, n):
    cells = {}
    for row, column, count in zip(a, b, n):
        if count:
            cells[row, column] = cells.get((row, column), mpf(0)) + mpf(count)
    rows, columns = sorted({r for r, _ in cells}), sorted({c for _, c in cells})
    return [[cells.get((r, c), mpf(0)) for c in columns] for r in rows]


def expected(table):
    total = mpmath.fsum(map(mpmath.fsum, table))
    by_row = [mpmath.fsum(row) for row in table]
    by_column = [mpmath.fsum(column) for column in zip(*table)]
    return total, [[r * c / total for c in by_column] for r in by_row]


def chi_square(a, b, n):
    if not proper(n):
        return None
    table = cross_table(a, b, n)
    _, e = expected(table)
    return mpmath.fsum((v - w) ** 2 / w for x, y in zip(table, e) for v, w in zip(x, y))


def chi_square_p(a, b, n):
    if not proper(n):
        return None
    table = cross_table(a, b, n)
    degrees = (len(table) - 1) * (len(table[0]) - 1)
    if degrees == 0:
        return None
    return mpmath.gammainc(mpf(degrees) / 2, chi_square(a, b, n) / 2, regularized=True)


def cramers_v(a, b, n):
    if not proper(n):
        return None
    table = cross_table(a, b, n)
    smaller = min(len(table), len(table[0])) - 1
    return mpmath.sqrt(chi_square(a, b, n) / expected(table)[0] / smaller) if smaller else None


def cramers_v_corrected(a, b, n):
    if not proper(n):
        return None
    table = cross_table(a, b, n)
    total, _ = expected(table)
    r, c = len(table), len(table[0])
    if min(r, c) < 2 or total <= 1:
        return None
    phi = max(mpf(0), chi_square(a, b, n) / total - (r - 1) * (c - 1) / (total - 1))
    smaller = min(r - (r - 1) ** 2 / (total - 1), c - (c - 1) ** 2 / (total - 1)) - 1
    return mpmath.sqrt(phi / smaller) if smaller > 0 else None


def mutual_information(a, b, n):
    if not proper(n):
        return None
    table = cross_table(a, b, n)
    total, e = expected(table)
    return mpmath.fsum(
        v / total * mpmath.log(v / w) for x, y in zip(table, e) for v, w in zip(x, y) if v > 0
    )
