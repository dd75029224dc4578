"""Run every benchmark, one after the other."""

import importlib

BENCHMARKS = (
    "speed",
    "latency",
    "growth",
    "checks",
    "tokens",
    "judging",
    "footprint",
    "executors",
    "dates",
    "support",
    "mutations",
    "timelines",
    "digests",
    "night",
    "requests",
    "memory",
)

if __name__ == "__main__":
    for name in BENCHMARKS:
        print(f"\n## {name}\n")
        importlib.import_module(f"benchmarks.{name}").main()
