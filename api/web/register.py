"""The register on the page: which agreement governs what in a region on a day, as a graph and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.agreements import cite, known, register_of
from api.register_boxes import by_number, picture
from api.register_graph import draw
from api.register_marks import STYLE
from api.routes.door import At
from api.routes.drawn import drawn
from api.sentences import Lang, sentence, validity_in_words
from api.web.chosen import ROOM
from api.web.render import page
from api.web.tongue import Reads
from api.web.view import document_href, passage_href
from assistant.held import Held
from assistant.processes import Processes
from kb.governing import Governed, Governs, RegionRegister, Standing
from kb.model import Document, Span
from kb.ties import Tie, TieKind

router = APIRouter(include_in_schema=False)
PATH: Final = f"{ROOM}/register"


class Looked(BaseModel):
    """The region and the day that are looked at; today where none is given."""

    model_config = ConfigDict(extra="forbid")

    region: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    on: Annotated[date, BeforeValidator(lambda asked: asked or date.today())] = Field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in a cell: how it stands in words, and the page that opens where a text says so.

    `sections` are the headings under which it governs, each with the page of its first passage. `named`: it is
    only named, though it has ended. `successors` took the place of what ended, each with the page that says so.
    """

    title: str
    href: str
    stands: str = ""
    ended: bool = False
    sections: tuple[tuple[str, str], ...] = ()
    successors: tuple[tuple[str, str], ...] | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An intervention with what governs it now and later, what ended, what it rests on and what is missing."""

    name: str
    standing: Standing
    stands: str
    now: tuple[Entry, ...]
    later: tuple[Entry, ...]
    ended: tuple[Entry, ...]
    rests_on: tuple[Entry, ...]
    missing: tuple[Entry, ...]
    parts: tuple[tuple[str, str], ...]


@router.get(PATH)
def register_page(looked: Annotated[Looked, Query()], request: Request, at: At, lang: Reads) -> HTMLResponse:
    """The register of a region; of the first one where none is chosen."""
    processes: Processes = request.app.state.processes
    regions = at.workplace.store.regions()
    region = at.workplace.region(looked.region or None) or at.workplace.settings.region
    region = region if region in regions else next(iter(regions), None)
    shown: dict[str, object] = {"looked": looked, "regions": regions, "region": region or "", "graph": None, "rows": ()}
    if region:
        held = processes.held()
        rows = _Rows(register_of(held, region, looked.on, known(at.workplace)), held, lang)
        shown |= {"rows": rows.all(), "graph": rows.graph()}
    return HTMLResponse(page("register.html", lang, **shown))


@router.get(f"{PATH}/tekening.svg")
def register_picture(looked: Annotated[Looked, Query()], request: Request, at: At, lang: Reads) -> Response:
    """The graph of a region by itself, to print or keep."""
    processes: Processes = request.app.state.processes
    region = at.workplace.region(looked.region) or ""  # one that is not held is refused
    return drawn(draw(picture(register_of(processes.held(), region, looked.on, known(at.workplace)), lang)), STYLE)


class _Rows:
    """The table of one register, and its graph."""

    def __init__(self, register: RegionRegister, held: Held, lang: Lang) -> None:
        self._register, self._held, self._lang = register, held, lang
        self._documents = {one.id: one for one in register.documents}
        self._absent = {one.id: one for one in register.absent}

    def graph(self) -> Markup:
        """The drawing, each card with the page that opens; made of elements, so that no text in it is markup."""
        links = {one.id: document_href(one.id) for one in self._documents.values()}
        links |= {one.id: self._proof(*one.mentions[0]) for one in self._absent.values()}
        return Markup(draw(picture(self._register, self._lang), links=links))  # noqa: S704

    def all(self) -> tuple[Row, ...]:
        """A row for each intervention, its sections within it."""
        governed = self._register.governed
        return tuple(
            self._row(one, [part for part in governed if part.part_of == one.name])
            for one in governed
            if one.part_of is None
        )

    def _row(self, one: Governed, parts: Iterable[Governed]) -> Row:
        ended = [item for item in one.items if item.standing is Standing.ENDED]
        current = [item for item in one.items if item.standing is not Standing.ENDED]
        # what rests on nothing any more itself is told by its end; where all has ended its ties are all there is
        about = [item.document.id for item in current or ended if not item.sections]
        hanging = self._register.hanging
        papers = [i.document.id for i in one.items if not i.sections and i.standing is not Standing.NOT_YET]
        replaced = [tie for key in papers for tie in hanging.of(key, TieKind.REPLACES) if tie.target in self._absent]
        return Row(
            name=one.name[:1].upper() + one.name[1:],
            standing=one.standing,
            stands=sentence(f"standing_{one.standing.value}", {}, self._lang),
            now=tuple(self._governs(item) for item in current if item.standing is not Standing.NOT_YET),
            later=tuple(self._governs(item) for item in current if item.standing is Standing.NOT_YET),
            ended=(*map(self._governs, ended), *self._tied(replaced)),
            rests_on=self._tied(self._rests_on(about)),
            missing=self._missing(about, {tie.target for tie in replaced}),
            parts=tuple(self._part(part) for part in parts),
        )

    def _governs(self, item: Governs) -> Entry:
        sections = tuple((one.headings[-1], self._passage(one.passage_id)) for one in item.sections if one.headings)
        stands = validity_in_words(item.validity, self._lang)
        if item.told:
            stands = f"{sentence(f'kind_{item.document.kind.value}', {}, self._lang)}, {stands}"
        return Entry(
            title=item.document.title,
            href=self._term(item.document),
            stands=stands,
            ended=item.standing is Standing.ENDED,
            sections=sections,
            successors=tuple(self._successors(item)) if item.standing is Standing.ENDED else None,
        )

    def _successors(self, item: Governs) -> Iterable[tuple[str, str]]:
        """What took the place of a document, each with the page that says so."""
        for tie in self._register.hanging.to(item.document.id, TieKind.REPLACES):
            if tie.source in item.replaced_by:
                yield self._name(tie.source), self._proof(tie.said_by, tie.evidence)

    def _rests_on(self, about: Sequence[str]) -> list[Tie]:
        """What the papers rest on, and what they name though it has ended."""
        hanging = self._register.hanging
        named = [tie for key in about for tie in hanging.of(key, TieKind.NAMES) if self._ended(tie.target)]
        return [tie for key in about for tie in hanging.of(key, TieKind.DEPENDS_ON)] + named

    def _missing(self, about: Sequence[str], replaced: set[str]) -> tuple[Entry, ...]:
        """What the papers name and nobody took in, other than what they replaced."""
        hanging = self._register.hanging
        ties = [tie for key in about for tie in hanging.of(key, *TieKind) if tie.target in self._absent]
        ties += [tie for key in about for tie in hanging.to(key, TieKind.PART_OF) if tie.source in self._absent]
        once: dict[str, Tie] = {}
        for tie in ties:
            key = tie.target if tie.target in self._absent else tie.source
            if key not in replaced:
                once.setdefault(key, tie)
        found = [Entry(self._name(key), self._proof(tie.said_by, tie.evidence)) for key, tie in once.items()]
        return tuple(sorted(found, key=lambda one: by_number(one.title)))

    def _tied(self, ties: Iterable[Tie]) -> tuple[Entry, ...]:
        """What ties lead to, each opening where the tie is told."""
        found: dict[str, Entry] = {}
        for tie in ties:
            key, named = tie.target, tie.kind is TieKind.NAMES
            opens = self._proof(tie.said_by, tie.evidence)
            found.setdefault(key, Entry(self._name(key), opens, self._stands(key), self._ended(key), named=named))
        return tuple(found.values())

    def _part(self, part: Governed) -> tuple[str, str]:
        """A section by its name, and the page of where the first that governs it says so."""
        first = part.items[0]
        own = first.sections[0].passage_id if first.sections else self._held.passages(first.document.id)[0].id
        return part.name[:1].upper() + part.name[1:], self._passage(own)

    # ---- words and addresses --------------------------------------------------------------------

    def _name(self, key: str) -> str:
        name = self._absent[key].name if key in self._absent else self._documents[key].title
        return name[:1].upper() + name[1:]

    def _stands(self, key: str) -> str:
        if key in self._absent:
            return sentence("register_absent", {}, self._lang)
        return validity_in_words(self._register.validities[key], self._lang)

    def _ended(self, key: str) -> bool:
        return key in self._documents and self._register.ended(key)

    def _term(self, document: Document) -> str:
        """Where a document says from when until when it holds, else what it is called."""
        said = [
            document.evidence[field] for field in ("valid_until", "valid_from", "title") if field in document.evidence
        ]
        return self._proof(document.id, said[0]) if said else document_href(document.id)

    def _proof(self, document_id: str, span: Span) -> str:
        cited = cite(self._held, document_id, span, self._register.on)
        return passage_href(cited.passage_id, cited.version, (span,))

    def _passage(self, passage_id: str) -> str:
        return passage_href(passage_id, self._held.passage(passage_id).version)
