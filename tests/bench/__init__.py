"""Benchmarks: how fast `core` is beside scikit-learn and the plain loops of a textbook."""
