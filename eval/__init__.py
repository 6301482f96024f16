"""Measuring: collections, questions, measures, benchmarks, baseline."""
