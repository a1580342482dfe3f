"""Inputs at random, and what SciPy, NumPy and NetworkX make of them: python.json, which make.R reads.

python3 make.py (SciPy 1.17.1, NumPy 2.4.6, NetworkX 3.6.1). The seed is below.
"""

import json
import math
import warnings
from collections import Counter

import networkx as nx
import numpy as np
from scipy import integrate, optimize, special, stats
from scipy.spatial import distance

SEED = 20261123
random = np.random.default_rng(SEED)


def plain(value):
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        return value.item()
    return value


def concentration():
    for n in (2, 7, 40, 250):
        x = random.pareto(1.2, n).round(3) * random.integers(0, 2, n)
        x[0] = 3
        differences = np.abs(x[:, None] - x[None, :]).sum()
        ranked = np.sort(x)[::-1]
        cumulative = ranked.cumsum() / x.sum()
        yield {
            "x": x,
            "gini": differences / (2 * n * n * x.mean()),
            "lorenz": np.concatenate([[0], np.sort(x).cumsum() / x.sum()]),
            "absence": int((cumulative < 0.5 - 1e-12).sum()) + 1,
            "core": int((cumulative < 0.8 - 1e-12).sum()) + 1,
            "top1": ranked[: math.ceil(n / 100)].sum() / x.sum(),
            "next9": ranked[math.ceil(n / 100) : math.ceil(n / 10)].sum() / x.sum(),
        }


def wilson():
    for n in (1, 3, 17, 200):
        for k in sorted({0, n, int(random.integers(0, n + 1))}):
            interval = stats.binomtest(k, n).proportion_ci(method="wilson")
            yield {"k": k, "n": n, "low": interval.low, "high": interval.high}


def tails():
    for _ in range(40):
        df1, df2 = int(random.integers(1, 12)), int(random.integers(1, 200))
        f, t, x = random.exponential(4), random.normal(0, 3), random.exponential(8)
        yield {
            "df1": df1, "df2": df2, "f": f, "t": t, "x": x,
            "tailOfF": stats.f.sf(f, df1, df2),
            "tailsOfT": 2 * stats.t.sf(abs(t), df2),
            "halfWidthOfT": stats.t.ppf(0.975, df2),
            "tailOfChiSquare": stats.chi2.sf(x, df1),
            "lnGamma": special.gammaln(x + 0.1),
        }


def networks():
    for n, m in ((8, 12), (15, 40), (30, 45), (30, 200), (60, 240), (25, 420)):
        pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
        chosen = random.permutation(len(pairs))[:m]
        weights = random.integers(1, 4, m)
        graph = nx.DiGraph()
        graph.add_nodes_from(range(n))
        for place, weight in zip(chosen, weights):
            graph.add_edge(*pairs[place], weight=int(weight))
        units = random.integers(0, 4, n)
        both = nx.Graph()
        both.add_nodes_from(range(n))
        for a, b, weight in graph.edges(data="weight"):
            both.add_edge(a, b, weight=both.get_edge_data(a, b, {"weight": 0})["weight"] + weight)
        crossing = [units[a] != units[b] for a, b in both.edges]
        drawn = [
            np.mean([shuffled[a] != shuffled[b] for a, b in both.edges])
            for shuffled in (random.permutation(units) for _ in range(4000))
        ]
        weak = [
            (a, b)
            for a, b, weight in both.edges(data="weight")
            if weight == 1 and units[a] != units[b] and not list(nx.common_neighbors(both, a, b))
        ]
        sizes = [len(part) for part in nx.weakly_connected_components(graph)]
        unreachable = sum(1 for a in range(n) for b in range(n) if a != b and not nx.has_path(both, a, b))
        yield {
            "n": n,
            "ties": [[a, b, weight] for a, b, weight in graph.edges(data="weight")],
            "units": units,
            "density": nx.density(graph),
            "reciprocity": nx.overall_reciprocity(graph),
            "transitivity": nx.transitivity(both),
            "sizes": sorted(sizes, reverse=True),
            "fragmentation": unreachable / (n * (n - 1)),
            "cores": [nx.core_number(both)[node] for node in range(n)],
            "betweenness": [nx.betweenness_centrality(graph, normalized=False)[node] for node in range(n)],
            "normalised": [nx.betweenness_centrality(graph)[node] for node in range(n)],
            "pageRank": [nx.pagerank(graph, tol=1e-13, max_iter=2000)[node] for node in range(n)],
            "externalInternal": 2 * np.mean(crossing) - 1,
            "shuffled": [2 * np.mean(drawn) - 1, 2 * np.std(drawn)],
            "weakTies": len(weak) / both.number_of_edges(),
        }


def divergence():
    for size in (2, 5, 40, 300):
        p = random.poisson(2, size) + (np.arange(size) == 0)
        q = random.poisson(2, size) + (np.arange(size) == 1)
        yield {"p": p, "q": q, "bits": distance.jensenshannon(p, q, base=2) ** 2}


def entropy():
    for _ in range(3):
        posts = [[f"w{int(word)}" for word in random.zipf(1.6, random.integers(3, 30)) if word < 40] for _ in range(30)]
        unseen = [f"w{int(word)}" for word in random.zipf(1.4, 25) if word < 80]
        alpha = float(random.uniform(0.5, 20))
        pairs, before, words = Counter(), Counter(), Counter()
        for post in posts:
            for previous, word in zip([None, *post], post):
                pairs[previous, word] += 1
                before[previous] += 1
                words[word] += 1
        total, different = sum(words.values()), len(words)
        bits = 0
        for previous, word in zip([None, *unseen], unseen):
            single = (words[word] + 1) / (total + different + 1)
            bits -= math.log2((pairs[previous, word] + alpha * single) / (before[previous] + alpha))
        yield {"posts": posts, "unseen": unseen, "alpha": alpha, "bits": bits / len(unseen)}


def survival():
    for n, rivals, late in ((12, False, False), (60, False, False), (60, True, False), (80, False, True), (200, True, False)):
        ends = random.choice(["event", "rival", "censored"] if rivals else ["event", "censored"], n)
        times = random.weibull(0.8, n) * 20
        times = times.round(0) + 1 if n == 60 else times
        entries = np.where(random.random(n) < 0.4, random.random(n) * 5, 0) if late else np.zeros(n)
        kept = entries < times
        yield {
            "times": times[kept], "ends": ends[kept], "entries": entries[kept],
            "groups": random.integers(0, 3, int(kept.sum())), "horizon": 18.5,
        }


def curves():
    for n, kind in ((10, "power"), (40, "power"), (12, "exponential"), (60, "exponential"), (30, "flat")):
        x = np.arange(1, n + 1.0)
        truth = {"power": 90 * x**-0.3, "exponential": 12 + 60 * np.exp(-0.12 * x), "flat": 40 * np.exp(-0.002 * x)}[kind]
        y = truth * np.exp(random.normal(0, 0.05, n))
        line = stats.linregress(np.log(x), np.log(y))
        residuals = np.log(y) - line.intercept - line.slope * np.log(x)
        best = None
        for floor in (0.05, 0.5, 0.9):
            for speed in (0.003, 0.02, 0.1, 0.5):
                try:
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        found, _ = optimize.curve_fit(
                            lambda at, c, a, b: np.log(c + a * np.exp(-b * at)), x, np.log(y),
                            p0=[floor * y.min(), y.max() - floor * y.min(), speed],
                            bounds=([0, 1e-12, 1e-9], [np.inf] * 3), ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=20000,
                        )
                except RuntimeError:
                    continue
                rss = ((np.log(y) - np.log(found[0] + found[1] * np.exp(-found[2] * x))) ** 2).sum()
                if best is None or rss < best["rss"]:
                    best = {"c": found[0], "a": found[1], "b": found[2], "rss": rss}
        yield {
            "y": y, "kind": kind, "a": np.exp(line.intercept), "b": -line.slope, "standardErrorOfB": line.stderr,
            "r2": line.rvalue**2, "smearing": np.exp(residuals).mean(), "rss": (residuals**2).sum(), "exponential": best,
        }


def series():
    for n, change, season in ((24, 11, None), (60, 30, 12), (48, 20, 4), (120, 70, 52)):
        t = np.arange(1, n + 1)
        noise = np.zeros(n)
        for at in range(1, n):
            noise[at] = 0.5 * noise[at - 1] + random.normal(0, 1)
        y = 30 + 0.2 * t + np.where(t >= change, 3 - 0.3 * (t - change), 0) + noise
        if season:
            y = y + 2 * np.sin(2 * np.pi * t / season) + np.cos(4 * np.pi * t / season)
        yield {"y": y, "first": change, "period": season, "lag": int(math.floor(4 * (n / 100) ** (2 / 9)))}


def changePoints():
    for n, rates in ((12, (2, 6)), (30, (4, 4)), (50, (0.3, 1.5))):
        counts = np.concatenate([random.poisson(rates[0], n // 2), random.poisson(rates[1], n - n // 2)])
        alpha, beta = random.uniform(0.5, 4, 2)
        total = counts.cumsum()
        logs = np.array([
            special.gammaln(alpha + total[t - 1]) - (alpha + total[t - 1]) * np.log(beta + t)
            + special.gammaln(alpha + total[-1] - total[t - 1])
            - (alpha + total[-1] - total[t - 1]) * np.log(beta + n - t)
            for t in range(1, n)
        ])
        prior = alpha * np.log(beta) - special.gammaln(alpha)
        # The evidence by numerical integration over the rate, and not by the closed form.
        def evidence(part):
            def density(rate):
                return np.exp(stats.poisson.logpmf(part, rate).sum() + stats.gamma.logpdf(rate, alpha, scale=1 / beta))
            return quadrature(density)
        none = evidence(counts)
        one = np.mean([evidence(counts[:t]) * evidence(counts[t:]) for t in range(1, n)])
        weights = np.exp(logs - logs.max())
        yield {
            "counts": counts, "alpha": alpha, "beta": beta, "posterior": weights / weights.sum(),
            "log10BayesFactor": np.log10(one / none),
        }


def quadrature(density):
    return integrate.quad(density, 0, 40, epsabs=0, epsrel=1e-11, limit=400, points=[0.1, 0.5, 1, 2, 4, 8])[0]


def surveys():
    for groups, items, scale in ((2, 7, 7), (5, 4, 5), (8, 7, 7)):
        level = random.normal(scale / 2 + 1, 0.8, groups)
        people = [np.clip(random.normal(mean, 0.7, (int(random.integers(5, 12)), items)).round(), 1, scale) for mean in level]
        yield {"scale": scale, "groups": [each.astype(int) for each in people]}


result = {
    maker.__name__: list(maker())
    for maker in (
        concentration, wilson, tails, networks, divergence, entropy, survival, curves, series, changePoints, surveys
    )
}
with open("python.json", "w") as file:
    json.dump(plain({"seed": SEED, **result}), file, indent=None, separators=(",", ":"))
    file.write("\n")
