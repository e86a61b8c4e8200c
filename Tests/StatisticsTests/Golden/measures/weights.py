"""Measures of weights as their definitions read, in mpmath. None where there is no value."""

import mpmath
from mpmath import mpf


def proper(x):
    return len(x) > 0 and all(value >= 0 for value in x) and any(value > 0 for value in x)


def shares(x):
    total = mpmath.fsum(x)
    return [mpf(value) / total for value in x if value > 0]


def over(measure):
    def with_zeros(x, *parameters):
        *rest, universe = parameters
        return measure(list(x) + [0] * (int(universe) - len(x)), *rest)

    return with_zeros


def gini(x):
    if not proper(x):
        return None
    ascending = sorted(mpf(value) for value in x)
    n = len(x)
    return mpmath.fsum((2 * i - n - 1) * value for i, value in enumerate(ascending, 1)) / (n * mpmath.fsum(x))


def gini_corrected(x):
    return gini(x) * len(x) / (len(x) - 1) if proper(x) and len(x) > 1 else None


def hhi(x):
    return mpmath.fsum(p**2 for p in shares(x)) if proper(x) else None


def hhi_normalized(x):
    if not proper(x) or len(x) == 1:
        return None
    even = mpf(1) / len(x)
    return (hhi(x) - even) / (1 - even)


def top_share(x, k):
    return mpmath.fsum(sorted(shares(x), reverse=True)[: int(k)]) if proper(x) else None


def theil_t(x):
    if not proper(x):
        return None
    mean = mpmath.fsum(x) / len(x)
    return mpmath.fsum(value / mean * mpmath.log(value / mean) for value in x if value > 0) / len(x)


def theil_l(x):
    if not proper(x) or min(x) == 0:
        return None
    mean = mpmath.fsum(x) / len(x)
    return mpmath.fsum(mpmath.log(mean / value) for value in x) / len(x)


def positive(measure):
    return lambda x: measure([value for value in x if value > 0])


def atkinson(x, e):
    if not proper(x):
        return None
    mean = mpmath.fsum(x) / len(x)
    if e >= 1 and min(x) == 0:
        return mpf(1)
    if e == 1:
        return 1 - mpmath.exp(mpmath.fsum(mpmath.log(value) for value in x) / len(x)) / mean
    power = 1 - mpf(e)
    return 1 - (mpmath.fsum((value / mean) ** power for value in x) / len(x)) ** (1 / power)


def cv(x):
    if not proper(x):
        return None
    mean = mpmath.fsum(x) / len(x)
    return mpmath.sqrt(mpmath.fsum((value - mean) ** 2 for value in x) / len(x)) / mean


def lorenz(x, p):
    if not proper(x):
        return None
    ascending = sorted(mpf(value) for value in x)
    position = mpf(p) * len(x)
    below = min(int(position), len(x) - 1)
    held = mpmath.fsum(ascending[:below]) + (position - below) * ascending[below]
    return held / mpmath.fsum(x)


def zipf(x):
    """Exponent and standard error."""
    counts = sorted((mpf(value) for value in x if value > 0), reverse=True)
    if not proper(x) or len(counts) < 2:
        return None, None
    logs = [mpmath.log(rank) for rank in range(1, len(counts) + 1)]
    total = mpmath.fsum(counts)
    target = mpmath.fsum(c * l for c, l in zip(counts, logs)) / total

    def moments(s):
        weights = [mpmath.exp(-s * l) for l in logs]
        norm = mpmath.fsum(weights)
        mean = mpmath.fsum(w * l for w, l in zip(weights, logs)) / norm
        return mean, mpmath.fsum(w * (l - mean) ** 2 for w, l in zip(weights, logs)) / norm

    s = mpf(0) if counts[0] == counts[-1] else mpf(1)
    for _ in range(200 if s else 0):
        mean, variance = moments(s)
        step = (mean - target) / variance
        # A great exponent is approached from below, by steps of at most 1.
        s += max(min(step, mpf(1)), -s / 2)
        if abs(step) < mpf(10) ** -30:
            break
    return s, 1 / mpmath.sqrt(total * moments(s)[1])


def entropy(x):
    return -mpmath.fsum(p * mpmath.log(p) for p in shares(x)) if proper(x) else None


def entropy_bits(x):
    return entropy(x) / mpmath.log(2) if proper(x) else None


def evenness(x):
    return entropy(x) / mpmath.log(len(shares(x))) if proper(x) and len(shares(x)) > 1 else None


def renyi(x, q):
    if not proper(x):
        return None
    if q == 1:
        return entropy(x)
    return mpmath.log(mpmath.fsum(p ** mpf(q) for p in shares(x))) / (1 - mpf(q))


def hill(x, q):
    return mpmath.exp(renyi(x, q)) if proper(x) else None


def simpson(x):
    return 1 - hhi(x) if proper(x) else None


def whole(x):
    return proper(x) and all(value == int(value) for value in x) and sum(x) <= 2**53


def rare(x):
    """Samples, categories, those seen once, those seen twice."""
    counts = [int(value) for value in x if value > 0]
    return sum(counts), len(counts), counts.count(1), counts.count(2)


def miller_madow(x):
    if not whole(x):
        return None
    n, seen, _, _ = rare(x)
    return entropy(x) + mpf(seen - 1) / (2 * n)


def chao_shen(x):
    if not whole(x):
        return None
    n, _, f1, _ = rare(x)
    coverage = 1 - mpf(min(f1, n - 1)) / n
    terms = []
    for p in shares(x):
        q = coverage * p
        terms.append(-q * mpmath.log(q) / (1 - (1 - q) ** n))
    return mpmath.fsum(terms)


def chao1(x):
    if not whole(x):
        return None
    _, seen, f1, f2 = rare(x)
    return seen + mpf(f1 * (f1 - 1)) / (2 * (f2 + 1))


def chao1_interval(x, level=0.95):
    if not whole(x):
        return None, None
    _, seen, f1, f2 = (mpf(value) for value in rare(x))
    unseen = f1 * (f1 - 1) / (2 * (f2 + 1))
    if f1 == 0:
        bounds = no_singletons(x, level)
        return bounds if bounds else nothing_unseen(x, level)
    if unseen == 0:
        return nothing_unseen(x, level)
    if f2 > 0:
        variance = (
            f1 * (f1 - 1) / (2 * (f2 + 1))
            + f1 * (2 * f1 - 1) ** 2 / (4 * (f2 + 1) ** 2)
            + f1**2 * f2 * (f1 - 1) ** 2 / (4 * (f2 + 1) ** 4)
        )
    else:
        variance = f1 * (f1 - 1) / 2 + f1 * (2 * f1 - 1) ** 2 / 4 - f1**4 / (4 * (seen + unseen))
    z = mpmath.sqrt(2) * mpmath.erfinv(mpf(level))
    k = mpmath.exp(z * mpmath.sqrt(mpmath.log(1 + variance / unseen**2)))
    return seen + unseen / k, seen + unseen * k


def no_singletons(x, level):
    """scikit-bio's interval where no category was seen once, its z with two decimals."""
    counts = [mpf(v) for v in x if v > 0]
    seen, n = len(counts), mpmath.fsum(counts)
    missed = mpmath.exp(-n / seen)
    z = mpmath.floor(mpmath.sqrt(2) * mpmath.erfinv(mpf(level)) * 100 + mpf(1) / 2) / 100
    centre = seen / (1 - missed)
    reach = z * mpmath.sqrt(seen * missed / (1 - missed))
    low, high = max(centre - reach, mpf(seen)), centre + reach
    return (low, high) if float(low) < float(high) else None


def nothing_unseen(x, level):
    """EstimateS's interval where Chao's estimate is the number seen; none where doubles would have one number."""
    counts = [mpf(v) for v in x if v > 0]
    seen, n = len(counts), mpmath.fsum(counts)
    missed = mpmath.fsum(mpmath.exp(-v) for v in counts) / seen
    variance = (
        mpmath.fsum(mpmath.exp(-v) - mpmath.exp(-2 * v) for v in counts)
        - mpmath.fsum(v * mpmath.exp(-v) for v in counts) ** 2 / n
    )
    if missed >= 1 or variance <= 0:
        return None, None
    reach = mpmath.sqrt(2) * mpmath.erfinv(mpf(level)) * mpmath.sqrt(variance) / (1 - missed)
    low, high = max(seen / (1 - missed) - reach, mpf(seen)), seen / (1 - missed) + reach
    return (low, high) if float(low) < float(high) else (None, None)


def none_of(marked, drawn, total):
    """The probability that `drawn` of `total` meet none of the marked ones."""
    if marked + drawn > total:
        return mpf(0)
    few, many = sorted((marked, drawn))
    if few < 100:
        result = mpf(1)
        for i in range(few):
            result *= mpf(total - many - i) / (total - i)
        return result
    with mpmath.workdps(90):
        gamma = mpmath.loggamma
        return mpmath.exp(
            gamma(total - marked + 1)
            - gamma(total - marked - drawn + 1)
            - gamma(total + 1)
            + gamma(total - drawn + 1)
        )


def rarefied(x, m):
    if not whole(x) or m > sum(x):
        return None
    n = int(sum(x))
    return mpmath.fsum(1 - none_of(int(value), int(m), n) for value in x)


def new_share(x):
    n, _, f1, f2 = rare(x)
    if f2 > 0:
        return mpf((n - 1) * f1) / ((n - 1) * f1 + 2 * f2)
    return mpf((n - 1) * max(f1 - 1, 0)) / ((n - 1) * max(f1 - 1, 0) + 2)


def coverage(x):
    if not whole(x):
        return None
    n, _, f1, _ = rare(x)
    return 1 - mpf(f1) / n * new_share(x)


def richness_at_coverage(x, c):
    if not whole(x):
        return None
    n, seen, f1, f2 = rare(x)
    counts = [int(value) for value in x if value > 0]
    if mpf(c) <= coverage(x):
        part = lambda m: coverage(x) if m == n else 1 - mpmath.fsum(
            mpf(v) / n * none_of(v - 1, m, n - 1) for v in counts
        )
        low, high = 0, n
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if part(middle) <= mpf(c) else (low, middle)
        low_part, high_part = part(low), part(high)
        if high_part <= low_part:
            return rarefied(counts, high)
        fraction = (mpf(c) - low_part) / (high_part - low_part)
        return rarefied(counts, low) + fraction * (rarefied(counts, high) - rarefied(counts, low))
    a = new_share(x)
    further = mpmath.log(n * (1 - mpf(c)) / f1) / mpmath.log(a) - 1
    unseen = mpf(n - 1) / n * (mpf(f1 * f1) / (2 * f2) if f2 else mpf(f1 * (f1 - 1)) / 2)
    if further > n or unseen == 0:
        return None
    return seen + unseen * (1 - (1 - f1 / (n * unseen + f1)) ** further)
