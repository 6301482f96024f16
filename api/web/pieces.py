"""A passage in pieces: what is said from it marked, the rest not."""

from collections.abc import Iterable

from kb.model import Passage, Span

Pieces = tuple[tuple[str, bool], ...]  # text in parts, and whether a part is marked


def pieces(passage: Passage, spans: Iterable[Span]) -> Pieces:
    """The passage with the stretches marked that the spans of its document's full text are."""
    text, cuts = passage.text, [0]
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        first = min(max(span.start - passage.start, cuts[-1]), len(text))
        cuts += [first, min(max(span.end - passage.start, first), len(text))]
    # Every other part is marked: what stands between a start and its end.
    parts = zip(cuts, (*cuts[1:], len(text)), strict=True)
    each = ((text[begin:stop], bool(number % 2)) for number, (begin, stop) in enumerate(parts))
    return tuple(piece for piece in each if piece[0])
