"""The chains of `office/chains.rs` as graphs of networkx: who is above whom, circles, and how much stands on each company.

Usage: python_networkx.py CHAINS.json. Only measures.
"""

import collections
import json
import statistics
import sys
import time

import networkx

ROUNDS = 10


def chains(contracts):
    returns = 0
    for contract in contracts:
        graph = networkx.DiGraph(contract["lines"])
        names = contract["names"]
        if not networkx.is_directed_acyclic_graph(graph):
            continue
        for node in graph:
            returns += any(names[upper] == names[node] for upper in networkx.ancestors(graph, node))
    return returns


def concentration(contracts):
    behind = networkx.Graph()
    for number, contract in enumerate(contracts):
        behind.add_edges_from((number, name) for name in contract["names"])
    counted = collections.Counter({node: degree for node, degree in behind.degree() if isinstance(node, str)})
    return counted.most_common(100)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        contracts = json.load(file)
    for name, work in [("networkx, chains", chains), ("networkx, concentration", concentration)]:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            work(contracts)
            times.append((time.perf_counter() - start) * 1000)
        print(f"{name:<23} time:   [{min(times):.2f} ms {statistics.median(times):.2f} ms {max(times):.2f} ms]")


if __name__ == "__main__":
    main()
