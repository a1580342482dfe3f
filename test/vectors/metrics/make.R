# What R's packages make of the inputs in python.json: r.json.
#
# Rscript make.R (R 4.2.2; survival 3.5-3, cmprsk 2.2-11, igraph 1.3.5, sna 2.7-1, strucchange 1.5-3, sandwich 3.0-2,
# multilevel 2.7, as in Debian 12).

suppressPackageStartupMessages({
  library(jsonlite); library(survival); library(cmprsk); library(strucchange); library(sandwich); library(multilevel)
})
inputs <- fromJSON("python.json", simplifyVector = FALSE)
numbers <- function(list) unlist(list)

of_survival <- function(case) {
  time <- numbers(case$times); end <- numbers(case$ends); entry <- numbers(case$entries); group <- numbers(case$groups)
  event <- as.integer(end == "event")
  late <- any(entry > 0)
  response <- if (late) Surv(entry, time, event) else Surv(time, event)
  fit <- survfit(response ~ 1, conf.type = "log-log")
  at <- fit$n.event > 0
  table <- summary(fit, rmean = case$horizon)$table
  result <- list(
    time = fit$time[at], surv = fit$surv[at], variance = (fit$std.err[at] * fit$surv[at])^2, lower = fit$lower[at], upper = fit$upper[at],
    median = unname(table["median"]), medianLow = unname(table["0.95LCL"]), medianHigh = unname(table["0.95UCL"]),
    rmean = unname(table["rmean"]), rmeanError = unname(table["se(rmean)"]))
  if (!late) {
    for (k in 2:3) {
      keep <- group < k
      test <- survdiff(response[keep] ~ group[keep])
      result[[paste0("logRank", k)]] <- list(chiSquare = test$chisq, observed = test$obs, expected = test$exp)
    }
  }
  if (any(end == "rival")) {
    states <- factor(end, levels = c("censored", "event", "rival"))
    multi <- survfit(Surv(time, states) ~ 1)
    gray <- cuminc(time, end, cencode = "censored")
    points <- sort(unique(time[end == "event"]))
    result$incidence <- list(
      time = multi$time, event = multi$pstate[, 2], rival = multi$pstate[, 3], points = points,
      variance = timepoints(gray["1 event"], points)$var[1, ])
  }
  result
}

of_network <- function(case) {
  ties <- do.call(rbind, lapply(case$ties, numbers)) + 0
  matrix <- matrix(0, case$n, case$n)
  matrix[ties[, 1:2] + 1] <- 1
  broker <- sna::brokerage(matrix, numbers(case$units))
  both <- igraph::graph_from_adjacency_matrix(1 * (matrix + t(matrix) > 0), mode = "undirected")
  directed <- igraph::graph_from_adjacency_matrix(matrix)
  list(
    brokerage = colSums(broker$raw.nli)[1:5], byBroker = rowSums(broker$raw.nli[, 1:5]),
    centralisation = igraph::centr_degree(both, loops = FALSE)$centralization,
    betweenness = igraph::betweenness(directed), transitivity = igraph::transitivity(both),
    reciprocity = igraph::reciprocity(directed), coreness = igraph::coreness(both))
}

of_series <- function(case) {
  y <- numbers(case$y); n <- length(y); t <- seq_len(n); after <- as.integer(t >= case$first)
  data <- data.frame(y = y, t = t, after = after, since = (t - case$first) * after)
  if (!is.null(case$period)) for (k in 1:2) {
    angle <- 2 * pi * k * t / case$period
    if (2 * k != case$period) data[[paste0("sine", k)]] <- sin(angle)
    data[[paste0("cosine", k)]] <- cos(angle)
  }
  model <- lm(y ~ ., data)
  covariance <- NeweyWest(model, lag = case$lag, prewhite = FALSE, adjust = TRUE)
  plain <- NeweyWest(model, lag = 0, prewhite = FALSE, adjust = TRUE)
  chow <- sctest(y ~ t, type = "Chow", point = case$first - 1)
  all <- Fstats(y ~ t, from = floor(0.15 * n))
  list(
    beta = unname(coef(model)[1:4]), error = unname(sqrt(diag(covariance)))[1:4], unequal = unname(sqrt(diag(plain)))[1:4],
    interval = unname(coef(model)[1:4] + outer(sqrt(diag(covariance))[1:4], qt(c(0.025, 0.975), model$df.residual))),
    chow = unname(chow$statistic), p = unname(chow$p.value), supF = max(all$Fstats) / 2, after = all$breakpoint)
}

of_survey <- function(case) {
  groups <- lapply(case$groups, function(group) do.call(rbind, lapply(group, numbers)))
  scores <- unlist(lapply(groups, rowMeans))
  number <- factor(rep(seq_along(groups), vapply(groups, nrow, 1L)))
  all <- as.data.frame(do.call(rbind, groups))
  agreement <- rwg.j(all, number, ranvar = (case$scale^2 - 1) / 12)
  table <- summary(aov(scores ~ number))[[1]]
  size <- (length(scores) - sum(table(number)^2) / length(scores)) / (length(groups) - 1)
  list(
    rwg = agreement$rwg.j, f = table[1, "F value"], p = table[1, "Pr(>F)"], size = size,
    icc = (table[1, "Mean Sq"] - table[2, "Mean Sq"]) / (table[1, "Mean Sq"] + (size - 1) * table[2, "Mean Sq"]))
}

results <- list(
  survival = lapply(inputs$survival, of_survival), networks = lapply(inputs$networks, of_network),
  series = lapply(inputs$series, of_series), surveys = lapply(inputs$surveys, of_survey))
write(toJSON(results, auto_unbox = TRUE, digits = I(16), na = "null"), "r.json")
