"""A drawing as a response, with a policy that allows its one style rule by its digest and nothing else."""

from base64 import b64encode
from hashlib import sha256
from typing import Final

from fastapi.responses import Response

from api.swimlane import STYLE

SVG: Final = "image/svg+xml"
_DIGEST: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
_POLICY: Final = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; frame-ancestors 'none'"


def drawn(svg: str) -> Response:
    """An SVG document of `api.drawing`."""
    return Response(svg, media_type=SVG, headers={"Content-Security-Policy": _POLICY})
