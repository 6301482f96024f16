"""What a neural embedding weighs, kept with its space until the passages have changed by more than a tenth."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Final

from pydantic import ValidationError

from kb.model import Noun
from kb.neural.batch import rows_of
from kb.neural.bound import Bound
from kb.search.semantic import Calibration, calibrate
from kb.search.space_vectors import SpaceVectors
from kb.store import Store

_log = logging.getLogger(__name__)

_MOVED: Final = 0.1  # share of the documents


class Weighed(Noun):
    """A calibration, and the documents (id to mark) on which it was made."""

    calibration: Calibration
    documents: dict[str, str]


def kept(bound: Bound) -> Weighed | None:
    """What was found of this space before; None where nothing was, or by another release."""
    if bound.space.calibration is None:
        return None
    try:
        return Weighed.model_validate_json(bound.space.calibration)
    except ValidationError:
        return None


def weigh(store: Store, bound: Bound, vectors: SpaceVectors, before: Weighed | None) -> Weighed:
    """What the model is worth on what the store holds now: as `before`, or found out and kept.

    Raises ModelUnreachable, and StoreUnusable.
    """
    marks = store.marks()
    if before is not None and _moved(before.documents, marks) <= _MOVED:
        return before
    calibration = calibrate(*vectors.entries(), bound.questions, partial(rows_of, bound))
    _log.info("neural embedding %s weighs %.3f here", bound.space.name, calibration.weight)
    made = Weighed(calibration=calibration, documents=marks)
    store.spaces.keep_calibration(bound.space.name, made.model_dump_json())
    return made


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> float:
    return len(before.items() ^ now.items()) / max(1, len(now))
