# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reference values of the statistics that R makes. Run as
#     Rscript tests/reference/stats.R > tests/unit/test_stats_reference_r.h
# with R 4.2.2, survival 3.5.3 and coin 1.4.2. The tests need none of these.
suppressPackageStartupMessages({ library(survival); library(coin) })

number <- function(x) ifelse(is.na(x), "NAN", ifelse(is.infinite(x), "INFINITY", sprintf("%.17g", x)))
numbers <- function(x) paste0("{", paste(number(x), collapse = ", "), "}")
emit <- function(...) cat(..., "\n", sep = "")

samples <- list(
  single = c(4),
  tiny = c(2, 3, 1.5),
  ties = c(1, 1, 2, 2, 2, 3, 5, 5),
  equal = c(2, 2, 2, 2, 2),
  plain = c(1.82, 3.4, 2.2, 1.07, 9.6, 4.1, 2.75, 1.5, 1.33, 6.2, 3.05, 2.41),
  skewed = round(exp(((1:31) * 37 %% 31) / 9), 3),
  long = round(1 + ((1:70) * 29 %% 71) / 7, 1)
)
other <- list(
  single = c(1, 5, 7),
  tiny = c(4, 5),
  ties = c(2, 3, 3, 5, 6, 7),
  equal = c(2, 2, 2),
  plain = c(5.5, 2.2, 8.1, 7.7, 3.9, 6.4, 1.9),
  skewed = c(20, 3, 7.5, 15, 15, 31, 2, 2, 9, 11),
  long = round(3 + ((1:65) * 17 %% 67) / 6, 1)
)

emit("/* SPDX-License-Identifier: GPL-3.0-or-later */")
emit("/* Made by tests/reference/stats.R with ", R.version.string, ", survival ",
     as.character(packageVersion("survival")), ", coin ", as.character(packageVersion("coin")), ". */")
emit("#ifndef TEST_STATS_REFERENCE_R_H\n#define STATS_REFERENCE_R_H\n\n#include <math.h>\n#include <stddef.h>\n")

emit("/* quantile(x, c(0.1, 0.25, 0.5, 0.75), type = 7); exp(mean(log(x))) */")
emit("static const struct {\n    size_t count;\n    double values[80], quantiles[4], geometric_mean;\n} r_samples[] = {")
for (x in samples)
  emit("    {", length(x), ", ", numbers(x), ", ", numbers(quantile(x, c(0.1, 0.25, 0.5, 0.75), type = 7)),
       ", ", number(exp(mean(log(x)))), "},")
emit("};\n")

# Two samples. U and the normal p: wilcox.test(a, b, exact = FALSE, correct = TRUE). The exact p:
# coin's wilcox_test(distribution = "exact"), which takes ties as they are.
# Cliff's delta: from U; its variance and interval: straight from the formulas of Cliff (1993) and
# Feng and Cliff (2004), by sums over all pairs.
cliff <- function(a, b) {
  m <- length(a); n <- length(b)
  d <- outer(a, b, function(x, y) sign(x - y)); delta <- mean(d)
  if (m < 2 || n < 2) return(c(delta, NA, NA))
  z <- qnorm(0.975)
  if (abs(delta) == 1) {
    limit <- (min(m, n) - z^2) / (min(m, n) + z^2)
    return(c(delta, if (delta > 0) c(limit, 1) else c(-1, -limit)))
  }
  s2 <- (n^2 * sum((rowMeans(d) - delta)^2) + m^2 * sum((colMeans(d) - delta)^2) -
         sum((d - delta)^2)) / (m * n * (m - 1) * (n - 1))
  s2 <- max(s2, (1 - delta^2) / (m * n - 1))
  reach <- z * sqrt(s2) * sqrt((1 - delta^2)^2 + z^2 * s2)
  ends <- (delta - delta^3 + c(-1, 1) * reach) / (1 - delta^2 + z^2 * s2)
  c(delta, max(-1, ends[1]), min(1, ends[2]))
}
emit("/* U and p of wilcox.test(exact = FALSE); p of coin::wilcox_test(distribution = \"exact\"); */")
emit("/* Cliff's delta with its interval, by the formulas over all pairs */")
emit("static const struct {\n    size_t a_count;\n    double a[80];\n    size_t b_count;\n    double b[80];\n",
     "    double u, normal_p, exact_p, delta, low, high;\n} r_pairs[] = {")
for (name in names(samples)) {
  a <- samples[[name]]; b <- other[[name]]
  w <- suppressWarnings(wilcox.test(a, b, exact = FALSE, correct = TRUE))
  frame <- data.frame(v = c(a, b), g = factor(rep(c("a", "b"), c(length(a), length(b)))))
  all_equal <- length(unique(frame$v)) == 1
  p <- if (all_equal) 1 else pvalue(wilcox_test(v ~ g, data = frame, distribution = "exact"))
  normal <- if (all_equal) 1 else w$p.value
  emit("    {", length(a), ", ", numbers(a), ", ", length(b), ", ", numbers(b), ", ", number(w$statistic), ", ",
       number(normal), ", ", number(as.numeric(p)), ", ", paste(number(cliff(a, b)), collapse = ", "), "},")
}
emit("};\n")

emit("/* kruskal.test(list(...)) */")
emit("static const struct {\n    size_t sample_count, counts[4];\n    double values[160], h, p;\n} r_kruskal[] = {")
for (group in list(samples[c("plain", "ties", "tiny")], list(samples$plain, other$plain), other[c("ties", "tiny", "skewed", "plain")],
                   list(c(1, 1, 2), c(1, 2, 2), c(2, 2, 1)), samples[c("skewed", "long", "plain", "ties")])) {
  k <- kruskal.test(unname(group))
  emit("    {", length(group), ", ", numbers(lengths(group)), ", ", numbers(unlist(group)), ", ", number(k$statistic), ", ",
       number(k$p.value), "},")
}
emit("};\n")

emit("/* p.adjust(p, \"holm\") */")
emit("static const struct {\n    size_t count;\n    double p[8], adjusted[8];\n} r_holm[] = {")
for (p in list(0.03, c(0.01, 0.04, 0.03), c(0.5, 0.5, 0.001), c(0.2, 0.9, 0.04, 0.04, 1, 0.0001), c(1e-300, 0.049, 0.05, 0.6)))
  emit("    {", length(p), ", ", numbers(p), ", ", numbers(p.adjust(p, "holm")), "},")
emit("};\n")

# Medians of censored values. 0: value, 1: at least, 2: at most. Right only: survfit(Surv(t, e),
# conf.type = "log-log") and quantile(, 0.5). Left only: the same of -t. Both:
# Surv(type = "interval2"), which is Turnbull's estimate.
censored <- list(
  list(c(1, 2, 3, 4, 5), c(0, 0, 0, 0, 0)),
  list(c(1.5, 2, 2, 3, 4, 4.5, 7), c(0, 1, 0, 0, 1, 0, 1)),
  list(c(1, 2, 2, 3, 3, 8), c(0, 0, 1, 1, 0, 0)),
  list(c(1, 2, 3, 4), c(0, 0, 1, 1)),
  list(c(1, 2, 3, 4, 9), c(0, 1, 1, 1, 1)),
  list(c(2, 3), c(1, 1)),
  list(c(1.1, 1.4, 2, 2.6, 3, 3, 4.2, 5, 6.5, 10, 12, 30), c(0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0)),
  list(c(2, 2.5, 3, 4, 5, 6, 8), c(2, 0, 2, 0, 0, 2, 0)),
  list(c(1, 2, 2, 3, 5), c(2, 2, 0, 0, 0)),
  list(c(1, 1.5, 2, 2.5, 3, 4, 4.4, 7, 9), c(0, 1, 0, 2, 0, 0, 1, 0, 0)),
  list(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), c(0, 0, 1, 0, 2, 0, 1, 0, 2, 0, 0)),
  list(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), c(0, 1, 0, 0, 2, 0, 0, 1, 0, 2, 0, 0, 1, 0, 0))
)
emit("/* quantile(survfit(...), 0.5); the interval with conf.type = \"log-log\", where only one kind of bound is */")
emit("static const struct {\n    size_t count;\n    double values[16];\n    int kinds[16];\n    double median, low, high;\n} r_censored[] = {")
for (set in censored) {
  t <- set[[1]]; k <- set[[2]]
  low <- high <- NA
  if (all(k != 2)) {
    q <- quantile(survfit(Surv(t, k == 0) ~ 1, conf.type = "log-log"), 0.5)
    median <- q$quantile; low <- q$lower; high <- q$upper
    if (is.na(median)) median <- Inf
  } else if (all(k != 1)) {
    q <- quantile(survfit(Surv(-t + 100, k == 0) ~ 1, conf.type = "log-log"), 0.5)
    median <- 100 - q$quantile; low <- 100 - q$upper; high <- 100 - q$lower
  } else {
    s <- survfit(Surv(ifelse(k == 2, NA, t), ifelse(k == 1, NA, t), type = "interval2") ~ 1)
    median <- quantile(s, 0.5)$quantile
  }
  emit("    {", length(t), ", ", numbers(t), ", ", numbers(k), ", ", number(median), ", ", number(low), ", ", number(high), "},")
}
emit("};\n")

emit("/* cor.test(x, y, method = \"spearman\"): rho; p exact where there are no ties and n < 10, else by t */")
emit("static const struct {\n    size_t count;\n    double x[80], y[80], rho, p;\n} r_spearman[] = {")
for (pair in list(list(c(1, 2, 3), c(3, 1, 2)), list(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5)),
                  list(c(5, 3, 9, 1, 7, 4, 8, 2), c(1.2, 0.4, 3, 0.9, 1.1, 0.8, 2.5, 0.7)),
                  list(samples$plain, rev(other$skewed)[c(1:10, 3, 5)]), list(samples$long, (samples$long * 13) %% 11))) {
  x <- pair[[1]]; y <- pair[[2]]
  exact <- length(x) < 10
  test <- suppressWarnings(cor.test(x, y, method = "spearman", exact = exact))
  emit("    {", length(x), ", ", numbers(x), ", ", numbers(y), ", ", number(test$estimate), ", ", number(test$p.value), "},")
}
emit("};\n\n#endif")
