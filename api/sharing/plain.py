"""An answer to take along as plain text: for a field of a case system, or a mail without layout."""

from collections.abc import Iterator

from api.sharing.excerpt import Beside, Cited, Excerpt, Points, Said


def plain(taken: Excerpt) -> str:
    """The excerpt in paragraphs with an empty line between them; quotes are as they stand, letter by letter."""
    return "\n\n".join(_paragraphs(taken)) + "\n"


def _paragraphs(taken: Excerpt) -> Iterator[str]:
    yield f"{taken.question_label}: {taken.question}\n{taken.scope}"
    yield "\n".join(filter(None, (taken.headline, taken.frame)))
    for group in taken.groups:
        said = "\n".join(map(_said, group.said))
        yield f"{group.heading}\n{said}" if group.heading else said
    for row in taken.rows:
        yield "\n".join((row.heading, *(line for cell in row.cells for line in _beside(cell))))
    if taken.left_out:
        yield taken.left_out
    if taken.terms:
        yield taken.terms
    yield from map(_points, taken.notes)
    if taken.sources:
        yield taken.sources_label
    yield from map(_source, taken.sources)
    if taken.nearest:
        yield _points(taken.nearest)
    yield taken.closing


def _said(claim: Said) -> str:
    return f"{claim.text} {claim.marks}"


def _beside(cell: Beside) -> Iterator[str]:
    yield f"{cell.region}:"
    yield from map(_said, cell.said) if cell.said else (cell.silent,)


def _points(points: Points) -> str:
    return "\n".join((points.heading, *(f"- {text}" for text in points.texts)))


def _source(source: Cited) -> str:
    named = f"[{source.number}] {source.title} ({source.file})"
    return "\n".join(filter(None, (named, source.path, source.about, f"“{source.quote}”", source.reference)))
