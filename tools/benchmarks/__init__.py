"""Workloads, peers and the measuring of both, for `tools/bench.py`."""
