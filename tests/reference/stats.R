# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reference values of the statistics that R makes. Run as
#     Rscript tests/reference/stats.R > tests/reference/r.jsonl
# with R 4.2.2, survival 3.5.3 and coin 1.4.2. The tests read the file and need none of these.
# A line is a data set with what R says of it; null: there is no such figure; 1e999: infinite.
suppressPackageStartupMessages({ library(survival); library(coin) })

number <- function(x) {
  x <- as.numeric(x)
  short <- sprintf("%.15g", x)
  exact <- suppressWarnings(as.numeric(short)) == x
  short <- ifelse(!is.na(exact) & exact, short, sprintf("%.17g", x))
  ifelse(is.na(x), "null", ifelse(is.infinite(x), "1e999", short))
}
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
lists <- c("values", "quantiles", "a", "b", "counts", "p_values", "adjusted", "kinds", "x", "y")
text <- function(x) paste0("\"", gsub("\"", "\\\\\"", x), "\"")
# One line: numbers, except for those that are lists.
set <- function(statistic, ...) {
  members <- list(...)
  written <- mapply(function(key, x) paste0("\"", key, "\": ", if (key %in% lists) list_of(x) else number(x)),
                    names(members), members)
  cat("{\"statistic\": \"", statistic, "\", ", paste(written, collapse = ", "), "}\n", sep = "")
}
# How the lines that follow were made.
made <- function(statistic, call) cat("{\"made\": ", text(statistic), ", \"call\": ", text(call), "}\n", sep = "")

made("all", paste0(R.version.string, ", survival ", packageVersion("survival"), ", coin ", packageVersion("coin")))

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

made("sample", "quantile(x, c(0, 0.1, 0.25, 0.5, 0.75, 1), type = 7); exp(mean(log(x)))")
for (x in samples)
  set("sample", values = x, quantiles = quantile(x, c(0, 0.1, 0.25, 0.5, 0.75, 1), type = 7),
      geometric_mean = exp(mean(log(x))))

# ---- Two samples ---------------------------------------------------------------------------

made("mann_whitney_exact", "U: wilcox.test(a, b); p: coin::wilcox_test(distribution = \"exact\"), which takes ties as they are")
made("mann_whitney_normal", "wilcox.test(a, b, exact = FALSE, correct = TRUE)")
whitney <- function(a, b) {
  w <- suppressWarnings(wilcox.test(a, b, exact = FALSE, correct = TRUE))
  frame <- data.frame(v = c(a, b), g = factor(rep(c("a", "b"), c(length(a), length(b)))))
  exact <- length(a) <= 50 && length(b) <= 50
  p <- if (length(unique(frame$v)) == 1) 1
       else if (exact) as.numeric(pvalue(wilcox_test(v ~ g, data = frame, distribution = "exact")))
       else w$p.value
  set(if (exact) "mann_whitney_exact" else "mann_whitney_normal", a = a, b = b, u = w$statistic, p = p)
}
for (name in names(samples)) whitney(samples[[name]], other[[name]])
# Beyond 50 values the normal approximation: ties, a tiny other sample, all equal but one.
whitney(rep(c(1, 2, 2, 3), 15), rep(c(2, 2, 3, 4), 14))
whitney(samples$long, c(2.5, 9))
whitney(round(samples$long), samples$skewed)
whitney(rep(2, 60), c(rep(2, 55), 3))
whitney(c(1, 4), samples$long + 3)

made("cliff", "the formulas of Cliff (1993) and Feng and Cliff (2004), by sums over all pairs; superiority: U / (m n)")
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
for (name in names(samples)) {
  a <- samples[[name]]; b <- other[[name]]
  d <- cliff(a, b)
  u <- suppressWarnings(wilcox.test(a, b, exact = FALSE))$statistic
  set("cliff", a = a, b = b, delta = d[1], low = d[2], high = d[3], superiority = u / (length(a) * length(b)))
}

# ---- More samples --------------------------------------------------------------------------

made("kruskal_wallis", "kruskal.test(list(...)); values: one sample after the other")
for (group in list(samples[c("plain", "ties", "tiny")], list(samples$plain, other$plain), other[c("ties", "tiny", "skewed", "plain")],
                   list(c(1, 1, 2), c(1, 2, 2), c(2, 2, 1)), samples[c("skewed", "long", "plain", "ties")])) {
  k <- kruskal.test(unname(group))
  set("kruskal_wallis", counts = lengths(group), values = unlist(group), h = k$statistic, p = k$p.value)
}

made("holm", "p.adjust(p, \"holm\")")
for (p in list(0.03, c(0.01, 0.04, 0.03), c(0.5, 0.5, 0.001), c(0.2, 0.9, 0.04, 0.04, 1, 0.0001), c(1e-300, 0.049, 0.05, 0.6)))
  set("holm", p_values = p, adjusted = p.adjust(p, "holm"))

# ---- Censored values -----------------------------------------------------------------------

# Kinds: 0 a value, 1 at least, 2 at most.
made("censored_right", "quantile(survfit(Surv(t, kind == 0) ~ 1, conf.type = \"log-log\"), 0.5)")
right <- list(
  list(c(1, 2, 3, 4, 5), c(0, 0, 0, 0, 0)),
  list(c(1.5, 2, 2, 3, 4, 4.5, 7), c(0, 1, 0, 0, 1, 0, 1)),
  list(c(1, 2, 2, 3, 3, 8), c(0, 0, 1, 1, 0, 0)),
  list(c(1, 2, 3, 4), c(0, 0, 1, 1)),
  list(c(1, 2, 3, 4, 9), c(0, 1, 1, 1, 1)),
  list(c(2, 3), c(1, 1)),
  list(c(1.1, 1.4, 2, 2.6, 3, 3, 4.2, 5, 6.5, 10, 12, 30), c(0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0)),
  list(samples$long, ((1:70) * 7) %% 5 == 0)
)
for (s in right) {
  t <- s[[1]]; k <- s[[2]]
  q <- quantile(survfit(Surv(t, k == 0) ~ 1, conf.type = "log-log"), 0.5)
  set("censored_right", values = t, kinds = k, median = ifelse(is.na(q$quantile), Inf, q$quantile), low = q$lower, high = q$upper)
}

made("censored_left", "the same of 100 - t, and 100 less what comes out, its ends swapped")
left <- list(
  list(c(2, 2.5, 3, 4, 5, 6, 8), c(2, 0, 2, 0, 0, 2, 0)),
  list(c(1, 2, 2, 3, 5), c(2, 2, 0, 0, 0)),
  list(c(3, 7), c(0, 2)),
  list(c(1, 1, 2, 2, 2, 3, 5, 5), c(0, 2, 2, 0, 0, 0, 2, 0)),
  list(samples$plain, c(0, 0, 2, 0, 2, 0, 0, 0, 2, 0, 0, 0)),
  list(samples$long, 2 * (((1:70) * 7) %% 5 == 0))
)
for (s in left) {
  t <- s[[1]]; k <- s[[2]]
  q <- quantile(survfit(Surv(100 - t, k == 0) ~ 1, conf.type = "log-log"), 0.5)
  set("censored_left", values = t, kinds = k, median = 100 - q$quantile, low = 100 - q$upper, high = 100 - q$lower)
}

# R's standard errors of interval-censored data are not Greenwood's, so the interval is by the
# formulas: the distribution by self-consistency over the masses of all values (Turnbull), deaths
# and numbers at risk as it expects them, Greenwood's variance, log-log.
turnbull_interval <- function(t, k) {
  at <- sort(unique(t)); m <- length(at)
  own <- sapply(seq_len(m), function(j) any(t == at[j] & k == 0) ||
                (any(t == at[j] & k == 2) && (j == 1 || any(t == at[j - 1] & k == 1))))
  open <- c(at, Inf)
  may <- t(sapply(seq_along(t), function(i) {
    if (k[i] == 0) open == t[i] else if (k[i] == 1) open > t[i] else open <= t[i]
  })) & rep(c(own, any(k == 1 & t >= max(at[own]))), each = length(t))
  mass <- colSums(may) / sum(may)
  for (step in 1:200000) {
    shares <- sweep(may, 2, mass, "*")
    new <- colMeans(shares / rowSums(shares))
    if (max(abs(new - mass)) < 1e-15) break
    mass <- new
  }
  survival <- pmax(0, 1 - cumsum(mass[seq_len(m)]))
  deaths <- sapply(seq_len(m), function(j) sum(t == at[j] & k == 0) +
                   sum(ifelse(k == 2 & t >= at[j], mass[j] / (1 - survival[match(t, at)]), 0)))
  gone <- deaths + sapply(at, function(a) sum(t == a & k == 1))
  risk <- length(t) - c(0, cumsum(gone)[-m])
  greenwood <- cumsum(ifelse(deaths > 1e-12 & risk - deaths > 1e-9, deaths / (risk * (risk - deaths)), 0))
  band <- function(sign) exp(-exp(log(-log(survival)) - sign * qnorm(0.975) * sqrt(greenwood) / log(survival)))
  first <- function(curve) { below <- which(curve < 0.5); if (length(below)) at[below[1]] else NA }
  inside <- survival > 1e-12 & survival < 1 - 1e-12
  low <- ifelse(inside, band(1), ifelse(survival >= 1 - 1e-12, 1, NA))
  high <- ifelse(inside, band(-1), ifelse(survival >= 1 - 1e-12, 1, NA))
  c(first(pmin(low, high)), first(pmax(low, high)))
}
made("censored_both", "median: quantile(survfit(Surv(left, right, type = \"interval2\") ~ 1), 0.5), Turnbull's estimate; interval: turnbull_interval of stats.R")
both <- list(
  list(c(1, 1.5, 2, 2.5, 3, 4, 4.4, 7, 9), c(0, 1, 0, 2, 0, 0, 1, 0, 0)),
  list(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), c(0, 0, 1, 0, 2, 0, 1, 0, 2, 0, 0)),
  list(c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9), c(0, 1, 0, 0, 2, 0, 0, 1, 0, 2, 0, 0, 1, 0, 0)),
  list(c(2, 3, 4, 6), c(0, 1, 0, 2)),
  list(c(2, 2, 2, 3, 3, 3, 3, 4, 4, 8), c(0, 0, 2, 0, 1, 0, 2, 1, 0, 0)),
  list(samples$long, c(0, 0, 1, 0, 2, 0, 0)[1 + ((1:70) * 3) %% 7]),
  list(samples$skewed, c(0, 2, 0, 0, 1)[1 + (1:31) %% 5])
)
for (s in both) {
  t <- s[[1]]; k <- s[[2]]
  fit <- survfit(Surv(ifelse(k == 2, NA, t), ifelse(k == 1, NA, t), type = "interval2") ~ 1)
  ends <- turnbull_interval(t, k)
  set("censored_both", values = t, kinds = k, median = quantile(fit, 0.5)$quantile, low = ends[1], high = ends[2])
}

# ---- Correlation ---------------------------------------------------------------------------

made("spearman", "cor.test(x, y, method = \"spearman\"): p exact where there are no ties and n < 10, else by t")
for (pair in list(list(c(1, 2, 3), c(3, 1, 2)), list(c(1, 2, 3, 4, 5), c(2, 1, 4, 3, 5)),
                  list(c(5, 3, 9, 1, 7, 4, 8, 2), c(1.2, 0.4, 3, 0.9, 1.1, 0.8, 2.5, 0.7)),
                  list(samples$plain, rev(other$skewed)[c(1:10, 3, 5)]), list(samples$skewed, (1:31) %/% 3),
                  list(1:10, c(2, 2, 2, 2, 2, 2, 2, 2, 2, 3)), list(samples$long, (samples$long * 13) %% 11))) {
  x <- pair[[1]]; y <- pair[[2]]
  test <- suppressWarnings(cor.test(x, y, method = "spearman", exact = length(x) < 10))
  set("spearman", x = x, y = y, rho = test$estimate, p = test$p.value)
}
