"""A completion as OpenAI's clients read it: whole, or in chunks that carry the sources as Open WebUI shows them too."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Final

from api.openai.literal import literal
from api.openai.written import Mark, Piece
from api.sharing.excerpt import legible
from api.web.view import passage_href, permalink
from assistant.stretches import said_in
from kb.answer import Citation
from kb.model import has_pages

Wire = dict[str, Any]
DONE: Final = "data: [DONE]\n\n"
# Nothing is sold or limited by tokens here, and no tokenizer of anybody's counts what is quoted.
_USAGE: Final = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


@dataclass(frozen=True, slots=True)
class Completion:
    """One completion of a model; `site` is the address of this server, without an end slash.

    `annotated` says whether the client is told the page of each source (`reads_annotations`).
    """

    model: str
    site: str
    annotated: bool
    name: str = field(default_factory=lambda: f"chatcmpl-{token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, pieces: Iterable[Piece]) -> Wire:
        """The completion in one answer."""
        every = list(pieces)
        message: Wire = {"role": "assistant", "content": "".join(piece.text for piece in every), "refusal": None}
        if self.annotated:
            message["annotations"] = [self._annotation(mark) for piece in every for mark in piece.marks]
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self._head("chat.completion") | {"choices": [choice], "usage": _USAGE}

    def chunks(self, pieces: Iterable[Piece], *, usage: bool) -> Iterator[Wire]:
        """The completion in chunks; each source comes before the text that refers to it."""
        asked = {"usage": None} if usage else {}
        yield self._chunk({"role": "assistant", "content": ""}) | asked
        for piece in pieces:
            for mark in piece.fresh:
                yield self._chunk({}) | {"event": _event(mark.citation)} | asked
            delta: Wire = {"content": piece.text}
            if self.annotated and piece.marks:
                delta["annotations"] = [self._annotation(mark) for mark in piece.marks]
            yield self._chunk(delta) | asked
        yield self._chunk({}, "stop") | asked
        if usage:
            yield self._head("chat.completion.chunk") | {"choices": [], "usage": _USAGE}

    def _head(self, sort: str) -> Wire:
        named = {"id": self.name, "object": sort, "created": self.created, "model": self.model}
        return named | {"system_fingerprint": None}

    def _chunk(self, delta: Wire, reason: str | None = None) -> Wire:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return self._head("chat.completion.chunk") | {"choices": [choice]}

    def _annotation(self, mark: Mark) -> Wire:
        cited = mark.citation
        page = passage_href(cited.passage_id, cited.version, said_in(cited, [mark.claim]))
        place = {"start_index": mark.start, "end_index": mark.end}
        return {"type": "url_citation", "url_citation": {"url": self.site + page, "title": _title(cited)} | place}


def reads_annotations(headers: Mapping[str, str]) -> bool:
    """Whether a client is told the page of each source: all but Open WebUI, known by its headers or its HTTP library.

    It has the sources as events. Of annotations it would make each of them once more, with the address as
    its name, which the browser then sends to a search company to ask for an icon.
    """
    own = any(name.lower().startswith("x-openwebui-") for name in headers)
    return not own and "aiohttp" not in headers.get("user-agent", "").lower()


def line(chunk: Wire) -> str:
    """A chunk as a server-sent event."""
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"


def _event(cited: Citation) -> Wire:
    """A source as Open WebUI shows it: numbered by the order of their ids, and read as Markdown.

    How near it is to the question is not told: a quote carries its claim, or it is not shown.
    """
    name = f"{permalink(cited.passage_id, cited.version)}#{cited.start}-{cited.end}"  # an address asks for an icon
    about: Wire = {"source": name, "name": _title(cited), "file": cited.file, "region": cited.region}
    about |= {"page": cited.page - 1} if has_pages(cited.file) else {}
    shown = {"source": {"id": name, "name": _title(cited)}, "document": [literal(cited.quote)]}
    return {"type": "source", "data": shown | {"metadata": [about], "distances": []}}


def _title(cited: Citation) -> str:
    return " ".join(legible(" › ".join((cited.document_title, *cited.headings[-1:]))).split())
