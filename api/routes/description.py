"""The published description of the API, as the Dutch API Design Rules 2.1 want it."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import MEDIA_TYPE
from api.routes.guard import API_PATH, API_VERSION
from api.routes.shapes import Problem

PATH: Final = f"{API_PATH}/openapi.json"
REPOSITORY: Final = "https://example.org/afsprakenwijzer"
_NOT_OURS: Final = ("HTTPValidationError", "ValidationError")


def description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description; its paths count from the server address, which carries the major version."""
    whole = get_openapi(
        title="Afsprakenwijzer",
        version=API_VERSION,
        summary="Cited answers to process questions, from covenants and work agreements.",
        description="Every claim is carried by a quote that stands letter by letter in a stored passage.",
        routes=app.routes,
        servers=[{"url": API_PATH, "description": "This server"}],
        contact={"name": "Afsprakenwijzer", "url": REPOSITORY, "email": "afsprakenwijzer@example.org"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        tags=[
            {"name": "questions", "description": "Ask."},
            {"name": "documents", "description": "What is held."},
            {"name": "agreements", "description": "What holds where and when."},
            {"name": "findings", "description": "What does not agree, and what is decided of it."},
            {"name": "process", "description": "Who does what in an intervention."},
            {"name": "feedback", "description": "Say whether an answer is right."},
        ],
    )
    schemas = whole["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schemas["Problem"].pop("$defs")
    for name in _NOT_OURS:
        schemas.pop(name, None)
    whole["paths"] = {path.removeprefix(API_PATH): item for path, item in whole["paths"].items()}
    for item in whole["paths"].values():
        for operation in item.values():
            _describe_responses(operation["responses"], has_id="parameters" in operation)
    return whole


def _describe_responses(responses: dict[str, Any], *, has_id: bool) -> None:
    """400 instead of 422, a problem for whatever goes wrong, and the version header on everything."""
    responses.pop("422", None)
    responses["400"] = _problem("The request is wrong.")
    if has_id:
        responses["404"] = _problem("What was asked for is not held.")
    responses["default"] = _problem("Something else went wrong.")
    for response in responses.values():
        version = {"description": "The full version of this API.", "schema": {"type": "string"}}
        response["headers"] = {"API-Version": version}


def _problem(meaning: str) -> dict[str, Any]:
    return {
        "description": meaning,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
