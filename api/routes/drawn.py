"""A drawing as a response, with a policy that allows its own style by its digest and nothing else."""

from base64 import b64encode
from hashlib import sha256
from typing import Final

from fastapi.responses import Response

from api.swimlane import STYLE

SVG: Final = "image/svg+xml"


def drawn(svg: str, style: str = STYLE) -> Response:
    """An SVG document; `style` is the content of its one style element, that of `api.drawing` where not told."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    return Response(svg, media_type=SVG, headers={"Content-Security-Policy": policy})
