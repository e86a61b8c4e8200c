"""Writes measures.json: what the SQL functions give for 1,000 seeded tables and for lists of numbers.

Run with Python 3.11 or later, mpmath, scipy, scikit-bio, statsmodels and inequality (PySAL): `python make_measures.py`.
Every value is worked out in mpmath at 50 digits by a plain twin of the definition (folder measures); where one of the
packages has the measure, the script checks that the twin agrees with it on the first tables. With Rscript and the R
package vegan available, these are compared, too. It takes some minutes on one core.
"""

import json
import math
import pathlib
import platform
import shutil
import subprocess
import sys
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).with_name("measures")))

import inequality
import mpmath
import numpy
import scipy
import skbio
import statsmodels
import statsmodels.api
from scipy import stats
from scipy.spatial import distance
from skbio.diversity import alpha
from statsmodels.stats import multitest
from statsmodels.stats.proportion import confint_proportions_2indep

import pairs
import proportions
import weights
from edges import edge_tables
from tables import shared_table

TABLES = 1_000
CHECKED = 200
UNIVERSE = 37

mpmath.mp.dps = 50
warnings.filterwarnings("ignore")


def of(name, columns, function, *parameters):
    """A function of columns: name, columns, parameters, and how it is computed."""
    return [(name, columns, list(parameters), lambda t: function(*(t[c] for c in columns), *parameters))]


def several(names, columns, function):
    """Functions that one computation gives together."""
    memo = [None, None]

    def part(place):
        def value(t):
            if memo[0] is not t:
                memo[:] = t, function(*(t[c] for c in columns))
            return memo[1][place]

        return value

    return [(name, columns, [], part(place)) for place, name in enumerate(names)]


def correlation(name, coefficient, probability, kind, columns=("x", "y"), controls=0):
    columns = list(columns)
    return (
        of(name, columns, coefficient)
        + several([f"{name}_low", f"{name}_high"], columns, pairs.interval(coefficient, kind, controls))
        + of(f"{name}_p", columns, probability)
    )


x, xy, cross = ["x"], ["x", "y"], ["a", "b", "x"]
w, p = weights, pairs
ALL = sum(
    [
        of("gini", x, w.gini),
        of("gini_over", x, w.over(w.gini), UNIVERSE),
        of("gini_corrected", x, w.gini_corrected),
        of("gini_corrected_over", x, w.over(w.gini_corrected), UNIVERSE),
        of("hhi", x, w.hhi),
        of("hhi_normalized", x, w.hhi_normalized),
        of("hhi_normalized_over", x, w.over(w.hhi_normalized), UNIVERSE),
        of("top_share", x, w.top_share, 3),
        of("theil_t", x, w.theil_t),
        of("theil_t_over", x, w.over(w.theil_t), UNIVERSE),
        of("theil_t_positive", x, w.positive(w.theil_t)),
        of("theil_l", x, w.theil_l),
        of("theil_l_positive", x, w.positive(w.theil_l)),
        *(of("atkinson", x, w.atkinson, e) for e in (0.5, 1, 2, 7.5)),
        of("atkinson_over", x, w.over(w.atkinson), 0.5, UNIVERSE),
        of("cv", x, w.cv),
        of("cv_over", x, w.over(w.cv), UNIVERSE),
        of("lorenz", x, w.lorenz, 0.375),
        of("lorenz_over", x, w.over(w.lorenz), 0.875, UNIVERSE),
        several(["zipf_exponent", "zipf_exponent_se"], x, w.zipf),
        of("entropy", x, w.entropy),
        of("entropy_bits", x, w.entropy_bits),
        of("evenness", x, w.evenness),
        of("hill", x, w.hill, 1.5),
        of("renyi", x, w.renyi, 0.5),
        of("renyi", x, w.renyi, 2),
        of("simpson", x, w.simpson),
        of("miller_madow", x, w.miller_madow),
        of("chao_shen", x, w.chao_shen),
        of("chao1", x, w.chao1),
        several(["chao1_low", "chao1_high"], x, w.chao1_interval),
        of("coverage", x, w.coverage),
        *(of("rarefied", x, w.rarefied, m) for m in (2, 25, 1_000)),
        *(of("richness_at_coverage", x, w.richness_at_coverage, c) for c in (0.625, 0.96875)),
        of("jsd", xy, p.jsd),
        of("js_distance", xy, p.js_distance),
        of("kl", xy, p.kl),
        of("total_variation", xy, p.total_variation),
        of("hellinger", xy, p.hellinger),
        correlation("pearson", p.pearson, p.pearson_p, "pearson"),
        correlation("spearman", p.spearman, p.spearman_p, "spearman"),
        correlation("kendall", p.kendall, p.kendall_p, "kendall"),
        of("pearson_weighted", xy + ["w"], p.weighted(p.pearson)),
        of("spearman_weighted", xy + ["w"], p.weighted(p.spearman)),
        of("kendall_weighted", xy + ["w"], p.weighted(p.kendall)),
        correlation("pearson_partial", p.pearson_partial, p.partial_p(p.pearson_partial), "pearson", "xyz", 1),
        correlation("spearman_partial", p.spearman_partial, p.partial_p(p.spearman_partial), "spearman", "xyz", 1),
        of("cramers_v", cross, p.cramers_v),
        of("cramers_v_corrected", cross, p.cramers_v_corrected),
        of("chi_square", cross, p.chi_square),
        of("chi_square_p", cross, p.chi_square_p),
        of("mutual_information", cross, p.mutual_information),
        of("cochran_armitage_z", ["t", "k", "n"], proportions.cochran_armitage_z),
        of("cochran_armitage_p", ["t", "k", "n"], proportions.cochran_armitage_p),
        several(["kitagawa_mix", "kitagawa_rate"], ["k", "n", "k2", "n2"], proportions.kitagawa),
    ],
    [],
)
# The slow ones, for every fifth table.
SOME = several(
    ["decay_rate", "decay_rate_low", "decay_rate_high", "decay_initial", "half_life", "half_life_low", "half_life_high"],
    ["t", "k", "n"],
    proportions.decay,
)


def scalars():
    """Calls of scalar functions: name, arguments, value."""
    calls = []
    counts = [(0, 1), (1, 1), (0, 7), (3, 10), (7, 7), (1, 40), (57, 120), (999, 1000), (3, 10**6), (499_999, 10**6)]
    counts += [(1, 10**12), (10**12 - 2, 10**12)]
    for k, n in counts:
        for level in (0.5, 0.95, 0.999):
            low, high = proportions.clopper_pearson(k, n, level)
            calls += [["clopper_pearson_low", [k, n, level], low], ["clopper_pearson_high", [k, n, level], high]]
            if 0 < k < n <= 1000:
                tail = (1 - level) / 2
                agree("clopper_pearson", low, stats.beta.ppf(tail, k, n - k + 1))
                agree("clopper_pearson", high, stats.beta.isf(tail, k + 1, n - k))
    compared = [(5, 20, 9, 30), (0, 20, 9, 30), (2, 20, 0, 30), (20, 20, 30, 30), (0, 5, 0, 6), (1, 1, 0, 1)]
    compared += [(123_456, 10**6, 120_000, 10**6), (7, 10**9, 10**9 - 5, 10**12), (1, 3, 10**11, 10**12)]
    for case in compared:
        arguments = list(case)
        low, high = proportions.share_difference_interval(*case)
        calls += [["share_difference", arguments, proportions.share_difference(*case)]]
        calls += [["share_difference_low", arguments, low], ["share_difference_high", arguments, high]]
        calls += [["share_difference_p", arguments, proportions.share_difference_p(*case)]]
        newcombe = confint_proportions_2indep(*case, method="newcomb", compare="diff")
        agree("share_difference", low, newcombe[0], 1e-8)
        agree("share_difference", high, newcombe[1], 1e-8)
        low, high = proportions.share_ratio_interval(*case)
        calls += [["share_ratio", arguments, proportions.share_ratio(*case)]]
        calls += [["share_ratio_low", arguments, low], ["share_ratio_high", arguments, high]]
        if all(case):
            table = [[case[0], case[1] - case[0]], [case[2], case[3] - case[2]]]
            if min(map(sum, zip(*table))) > 0:
                chi = stats.chi2_contingency(table, correction=False)
                agree("share_difference_p", proportions.share_difference_p(*case), chi.pvalue, 1e-6)
    unit = [30, 400, 67_000_000, 8_000_000_000]
    low, high = proportions.wilson(30, 400)
    for name, share in (("ratio", mpmath.mpf(30) / 400), ("ratio_low", low), ("ratio_high", high)):
        calls.append([f"representation_{name}", unit, share / (mpmath.mpf(67) / 8000)])
    calls.append(["representation_log2", unit, mpmath.log(mpmath.mpf(30) / 400 / (mpmath.mpf(67) / 8000), 2)])
    return calls


def adjustments():
    """Lists of p-values and what Holm's and Benjamini and Hochberg's procedures make of them."""
    lists = [[0.01, 0.04, 0.03, 0.005], [0.5], [0.2, 0.2, 0.2], [0, 1, 0.5, 0.5, 1e-300], [0.9, 0.04, 0.04, 0.001, 0.03]]
    result = []
    for values in lists:
        holm, bh = proportions.holm(values), proportions.bh(values)
        for twin, method in ((holm, "holm"), (bh, "fdr_bh")):
            for a, b in zip(twin, multitest.multipletests(values, method=method)[1]):
                agree(method, a, b)
        result.append({"p": values, "holm": [short(v) for v in holm], "bh": [short(v) for v in bh]})
    return result


def agree(name, exact, other, tolerance=1e-9):
    if exact is None or not math.isfinite(other):
        return
    if not math.isclose(float(exact), float(other), rel_tol=tolerance, abs_tol=1e-11):
        raise SystemExit(f"{name}: {float(exact)!r} by its definition, {float(other)!r} by a package")


def check(t, values):
    """Compares the twins with the packages, where they have the measure."""
    x, y = numpy.array(t["x"], float), numpy.array(t["y"], float)
    if x.sum() > 0:
        agree("gini", values["gini"], inequality.gini.Gini(x).g, 1e-6)
        if x.min() > 0 and len(x) > 1:
            agree("theil_t", values["theil_t"], inequality.theil.Theil(x).T, 1e-6)
        agree("entropy", values["entropy"], stats.entropy(x), 1e-6)
        agree("entropy_bits", values["entropy_bits"], stats.entropy(x, base=2), 1e-6)
        agree("cv", values["cv"], stats.variation(x), 1e-6)
        if values["chao1"] is not None:
            counts = x.astype(int)
            agree("simpson", values["simpson"], alpha.simpson(counts), 1e-6)
            agree("renyi", values["renyi(2)"], alpha.renyi(counts, order=2, base=math.e), 1e-6)
            agree("hill", values["hill(1.5)"], alpha.hill(counts, order=1.5), 1e-6)
            agree("chao1", values["chao1"], alpha.chao1(counts))
            if values["chao1"] > (counts > 0).sum():
                low, high = alpha.chao1_ci(counts, zscore=stats.norm.ppf(0.975))
                agree("chao1_low", values["chao1_low"], low)
                agree("chao1_high", values["chao1_high"], high)
        frequencies = numpy.sort(x[x > 0])[::-1]
        if len(frequencies) > 1 and frequencies[0] < 50 * frequencies[-1]:
            ranks = statsmodels.api.add_constant(numpy.log(numpy.arange(1, len(frequencies) + 1)))
            fit = statsmodels.api.GLM(frequencies, ranks, family=statsmodels.api.families.Poisson()).fit(tol=1e-14)
            agree("zipf_exponent", values["zipf_exponent"], -fit.params[1], 1e-6)
            agree("zipf_exponent_se", values["zipf_exponent_se"], fit.bse[1], 1e-6)
    if x.sum() > 0 and y.sum() > 0:
        agree("jsd", values["jsd"], distance.jensenshannon(x, y) ** 2, 1e-5)
        if values["kl"] is not None:
            agree("kl", values["kl"], stats.entropy(x, y), 1e-5)
    if values["kendall"] is not None and x.max() < 1e6 > y.max() and x.min() < 1e5 > y.min():
        agree("pearson", values["pearson"], stats.pearsonr(x, y).statistic, 1e-6)
        agree("spearman", values["spearman"], stats.spearmanr(x, y).statistic)
        if len(x) > 8:
            agree("pearson_p", values["pearson_p"], stats.pearsonr(x, y).pvalue, 1e-6)
            agree("spearman_p", values["spearman_p"], stats.spearmanr(x, y).pvalue, 1e-6)
        if len(x) > 3 and abs(values["pearson"]) < 0.999:
            found = stats.pearsonr(x, y).confidence_interval()
            agree("pearson_low", values["pearson_low"], found.low, 1e-6)
            agree("pearson_high", values["pearson_high"], found.high, 1e-6)
    if values["kendall"] is not None:
        tied = len(set(x)) < len(x) or len(set(y)) < len(y)
        agree("kendall", values["kendall"], stats.kendalltau(x, y).statistic)
        if len(x) > 8 or not tied:
            found = stats.kendalltau(x, y, method="asymptotic" if tied else "exact")
            agree("kendall_p", values["kendall_p"], found.pvalue, 1e-6)
    if values["cramers_v"] is not None:
        table = numpy.array(pairs.cross_table(t["a"], t["b"], t["x"]), float)
        agree("chi_square", values["chi_square"], stats.chi2_contingency(table, correction=False).statistic, 1e-5)
        if (table == table.astype(int)).all():
            association = stats.contingency.association(table.astype(int), method="cramer")
            agree("cramers_v", values["cramers_v"], association, 1e-5)
    if values.get("decay_rate") is not None:
        k, n, times = (numpy.array(t[c], float) for c in ("k", "n", "t"))
        k, n, times = k[n > 0], n[n > 0], times[n > 0]
        family = statsmodels.api.families.Binomial(statsmodels.api.families.links.Log())
        start = [math.log(k.sum() / n.sum()), 0]
        fit = statsmodels.api.GLM(numpy.c_[k, n - k], statsmodels.api.add_constant(times), family=family)
        fit = fit.fit(start_params=start, tol=1e-14, maxiter=500)
        twin = proportions.Decay(proportions.stages(t["t"], t["k"], t["n"]))
        # With this link the package may stop far from the maximum.
        if twin.maximum - twin.likelihood(mpmath.mpf(fit.params[0]), mpmath.mpf(-fit.params[1])) < 1e-9:
            agree("decay_rate", values["decay_rate"], -fit.params[1], 1e-4)


def check_with_r():
    """prop.trend.test, vegan's rarefy and renyi, if R is available; also gives the versions."""
    script = """
        suppressMessages(library(vegan)); options(digits = 17)
        trend <- prop.trend.test(c(120, 70, 30, 22), c(1000, 900, 800, 700), 0:3)
        x <- c(40, 22, 9, 5, 3, 2, 1, 1, 1)
        cat(trend$p.value, rarefy(x, 25), renyi(x, scales = 0.5), estimateR(x)[2], sep = "\\n")
        cat(sprintf("\\nR %s, vegan %s", getRversion(), packageVersion("vegan")))
    """
    if not shutil.which("Rscript"):
        return "not asked"
    lines = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True).stdout.splitlines()
    counts = [40, 22, 9, 5, 3, 2, 1, 1, 1]
    trend = proportions.cochran_armitage_p([0, 1, 2, 3], [120, 70, 30, 22], [1000, 900, 800, 700])
    twins = [trend, weights.rarefied(counts, 25), weights.renyi(counts, 0.5), weights.chao1(counts)]
    for name, twin, found in zip(("trend", "rarefy", "renyi", "chao1"), twins, lines):
        agree(name, twin, float(found))
    return lines[-1]


def short(value):
    """Thirteen digits: what the tests ask for, and a thousand times finer."""
    if value is None:
        return None
    number = float(f"{float(value):.13g}")
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def main():
    results = {"all": [], "some": []}
    for number in range(TABLES):
        table = shared_table(number)
        # The strata of the second group stand in another order of size.
        table["n2"] = [max(a, b) for a, b in zip(table["k2"], reversed(table["n"]))]
        values = {}
        for group, calls in (("all", ALL), ("some", SOME if number % 5 == 0 else [])):
            row = []
            for name, _, parameters, compute in calls:
                value = compute(table)
                row.append(short(value))
                values[name] = value
                if parameters:
                    values[f"{name}({', '.join(map(str, parameters))})"] = value
            if calls:
                results[group].append(row)
        if number < CHECKED:
            check(table, values)
        if number % 50 == 49:
            print(f"{number + 1} tables", flush=True)

    golden = {
        "made_with": {
            "python": platform.python_version(),
            "mpmath": mpmath.__version__,
            "scipy": scipy.__version__,
            "scikit-bio": skbio.__version__,
            "statsmodels": statsmodels.__version__,
            "inequality": inequality.__version__,
            "r": check_with_r(),
        },
        "calls": [call[:3] for call in ALL],
        "results": results["all"],
        "edges": [
            {"name": name, "columns": table, "values": [short(compute(table)) for _, _, _, compute in ALL]}
            for name, table in edge_tables()
        ],
        "slow_calls": [call[:3] for call in SOME],
        "slow_results": results["some"],
        "scalars": [[name, arguments, short(value)] for name, arguments, value in scalars()],
        "adjustments": adjustments(),
    }
    compact = {"separators": (",", ":")}
    lines = []
    for key, value in golden.items():
        if isinstance(value, list):
            rows = ",\n".join(json.dumps(row, **compact) for row in value)
            lines.append(f'"{key}":[\n{rows}\n]')
        else:
            lines.append(f'"{key}":{json.dumps(value, **compact)}')
    target = pathlib.Path(__file__).with_name("measures.json")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
