"""The models that a chat program may choose from: all regions, or one of them."""

import time
from collections.abc import Sequence
from typing import Any, Final

from api.wording import region_name

ALL: Final = "afsprakenwijzer"
_SINCE: Final = int(time.time())  # Unix seconds; programs want to know how old a model is


def models(regions: Sequence[str]) -> list[dict[str, Any]]:
    """One model for whatever is held, then one for each region."""
    return [
        _model(ALL, "Afsprakenwijzer"),
        *(_model(_id(one), f"Afsprakenwijzer {region_name(one)}") for one in regions),
    ]


def region_of(model: str, regions: Sequence[str]) -> str | None:
    """The region that a model answers from; None: all, or the one of the settings. Raises KeyError: no such model."""
    return {ALL: None, **{_id(one): one for one in regions}}[model]


def _id(region: str) -> str:
    return f"{ALL}-{region}"


def _model(name: str, shown: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _SINCE, "owned_by": ALL, "name": shown}
