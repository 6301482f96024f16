"""An answer to take along as HTML for the clipboard: few and simple tags, so that it pastes well anywhere."""

from collections.abc import Iterator

from markupsafe import Markup

from api.sharing.excerpt import Beside, Cited, Excerpt, Points, Said

# Headings would become those of the paper it is pasted in: what stands above something is only strong.
_STRONG = Markup("<p><strong>{}</strong></p>")
_DUTCH = Markup('<p lang="nl">{}</p>')
_BREAK = Markup("<br>")


def rich(taken: Excerpt) -> Markup:
    """The excerpt in paragraphs, lists and block quotes, everything in it escaped."""
    return Markup('<div lang="{}">{}</div>').format(taken.lang, Markup("").join(_blocks(taken)))


def _blocks(taken: Excerpt) -> Iterator[Markup]:
    asked = Markup("<p><strong>{}:</strong> {}<br>{}</p>")
    yield asked.format(taken.question_label, taken.question, taken.scope)
    yield _STRONG.format(_BREAK.join(filter(None, (taken.headline, taken.frame))))
    for group in taken.groups:
        if group.heading:
            yield _STRONG.format(group.heading)
        yield from map(_said, group.said)
    if taken.rows:
        yield _table(taken)
    if taken.left_out:
        yield Markup("<p>{}</p>").format(taken.left_out)
    if taken.terms:
        yield Markup("<p>{}</p>").format(taken.terms)
    for points in taken.notes:
        yield from _points(points)
    if taken.sources:
        yield _STRONG.format(taken.sources_label)
    for source in taken.sources:
        yield from _source(source)
    if taken.nearest:
        yield from _points(taken.nearest)
    yield Markup("<p>{}</p>").format(taken.closing)


def _lines(text: str) -> Markup:
    # Tabs stand between the cells of a row; pasted as they are, nothing would be left between these.
    return _BREAK.join(text.replace("\t", "\u2003").split("\n"))


def _said(claim: Said) -> Markup:
    return _DUTCH.format(_lines(f"{claim.text} {claim.marks}"))


def _table(taken: Excerpt) -> Markup:
    heads = (taken.subject_label, *(cell.region for cell in taken.rows[0].cells))
    rows = [Markup("<tr>{}</tr>").format(Markup("").join(map(Markup('<th scope="col">{}</th>').format, heads)))]
    for row in taken.rows:
        cells = Markup("").join(Markup("<td>{}</td>").format(_beside(cell)) for cell in row.cells)
        rows.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(row.heading, cells))
    return Markup('<table border="1">{}</table>').format(Markup("").join(rows))


def _beside(cell: Beside) -> Markup:
    return Markup("").join(map(_said, cell.said)) if cell.said else Markup("<p>{}</p>").format(cell.silent)


def _points(points: Points) -> Iterator[Markup]:
    yield _STRONG.format(points.heading)
    yield Markup("<ul>{}</ul>").format(Markup("").join(map(Markup("<li>{}</li>").format, points.texts)))


def _source(source: Cited) -> Iterator[Markup]:
    named = Markup("[{}] <strong>{}</strong> ({})").format(source.number, source.title, source.file)
    yield _DUTCH.format(_BREAK.join(filter(None, (named, source.path))))
    yield Markup("<p>{}</p>").format(source.about)
    yield Markup('<blockquote lang="nl">{}</blockquote>').format(_lines(source.quote))
    yield Markup("<p>{}</p>").format(source.reference)
