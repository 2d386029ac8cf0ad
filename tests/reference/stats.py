#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reference values of the statistics that SciPy makes. Run as
    tests/reference/stats.py > tests/reference/scipy.jsonl
with SciPy 1.10.1 and NumPy 1.24.2; it takes some minutes. The tests read the file and need neither.
A line is a data set with what SciPy says of it; null: there is no such figure."""
import datetime
import itertools
import json
import math

import numpy
import scipy
from scipy import stats


def plain(value):
    """What json can write: bare numbers, None for nan."""
    if isinstance(value, (list, tuple, numpy.ndarray)):
        return [plain(v) for v in value]
    if isinstance(value, (str, bool, numpy.bool_)):
        return value if isinstance(value, str) else bool(value)
    value = float(value)
    if math.isnan(value):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def put(statistic, **members):
    print(json.dumps({"statistic": statistic, **{k: plain(v) for k, v in members.items()}}))


def made(statistic, call):
    print(json.dumps({"made": statistic, "call": call}))


PLAIN = [1.82, 3.4, 2.2, 1.07, 9.6, 4.1, 2.75, 1.5, 1.33, 6.2, 3.05, 2.41]
TIES = [1, 1, 2, 2, 2, 3, 5, 5]
LONG = [round(1 + (i * 29 % 71) / 7, 1) for i in range(1, 71)]
SPREAD = [round(math.exp((i * 37 % 31) / 9), 3) for i in range(1, 32)]

made("all", f"SciPy {scipy.__version__}, NumPy {numpy.__version__}")

# ---- Intervals by resampling ---------------------------------------------------------------

made("bootstrap", 'stats.bootstrap((x,), numpy.median, method="BCa", n_resamples=400000)')
for x in ([1.2, 1.9, 2.6], [1, 2, 2, 4, 7],
          [1, 1, 2, 2.2, 2.4, 3, 5, 5, 6], PLAIN, SPREAD,
          [round(4 + (i * 29 % 71) / 30, 2) for i in range(1, 71)],
          [round(2 + math.sin(i) * 0.9 + i / 30, 2) for i in range(24)]):
    result = stats.bootstrap((numpy.array(x),), numpy.median, method="BCa", n_resamples=400000,
                             batch=20000, random_state=7, axis=-1)
    interval = result.confidence_interval
    put("bootstrap", values=x, low=interval.low, high=interval.high)


def product_limit_median(values, kinds):
    """The median of the Kaplan-Meier estimate; where it is flat at one half, the middle. Kinds: 1
    at least, 2 at most, of which a sample has only one: "at most" is "at least" of the negative."""
    sign = -1 if 2 in kinds else 1
    values, bounds = sign * numpy.asarray(values, float), numpy.asarray(kinds) != 0
    order = numpy.lexsort((bounds, values))
    survival, at_risk, flat = 1.0, len(values), None
    for i in order:
        if not bounds[i]:
            survival *= 1 - 1 / at_risk
            if flat is not None and values[i] > flat:
                return sign * (flat + values[i]) / 2
            if survival < 0.5 - 1e-9:
                return sign * (values[i] if flat is None else flat)
            if survival < 0.5 + 1e-9:
                flat = values[i]
        at_risk -= 1
    return sign * (math.inf if flat is None else (flat + values[order[-1]]) / 2)


def turnbull_median(values, kinds):
    """The median of the distribution that makes the sample most likely, by the EM algorithm over
    the masses of its values, and one above all of them."""
    values, kinds = numpy.asarray(values), numpy.asarray(kinds)
    at = numpy.append(numpy.unique(values), math.inf)
    may = numpy.where((kinds == 0)[:, None], at == values[:, None],
                      numpy.where((kinds == 1)[:, None], at > values[:, None],
                                  at <= values[:, None]))
    # mass only at values, and at bounds above directly behind a bound below, or below everything
    behind = numpy.append(True, numpy.isin(at[:-1], values[kinds == 1]))
    carries = numpy.isin(at, values[kinds == 0]) | (numpy.isin(at, values[kinds == 2]) & behind)
    top = at[:-1][carries[:-1]].max(initial=-math.inf)
    carries[-1] = bool(numpy.any((kinds == 1) & (values >= top)))
    may = may & carries
    mass = carries / carries.sum()
    for _ in range(2000):
        shares = may * mass
        new = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
        if numpy.abs(new - mass).max() < 1e-7:
            break
        mass = new
    survival = 1 - numpy.cumsum(mass)
    first = int(numpy.argmax(survival <= 0.5 + 1e-5))
    if survival[first] < 0.5 - 1e-5 or first + 1 == len(at):
        return at[first]
    second = int(numpy.argmax(survival < 0.5 - 1e-5))
    return (at[first] + (at[second] if at[second] < math.inf else at[-2])) / 2


made("bootstrap_censored", 'stats.bootstrap((values, kinds), product_limit_median, paired=True, '
     'method="BCa", n_resamples=100000); turnbull_median and 20000 where there are both kinds of '
     'bounds; the functions are those of stats.py')
RIGHT = (
    ([1.1, 1.4, 2, 2.6, 3, 3, 4.2, 5, 6.5, 6.8, 6.9, 7.1], [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0]),
    ([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 0, 1, 0, 0, 0, 0, 0]),
    ([round(1 + (i * 7 % 20) / 3, 2) for i in range(20)], [int(i % 6 == 2) for i in range(20)]),
    ([1.5, 1.5, 2, 2, 2, 2.5, 3, 3, 4, 4, 4.5, 6, 8, 8], [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]),
    ([round(math.exp(i % 11 / 4), 2) for i in range(22)], [int(i % 9 == 4) for i in range(22)]),
)
LEFT = (
    ([1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 0, 0, 0, 0, 2, 0, 0]),
    (RIGHT[3][0], [0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0]),
    (RIGHT[2][0], [2 * (i % 4 == 1) for i in range(20)]),
)
BOTH = (
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
    ([1.5, 1.5, 2, 2, 2, 2.5, 3, 3.5, 4, 4, 4.5, 6, 8, 8], [0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 2, 0, 0]),
    ([round(1 + (i * 7 % 20) / 3, 2) for i in range(20)], [(1, 0, 0, 2, 0, 0, 0)[i % 7] for i in range(20)]),
    ([round(math.exp(i % 11 / 4), 2) for i in range(22)], [(0, 0, 0, 2, 1, 0)[i % 6] for i in range(22)]),
    ([round(5 + (i * 11 % 31) / 4, 2) for i in range(30)], [(0, 0, 2, 0, 0, 1)[i % 6] for i in range(30)]),
)
for sets, median, resamples in ((RIGHT + LEFT, product_limit_median, 100000),
                                (BOTH, turnbull_median, 20000)):
    for values, kinds in sets:
        result = stats.bootstrap((numpy.array(values), numpy.array(kinds)), median, paired=True,
                                 vectorized=False, method="BCa", n_resamples=resamples,
                                 random_state=7)
        interval = result.confidence_interval
        put("bootstrap_censored", values=values, kinds=kinds, low=interval.low, high=interval.high)

# ---- Slopes and correlation ----------------------------------------------------------------

made("theil_sen", "stats.theilslopes(y, x)")
for x, y in (([1, 2, 3], [2, 4, 5]), ([0, 1, 1, 2, 5], [1, 1, 3, 2, 8]),
             ([1, 2, 2, 3, 3, 3, 4, 4], TIES), (list(range(12)), PLAIN),
             ([i // 3 for i in range(31)], SPREAD), ([i * i % 23 for i in range(70)], LONG)):
    slope = stats.theilslopes(y, x)
    put("theil_sen", x=x, y=y, slope=slope.slope, intercept=slope.intercept, low=slope.low_slope,
        high=slope.high_slope)


def spearman(x, y):
    """rho, and its p: for up to 9 points the share of all orders of y with |rho| as large."""
    result = stats.spearmanr(x, y)
    if len(x) > 9:
        return result.correlation, result.pvalue
    ranks = stats.rankdata(x)
    others = numpy.array(list(itertools.permutations(stats.rankdata(y))))
    mean = ranks.mean()
    sums = numpy.abs((others - mean) @ (ranks - mean))
    return result.correlation, (sums >= sums[0] - 1e-9).mean()


made("spearman", "stats.spearmanr(x, y); for up to 9 points p is the share of all "
     "itertools.permutations(y) with |rho| at least as large, ties among them")
for x, y in (([1, 2, 2, 3], [1, 1, 2, 2]), ([1, 2, 3, 4, 4, 6], [2, 2, 1, 5, 5, 5]),
             ([3, 1, 2, 2, 5, 5, 4], [7, 7, 7, 1, 9, 12, 3]), (TIES, [5, 1, 1, 2, 4, 4, 9, 2]),
             (PLAIN, [2, 4, 3, 1, 9, 9, 2, 2, 5, 6, 1, 4]), (SPREAD, [i // 4 for i in range(31)])):
    rho, p = spearman(x, y)
    put("spearman", x=x, y=y, rho=rho, p=p)

made("trend", "theil_sen and spearman as above, of the dates' days and the values, or their "
     "logarithms where they are factors; a month: 365.2425 / 12 days; growth: exp(slope a month) - "
     "1, and null beyond -0.9 and 9, or the slope a month; doubling: log(2) / slope where p < 0.05 and the interval is apart "
     "from 0; records: the days whose best value is above those of all before")


def trend(dates, values, factors):
    days = [(datetime.date.fromisoformat(d) - datetime.date(1970, 1, 1)).days for d in dates]
    slope = stats.theilslopes(numpy.log(values) if factors else values, days)
    rho, p = spearman(days, values)
    month = 365.2425 / 12
    growth = [math.expm1(s * month) if factors else s * month
              for s in (slope.slope, slope.low_slope, slope.high_slope)]
    growth = [math.nan if factors and not -0.9 <= g <= 9 else g for g in growth]
    significant = p < 0.05 and (slope.low_slope > 0 or slope.high_slope < 0)
    doubles = significant and factors and slope.slope > 0
    best, record_days, record_values = -math.inf, [], []
    for day in sorted(set(days)):
        top = max(v for d, v in zip(days, values) if d == day)
        if top > best:
            best = top
            record_days.append(day)
            record_values.append(top)
    put("trend", dates=dates, values=values, factors=factors, slope=slope.slope,
        low=slope.low_slope, high=slope.high_slope, growth=growth[0], growth_low=growth[1],
        growth_high=growth[2], rho=rho, p=p, significant=significant,
        doubling=math.log(2) / slope.slope / month if doubles else math.nan,
        record_days=record_days, record_values=record_values)


def months(count, first=1):
    return [f"{2024 + i // 12}-{i % 12 + 1:02}-{first + i % 7:02}" for i in range(count)]


trend(months(5), [2, 3, 1.5, 4, 8], True)
trend(months(8), TIES, True)
trend([d for d in months(6) for _ in range(2)], PLAIN, True)
trend(months(31), SPREAD, True)
trend(months(12), sorted(PLAIN), True)
trend(months(12), sorted(PLAIN, reverse=True), True)
trend(months(14, 3), [round(-2 + i * 0.4 + (i * 5 % 7) / 10, 2) for i in range(14)], False)
trend([months(10)[i % 10] for i in range(70)], [round(v - 5, 1) for v in LONG], False)
trend(["2024-02-29", "2024-03-01", "2024-12-31", "2025-01-01", "2025-01-02"], [1, 1, 1, 1, 2], True)

# ---- Ranks ---------------------------------------------------------------------------------

made("percentile", 'stats.percentileofscore(values, value, kind="mean")')
for x, v in (([4], 4), (TIES, 2), (TIES, 0.5), (PLAIN, 3), (SPREAD, 3.794), (LONG, 5), ([2, 2, 2], 2)):
    put("percentile", values=x, value=v, rank=stats.percentileofscore(x, v, kind="mean"))

made("pareto", "front: the points that no other one beats in x or y and equals at least in the "
     "other, by looking at all pairs with NumPy")
for x, y in (([1, 2, 2, 2, 3, 3, 0, 1], [5, 4, 4, 3, 1, 0, 5, 4]), ([2], [3]), ([1, 1, 1], [2, 2, 2]),
             (PLAIN, [-0.5, 0, -1.2, 0.3, -8, -2, -0.5, 0, 0.3, -3, -1.2, -0.7]), (SPREAD, SPREAD[::-1]),
             (LONG, [i * i % 23 for i in range(70)])):
    a, b = numpy.array(x), numpy.array(y)
    beaten = ((a[None] >= a[:, None]) & (b[None] >= b[:, None]) &
              ((a[None] > a[:, None]) | (b[None] > b[:, None]))).any(axis=1)
    put("pareto", x=x, y=y, front=[bool(f) for f in ~beaten])
