"""Intervals of shares, trends and decompositions as their definitions read, in mpmath. None where there is no value."""

import math

import mpmath
import numpy
from mpmath import mpf
from scipy import stats
from scipy.optimize import brentq


def normal_quantile(level):
    return mpmath.sqrt(2) * mpmath.erfinv(mpf(level))


def wilson(k, n, level=0.95):
    k, n, z = mpf(k), mpf(n), normal_quantile(level)
    half = z * mpmath.sqrt(k * (n - k) / n + z**2 / 4)
    return (k + z**2 / 2 - half) / (n + z**2), (k + z**2 / 2 + half) / (n + z**2)


def binomial_at_most(k, n, p):
    """The probability of at most k of n, by a sum from the likeliest down."""
    if n - k - 1 < k:
        return 1 - binomial_at_most(n - k - 1, n, 1 - p)
    gamma = mpmath.loggamma
    with mpmath.workdps(80):
        chosen = gamma(n + 1) - gamma(k + 1) - gamma(n - k + 1)
        term = mpmath.exp(chosen + k * mpmath.log(p) + (n - k) * mpmath.log(1 - p))
    total, least = mpf(0), mpf(10) ** -60
    for i in range(k, -1, -1):
        total += term
        term *= i * (1 - p) / ((n - i + 1) * p)
        if term < least * total:
            break
    return total


def clopper_pearson(k, n, level=0.95):
    """The shares at which so many or more, and so many or fewer, have the probability of a tail."""
    if 2 * k > n:
        low, high = clopper_pearson(n - k, n, level)
        return 1 - high, 1 - low
    tail = (1 - mpf(level)) / 2
    rough = float(tail)
    low = high = None
    if k > 0:
        low = polished(lambda p: 1 - binomial_at_most(k - 1, n, p) - tail, stats.beta.ppf(rough, k, n - k + 1))
    if k < n:
        high = polished(lambda p: binomial_at_most(k, n, p) - tail, stats.beta.isf(rough, k + 1, n - k))
    return mpf(0) if low is None else low, mpf(1) if high is None else high


def share_difference(k1, n1, k2, n2):
    return mpf(k1) / n1 - mpf(k2) / n2


def share_difference_interval(k1, n1, k2, n2, level=0.95):
    (l1, u1), (l2, u2) = wilson(k1, n1, level), wilson(k2, n2, level)
    p1, p2 = mpf(k1) / n1, mpf(k2) / n2
    below = mpmath.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    above = mpmath.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    return p1 - p2 - below, p1 - p2 + above


def share_difference_p(k1, n1, k2, n2):
    p = mpf(k1 + k2) / (n1 + n2)
    variance = p * (1 - p) * (mpf(1) / n1 + mpf(1) / n2)
    return mpmath.erfc(abs(share_difference(k1, n1, k2, n2)) / mpmath.sqrt(2 * variance)) if variance else None


def share_ratio(k1, n1, k2, n2):
    return mpf(k1) / n1 / (mpf(k2) / n2) if k2 else None


def share_ratio_interval(k1, n1, k2, n2, level=0.95):
    """Donner and Zou's formula as printed, with more digits where it cancels."""
    with mpmath.workdps(90):
        (l1, u1), (l2, u2) = wilson(k1, n1, level), wilson(k2, n2, level)
        p1, p2 = mpf(k1) / n1, mpf(k2) / n2
        root = lambda a, b: mpmath.sqrt(abs((p1 * p2) ** 2 - a * b * (2 * p1 - a) * (2 * p2 - b)))
        low = (p1 * p2 - root(l1, u2)) / (u2 * (2 * p2 - u2))
        high = (p1 * p2 + root(u1, l2)) / (l2 * (2 * p2 - l2)) if k2 else None
        return (mpf(0) if k1 == 0 else low), high


def stages(t, k, n):
    return [(mpf(time), mpf(hit), mpf(trials)) for time, hit, trials in zip(t, k, n) if trials]


def cochran_armitage_z(t, k, n):
    rows = stages(t, k, n)
    if not rows:
        return None
    total = mpmath.fsum(r[2] for r in rows)
    p = mpmath.fsum(r[1] for r in rows) / total
    mean = mpmath.fsum(r[0] * r[2] for r in rows) / total
    variance = p * (1 - p) * mpmath.fsum(r[2] * (r[0] - mean) ** 2 for r in rows)
    slope = mpmath.fsum((r[0] - mean) * (r[1] - r[2] * p) for r in rows)
    return slope / mpmath.sqrt(variance) if variance > 0 else None


def cochran_armitage_p(t, k, n):
    z = cochran_armitage_z(t, k, n)
    return None if z is None else mpmath.erfc(abs(z) / mpmath.sqrt(2))


def polished(function, guess):
    """A root by the secant method in mpmath, from one that doubles have found."""
    start = mpf(guess)
    ends = (start, start * (1 + mpf(10) ** -9) if start else mpf(10) ** -12)
    return mpmath.findroot(function, ends, solver="secant", tol=mpf(10) ** -90, verify=False, maxsteps=8)


class Decay:
    """The binomial likelihood of a·exp(−r·t), at the best a for each rate; all shares are below 1."""

    def __init__(self, rows):
        self.rows = rows
        hits = {r[0] for r in rows if r[1] > 0}
        times = sorted({r[0] for r in rows})
        self.fits = len(times) > 1 and bool(hits - {times[0]}) and bool(hits - {times[-1]})
        if self.fits:
            self.doubles = numpy.array(rows, float).T
            slope = lambda r: self.rough(r)[0]
            self.rate = polished(lambda r: self.profile(r)[1], self.root(slope, 0.0, 1 if slope(0.0) > 0 else -1))
            self.log_share, _, self.maximum = self.profile(self.rate)

    def rough(self, r):
        """In doubles: the slope by the rate, the logarithm of the likelihood, the logarithm of how far ln a lies below the
        greatest one."""
        t, k, n = self.doubles
        offset = r * t - (r * t).min()
        odds = lambda w: numpy.exp(-math.exp(w) - offset) / -numpy.expm1(-math.exp(w) - offset)
        w = brentq(lambda w: math.log(((n - k) * odds(w)).sum() / k.sum()), -50, 6, xtol=1e-13)
        log_share = -math.exp(w) - offset
        likelihood = (k * log_share + (n - k) * numpy.log(-numpy.expm1(log_share))).sum()
        return (t * ((n - k) * odds(w) - k)).sum(), likelihood, w

    def profile(self, r):
        """At the best ln a for a rate: ln a, the slope by the rate, the logarithm of the likelihood."""
        a = min(r * t for t, _, _ in self.rows) - mpmath.exp(self.rough(float(r))[2])
        for _ in range(5):
            shares = [mpmath.exp(a - r * t) for t, _, _ in self.rows]
            excess = mpmath.fsum((n - k) * u / (1 - u) - k for u, (_, k, n) in zip(shares, self.rows))
            a -= excess / mpmath.fsum((n - k) * u / (1 - u) ** 2 for u, (_, k, n) in zip(shares, self.rows))
        shares = [mpmath.exp(a - r * t) for t, _, _ in self.rows]
        by_rate = mpmath.fsum(t * ((n - k) * u / (1 - u) - k) for u, (t, k, n) in zip(shares, self.rows))
        return a, by_rate, self.likelihood(a, r)

    def likelihood(self, a, r):
        return mpmath.fsum(
            k * (a - r * t) + (n - k) * mpmath.log(1 - mpmath.exp(a - r * t)) for t, k, n in self.rows
        )

    @staticmethod
    def root(function, start, direction):
        """A root in doubles beyond a start, on one side of it."""
        reach = 0.01
        while (function(start + direction * reach) > 0) == (function(start) > 0):
            reach *= 2
        return brentq(function, start, start + direction * reach, xtol=1e-13)

    def interval(self, level=0.95):
        fall = normal_quantile(level) ** 2
        rough = lambda r: 2 * (float(self.maximum) - self.rough(r)[1]) - float(fall)
        exact = lambda r: 2 * (self.maximum - self.profile(r)[2]) - fall
        return [polished(exact, self.root(rough, float(self.rate), side)) for side in (-1, 1)]


def decay(t, k, n):
    """Rate, low, high, share at the first time, half-life, low, high."""
    fit = Decay(stages(t, k, n)) if any(n) else None
    if fit is None or not fit.fits:
        return [None] * 7
    low, high = fit.interval()
    half = lambda r: mpmath.log(2) / r if r > 0 else None
    return [fit.rate, low, high, mpmath.exp(fit.log_share - fit.rate * min(r[0] for r in fit.rows)), half(fit.rate), half(high), half(low)]


def kitagawa(k1, n1, k2, n2):
    """Mix and rate."""
    total1, total2 = sum(n1), sum(n2)
    if not total1 or not total2:
        return None, None
    mix = rate = mpf(0)
    for a, b, c, d in zip(k1, n1, k2, n2):
        if b == d == 0:
            continue
        p1 = mpf(a) / b if b else mpf(c) / d
        p2 = mpf(c) / d if d else p1
        w1, w2 = mpf(b) / total1, mpf(d) / total2
        mix += (w2 - w1) * (p1 + p2) / 2
        rate += (p2 - p1) * (w1 + w2) / 2
    return mix, rate


def holm(values):
    order = sorted(range(len(values)), key=lambda i: values[i])
    result = {}
    for position, i in enumerate(order):
        result[i] = max(min(mpf(1), (len(values) - position) * mpf(values[i])), max(result.values(), default=mpf(0)))
    return [result[i] for i in range(len(values))]


def bh(values):
    m = len(values)
    rank = lambda i: sum(v <= values[i] for v in values)
    return [min([mpf(1)] + [m * mpf(values[j]) / rank(j) for j in range(m) if values[j] >= values[i]]) for i in range(m)]
