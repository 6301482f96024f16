"""Counters of this process in the Prometheus text format; no label holds anything people type."""

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

PREFIX: Final = "afsprakenwijzer_"
_BUCKETS_S: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """What this process did since it started; threads may share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._answers: Counter[str] = Counter()
        self._took = [0] * (len(_BUCKETS_S) + 1)  # answers per bucket, the last one without a bound
        self._seconds = 0.0

    def count_request(self, method: str, route: str, status: int) -> None:
        """Count a request; `route` is the template of its path, so that the number of series is bounded."""
        with self._lock:
            self._requests[method, route, status] += 1

    def count_answer(self, outcome: str, seconds: float) -> None:
        """Count an answer and the time it took."""
        with self._lock:
            self._answers[outcome] += 1
            self._took[bisect_left(_BUCKETS_S, seconds)] += 1
            self._seconds += seconds

    def exposition(self, documents_by_region: Mapping[str, int]) -> str:
        """Everything counted, with the documents held now, as Prometheus reads it."""
        with self._lock:
            return "\n".join((*self._lines(), *_gauge(documents_by_region))) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from _head("requests_total", "counter", "Requests.")
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'method="{_escape(method)}",route="{_escape(route)}",status="{status}"'
            yield f"{PREFIX}requests_total{{{labels}}} {count}"
        yield from _head("answers_total", "counter", "Answers by outcome.")
        for outcome, count in sorted(self._answers.items()):
            yield f'{PREFIX}answers_total{{outcome="{outcome}"}} {count}'
        yield from _head("answer_seconds", "histogram", "Time from question to answer.")
        total = 0
        for bound, count in zip((*map(str, _BUCKETS_S), "+Inf"), self._took, strict=True):
            total += count
            yield f'{PREFIX}answer_seconds_bucket{{le="{bound}"}} {total}'
        yield f"{PREFIX}answer_seconds_sum {self._seconds:.6f}"
        yield f"{PREFIX}answer_seconds_count {total}"


def _gauge(documents_by_region: Mapping[str, int]) -> Iterator[str]:
    yield from _head("documents", "gauge", "Documents held.")
    for region, count in sorted(documents_by_region.items()):
        yield f'{PREFIX}documents{{region="{_escape(region)}"}} {count}'


def _head(name: str, kind: str, meaning: str) -> Iterator[str]:
    yield f"# HELP {PREFIX}{name} {meaning}"
    yield f"# TYPE {PREFIX}{name} {kind}"


def _escape(label: str) -> str:
    return label.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
