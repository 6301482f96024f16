"""What an agent reads of a result: plain text in which quotes stand letter by letter, each with its reference."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from api.finding_words import finding_in_words, severity_name
from api.process_words import place_of, slots_in_words, title_of
from api.routes.surroundings import Surroundings
from api.sentences import Lang, sentence, validity_in_words
from api.sharing.excerpt import legible
from api.web.view import permalink
from kb.answer import Citation
from kb.consistency.finding import Finding
from kb.model import Document, Passage

if TYPE_CHECKING:
    from api.agreements import Agreements
    from assistant.processes import Intervention, Process


def hits(found: Iterable[tuple[Passage, str]]) -> str:
    """Passages with the titles of their documents."""
    return _paragraphs(_passage(*one) for one in found) or sentence("nothing_found", {}, "nl")


def passage(found: Surroundings) -> str:
    """A passage, and the text around it where there is more."""
    more = [found.text] if found.text != found.passage.text else []
    return _paragraphs((_passage(found.passage, found.document.title), *more))


def documents(held: Sequence[Document]) -> str:
    """A line for each document."""
    lines = (f"{one.id}: {_line(one.title)} ({_kind(one)}, {one.region})" for one in held)
    return "\n".join(lines) or sentence("nothing_held", {}, "nl")


def agreements(shown: "Agreements") -> str:
    """How each agreement stands on the day, then what is named and not held."""
    lines = [
        f"{one.document.id}: {_line(one.document.title)} ({validity_in_words(one.validity, 'nl')})"
        for one in shown.items
    ]
    for name, cited in shown.absent:
        titles = ", ".join(dict.fromkeys(f"“{one.document_title}”" for one in cited))
        lines.append(_line(f"{sentence('label_absent', {'titles': titles}, 'nl')}: {name}"))
    return "\n".join(lines) or sentence("nothing_held", {}, "nl")


def interventions(found: "Iterable[Intervention]") -> str:
    """A line for each intervention."""
    return "\n".join(f"{one.region}: {_line(one.name)}" for one in found) or sentence("process_none", {}, "nl")


def processes(found: "Iterable[Process]", lang: Lang) -> str:
    """The acts of each process in order, each with its quote and where that stands."""
    return _paragraphs(part for one in found for part in _process(one, lang))


def findings(found: Iterable[Finding], lang: Lang) -> str:
    """Each finding with the quotes of its sides."""
    return _paragraphs(_finding(one, lang) for one in found) or sentence("check_none", {}, lang)


def _process(process: "Process", lang: Lang) -> Iterator[str]:
    yield _line(title_of(process, lang))
    for number, frame in enumerate(process.frames, start=1):
        (label, who), *rest = slots_in_words(frame, lang)
        lines = [f"{number}. {label}: {who}", *(f"   {label}: {said}" for label, said in rest)]
        yield "\n".join((*map(legible, lines), _cited(frame.citation, lang)))


def _finding(finding: Finding, lang: Lang) -> str:
    said = f"{severity_name(finding.severity, lang)}: {finding_in_words(finding, lang)} ({finding.id})"
    return "\n".join((legible(said), *(_cited(one, lang) for one in finding.citations)))


def _passage(passage: Passage, title: str) -> str:
    where = _line(" › ".join((title, *passage.headings)))
    return f"{where}\n{legible(passage.text)}\n{permalink(passage.id, passage.version)}"


def _cited(cited: Citation, lang: Lang) -> str:
    return f"“{legible(cited.quote)}”\n{_line(place_of(cited, lang))}\n{permalink(cited.passage_id, cited.version)}"


def _kind(document: Document) -> str:
    return sentence(f"kind_{document.kind.value}", {}, "nl")


def _line(text: str) -> str:
    return " ".join(legible(text).split())


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)
