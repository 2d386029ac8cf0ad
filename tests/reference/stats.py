#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reference values of the statistics that SciPy makes. Run as
    tests/reference/stats.py > tests/unit/test_stats_reference_scipy.h
with SciPy 1.10.1 and NumPy 1.24.2. The tests need neither."""
import itertools
import math
import sys

import numpy
import scipy
from scipy import stats


def number(x):
    x = float(x)
    return "NAN" if math.isnan(x) else "%.17g" % x


def numbers(values):
    return "{" + ", ".join(map(number, values)) + "}"


PLAIN = [1.82, 3.4, 2.2, 1.07, 9.6, 4.1, 2.75, 1.5, 1.33, 6.2, 3.05, 2.41]
TIES = [1, 1, 2, 2, 2, 3, 5, 5]
LONG = [round(1 + (i * 29 % 71) / 7, 1) for i in range(1, 71)]
SPREAD = [round(math.exp((i * 37 % 31) / 9), 3) for i in range(1, 32)]

print("/* SPDX-License-Identifier: GPL-3.0-or-later */")
print(f"/* Made by tests/reference/stats.py with SciPy {scipy.__version__}, NumPy {numpy.__version__}. */")
print("#ifndef TEST_STATS_REFERENCE_SCIPY_H\n#define STATS_REFERENCE_SCIPY_H\n")
print("#include <math.h>\n#include <stddef.h>\n")

print('/* stats.bootstrap((x,), numpy.median, method="BCa", n_resamples=400000) */')
print("static const struct {\n    size_t count;\n    double values[80], low, high;\n} scipy_bootstrap[] = {")
for x in ([1.2, 1.9, 2.6], [1, 2, 2, 4, 7],
          [1, 1, 2, 2.2, 2.4, 3, 5, 5, 6], PLAIN, SPREAD,
          [round(4 + (i * 29 % 71) / 30, 2) for i in range(1, 71)],
          [round(2 + math.sin(i) * 0.9 + i / 30, 2) for i in range(24)]):
    result = stats.bootstrap((numpy.array(x),), numpy.median, method="BCa", n_resamples=400000,
                             batch=20000, random_state=7, axis=-1)
    interval = result.confidence_interval
    print(f"    {{{len(x)}, {numbers(x)}, {number(interval.low)}, {number(interval.high)}}},")
print("};\n")



def product_limit_median(values, bounds):
    """The median of the Kaplan-Meier estimate; where it is flat at one half, the middle."""
    order = numpy.lexsort((bounds, values))
    survival, at_risk, flat = 1.0, len(values), None
    for i in order:
        if not bounds[i]:
            survival *= 1 - 1 / at_risk
            if flat is not None and values[i] > flat:
                return (flat + values[i]) / 2
            if survival < 0.5 - 1e-9:
                return values[i] if flat is None else flat
            if survival < 0.5 + 1e-9:
                flat = values[i]
        at_risk -= 1
    return math.inf if flat is None else (flat + values[order[-1]]) / 2


print('/* stats.bootstrap((values, bounds), product_limit_median, paired=True, method="BCa",')
print('   n_resamples=100000); 1: at least */')
print("static const struct {\n    size_t count;\n    double values[24];\n    int kinds[24];\n    double low, high;\n"
      "} scipy_censored[] = {")
CENSORED = (
    ([1.1, 1.4, 2, 2.6, 3, 3, 4.2, 5, 6.5, 6.8, 6.9, 7.1], [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0]),
    ([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 0, 1, 0, 0, 0, 0, 0]),
    ([round(1 + (i * 7 % 20) / 3, 2) for i in range(20)], [int(i % 6 == 2) for i in range(20)]),
    ([1.5, 1.5, 2, 2, 2, 2.5, 3, 3, 4, 4, 4.5, 6, 8, 8], [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
    ([round(math.exp(i % 11 / 4), 2) for i in range(22)], [int(i % 9 == 4) for i in range(22)]),
)
for values, bounds in CENSORED:
    result = stats.bootstrap((numpy.array(values), numpy.array(bounds)), product_limit_median,
                             paired=True, vectorized=False, method="BCa", n_resamples=100000,
                             random_state=7)
    interval = result.confidence_interval
    print(f"    {{{len(values)}, {numbers(values)}, {numbers(bounds)}, {number(interval.low)}, "
          f"{number(interval.high)}}},")
print("};\n")

print("/* stats.theilslopes(y, x): slope, intercept, low, high */")
print("static const struct {\n    size_t count;\n    double x[80], y[80], slope, intercept, low, high;\n"
      "} scipy_slopes[] = {")
for x, y in (([1, 2, 3], [2, 4, 5]), ([0, 1, 1, 2, 5], [1, 1, 3, 2, 8]),
             ([1, 2, 2, 3, 3, 3, 4, 4], TIES), (list(range(12)), PLAIN),
             ([i // 3 for i in range(31)], SPREAD), ([i * i % 23 for i in range(70)], LONG)):
    slope = stats.theilslopes(y, x)
    print(f"    {{{len(x)}, {numbers(x)}, {numbers(y)}, {number(slope.slope)}, "
          f"{number(slope.intercept)}, {number(slope.low_slope)}, {number(slope.high_slope)}}},")
print("};\n")

print("/* stats.spearmanr(x, y); for up to 9 points p is the share of all itertools.permutations(y)\n"
      "   with |rho| at least as large, ties among them */")
print("static const struct {\n    size_t count;\n    double x[80], y[80], rho, p;\n} scipy_spearman[] = {")
for x, y in (([1, 2, 2, 3], [1, 1, 2, 2]), ([1, 2, 3, 4, 4, 6], [2, 2, 1, 5, 5, 5]),
             ([3, 1, 2, 2, 5, 5, 4], [7, 7, 7, 1, 9, 12, 3]), (TIES, [5, 1, 1, 2, 4, 4, 9, 2]),
             (PLAIN, [2, 4, 3, 1, 9, 9, 2, 2, 5, 6, 1, 4]), (SPREAD, [i // 4 for i in range(31)])):
    result = stats.spearmanr(x, y)
    rho, p = result.correlation, result.pvalue
    if len(x) <= 9:
        ranks = stats.rankdata(x)
        others = numpy.array(list(itertools.permutations(stats.rankdata(y))))
        mean = ranks.mean()
        sums = numpy.abs((others - mean) @ (ranks - mean))
        p = (sums >= sums[0] - 1e-9).mean()
    print(f"    {{{len(x)}, {numbers(x)}, {numbers(y)}, {number(rho)}, {number(p)}}},")
print("};\n")

print('/* stats.percentileofscore(x, v, kind="mean") */')
print("static const struct {\n    size_t count;\n    double values[80], value, rank;\n} scipy_ranks[] = {")
for x, v in (([4], 4), (TIES, 2), (TIES, 0.5), (PLAIN, 3), (SPREAD, 3.794), (LONG, 5), ([2, 2, 2], 2)):
    print(f"    {{{len(x)}, {numbers(x)}, {number(v)}, {number(stats.percentileofscore(x, v, kind='mean'))}}},")
print("};\n\n#endif")
sys.exit(0)
