#!/usr/bin/env python3
"""Writes agreement.json: random ratings and tables, with what other programs make of them.

Versions: krippendorff 0.9.0, statsmodels 0.15.0, nltk 3.10 (Jaccard and MASI distances, the latter with its constants as
thirds), ppi-python 0.2.3, numpy 2.4. Lang and Reiczigel's interval is written out as in R's asht::prevSeSp 1.0.3.
"""

import json
from pathlib import Path

import krippendorff
import numpy as np
from nltk.metrics.distance import jaccard_distance
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy.stats import norm
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

random = np.random.default_rng(18)


def masi(one, other):
    if one == other:
        return 0.0
    shared = one & other
    part = len(shared) / len(one | other)
    return 1 - part * (0 if not shared else 2 / 3 if shared in (one, other) else 1 / 3)


def set_alpha(rows, distance):
    """By all pairs, as defined."""
    units = {}
    for unit, _, value in rows:
        units.setdefault(unit, []).append(frozenset(value))
    units = {unit: values for unit, values in units.items() if len(values) > 1}
    pooled = [value for values in units.values() for value in values]
    n = len(pooled)
    observed = sum(
        distance(values[i], values[j]) / (len(values) - 1)
        for values in units.values() for i in range(len(values)) for j in range(len(values)) if i != j)
    expected = sum(distance(a, b) for i, a in enumerate(pooled) for j, b in enumerate(pooled) if i != j)
    return 1 - (observed / n) / (expected / (n * (n - 1)))


def jaccard(one, other):
    return 0.0 if one == other else jaccard_distance(set(one), set(other))


def ratings():
    cases = []
    for number in range(40):
        units, raters, values = random.integers(3, 40), random.integers(2, 7), random.integers(2, 6)
        truth = random.integers(0, values, units)
        matrix = np.where(random.random((raters, units)) < random.uniform(0.3, 0.95), truth[None, :],
                          random.integers(0, values, (raters, units))).astype(float)
        matrix[random.random(matrix.shape) < random.uniform(0, 0.5)] = np.nan
        rows = [[f"u{u}", f"r{r}", f"v{int(matrix[r, u])}"] for u in range(units) for r in range(raters)
                if not np.isnan(matrix[r, u])]
        try:
            alpha = krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
        except (ValueError, AssertionError):
            continue
        cases.append({"rows": rows, "alpha": float(alpha)})
    return cases


def sets():
    cases = []
    for number in range(12):
        places = [f"p{i}" for i in range(random.integers(2, 8))]
        rows = []
        for unit in range(random.integers(4, 25)):
            truth = [p for p in places if random.random() < 0.4]
            for rater in range(random.integers(1, 5)):
                value = [p for p in places if (p in truth) != (random.random() < 0.15)]
                rows.append([f"u{unit}", f"r{rater}", value])
        cases.append({"rows": rows, "masi": set_alpha(rows, masi), "jaccard": set_alpha(rows, jaccard)})
    return cases


def fleiss():
    cases = []
    for number in range(12):
        m, values = random.integers(2, 7), random.integers(2, 5)
        table = np.array([random.multinomial(m, random.dirichlet(np.ones(values) * 0.5))
                          for _ in range(random.integers(4, 30))])
        cases.append({"table": table.tolist(), "kappa": float(fleiss_kappa(table))})
    return cases


def cohen():
    cases = []
    for number in range(12):
        size = random.integers(2, 6)
        table = random.integers(0, 30, (size, size)) + np.diag(random.integers(0, 60, size))
        f1 = [2 * table[i, i] / (table[i].sum() + table[:, i].sum()) for i in range(size)]
        cases.append({"table": table.tolist(), "kappa": float(cohens_kappa(table).kappa), "macro_f1": float(np.mean(f1))})
    return cases


def lang_reiczigel(k, n, tp, fp, fn, tn, level):
    z = norm.ppf((1 + level) / 2)
    sens, spec = (tp + 1) / (tp + fn + 2), (tn + 1) / (tn + fp + 2)
    prev = (k + z**2 / 2) / (n + z**2)
    true = (prev + spec - 1) / (sens + spec - 1)
    shift = 2 * z**2 * (true * sens * (1 - sens) / (tp + fn + 2) - (1 - true) * spec * (1 - spec) / (tn + fp + 2))
    error = np.sqrt(prev * (1 - prev) / (n + z**2) + true**2 * sens * (1 - sens) / (tp + fn + 2)
                    + (1 - true)**2 * spec * (1 - spec) / (tn + fp + 2)) / (sens + spec - 1)
    return max(0.0, float(true + shift - z * error)), min(1.0, float(true + shift + z * error))


def corrections():
    cases = []
    for number in range(30):
        share, sens, spec = random.uniform(0.02, 0.9), random.uniform(0.6, 0.99), random.uniform(0.7, 0.99)
        n, size = int(random.integers(200, 3000)), int(random.integers(60, 600))
        y = random.random(size) < share
        f = np.where(y, random.random(size) < sens, random.random(size) >= spec)
        k = int(random.binomial(n, share * sens + (1 - share) * (1 - spec)))
        tp, fp, fn, tn = (int(np.sum(c)) for c in (y & f, ~y & f, y & ~f, ~y & ~f))
        others = np.array([1.0] * k + [0.0] * (n - k))
        low, high = ppi_mean_ci(y.astype(float), f.astype(float), others, alpha=0.05)
        sens_hat, spec_hat = tp / (tp + fn), tn / (tn + fp)
        corrected = (k / n + spec_hat - 1) / (sens_hat + spec_hat - 1)
        lr = lang_reiczigel(k, n, tp, fp, fn, tn, 0.95)
        cases.append({
            "counts": [k, n, tp, fp, fn, tn], "rogan_gladen": float(np.clip(corrected, 0, 1)), "low": lr[0],
            "high": lr[1], "ppi": float(np.squeeze(ppi_mean_pointestimate(y.astype(float), f.astype(float), others))),
            "ppi_low": float(np.squeeze(low)), "ppi_high": float(np.squeeze(high))})
    return cases


def means():
    cases = []
    for number in range(6):
        n, others = int(random.integers(20, 60)), int(random.integers(50, 200))
        y, rest = random.normal(2, 1, n), random.normal(2, 1, others)
        noise = random.uniform(0.1, 2)
        f, g = y + random.normal(0.3, noise, n), rest + random.normal(0.3, noise, others)
        low, high = ppi_mean_ci(y, f, g, alpha=0.1)
        cases.append({"labels": y.tolist(), "given": f.tolist(), "others": g.tolist(), "low": float(np.squeeze(low)),
                      "high": float(np.squeeze(high)),
                      "estimate": float(np.squeeze(ppi_mean_pointestimate(y, f, g)))})
    return cases


golden = {"ratings": ratings(), "sets": sets(), "fleiss": fleiss(), "cohen": cohen(), "corrections": corrections(),
          "means": means()}
Path(__file__).with_name("agreement.json").write_text(json.dumps(golden) + "\n")
