"""Errors in the form that OpenAI's clients read."""

from typing import Any, Final

from fastapi.responses import JSONResponse

from api.errors import Problem

PATH: Final = "/openai/v1"


def error(found: Problem) -> dict[str, Any]:
    """A problem as `{"error": ...}`; `param` is the first field that is wrong."""
    param = next((one["field"] for one in found.errors), None)
    sort = "server_error" if found.status >= 500 else "invalid_request_error"
    return {"error": {"message": found.detail, "type": sort, "param": param, "code": found.code}}


def response(found: Problem) -> JSONResponse:
    """A problem as a response with its status."""
    return JSONResponse(error(found), found.status, headers={"Cache-Control": "no-store"})
