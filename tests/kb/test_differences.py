"""Two versions of an agreement are told apart passage by passage and word by word, and nothing is lost between them."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.differences import Difference, Field, Piece, Sort, counts, described, differences, pieces
from kb.model import Party, Passage, PassageCounts, Reading, Span
from tests.faults.readings import reading_of

TERM = "De coach belt de huurder binnen twee werkdagen na de melding."
LONGER_TERM = "De coach belt de huurder binnen vijf werkdagen na de melding."
COSTS = "De gemeente betaalt de kosten van het overleg."
PRIVACY = "Partijen delen alleen wat nodig is voor de hulp."


def _told(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[str, str | None, str | None]]:
    found = differences(_passages(before), _passages(after))
    return [(one.sort.value, _text_of(one.before), _text_of(one.after)) for one in found]


def _text_of(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def _passages(texts: tuple[str, ...] | list[str]) -> tuple[Passage, ...]:
    return reading_of(texts)[0].passages


def _words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def _in_pieces(before: str, after: str) -> list[tuple[str | None, str | None]]:
    return [(_words(before, piece.before), _words(after, piece.after)) for piece in pieces(before, after)]


def test_a_passage_is_kept_changed_added_or_removed() -> None:
    assert _told((TERM, COSTS), (LONGER_TERM, COSTS, PRIVACY)) == [
        ("changed", TERM, LONGER_TERM),
        ("kept", COSTS, COSTS),
        ("added", None, PRIVACY),
    ]
    assert _told((TERM, COSTS, PRIVACY), (TERM, PRIVACY)) == [
        ("kept", TERM, TERM),
        ("removed", COSTS, None),
        ("kept", PRIVACY, PRIVACY),
    ]


def test_a_passage_that_says_something_else_is_no_version_of_the_one_it_replaces() -> None:
    assert _told((TERM, COSTS), (PRIVACY, COSTS)) == [
        ("removed", TERM, None),
        ("added", None, PRIVACY),
        ("kept", COSTS, COSTS),
    ]


def test_of_several_passages_each_is_paired_with_what_it_became() -> None:
    assert _told((TERM, COSTS), (PRIVACY, LONGER_TERM, COSTS.replace("kosten", "rekening"))) == [
        ("added", None, PRIVACY),
        ("changed", TERM, LONGER_TERM),
        ("changed", COSTS, COSTS.replace("kosten", "rekening")),
    ]


def test_a_passage_that_went_elsewhere_has_moved() -> None:
    assert _told((COSTS, TERM, PRIVACY), (TERM, PRIVACY, COSTS)) == [
        ("kept", TERM, TERM),
        ("kept", PRIVACY, PRIVACY),
        ("moved", COSTS, COSTS),
    ]


def test_a_few_words_elsewhere_are_not_called_moved() -> None:
    sorts = [sort for sort, *_ in _told(("Vervallen.", TERM, COSTS), (TERM, COSTS, "Vervallen."))]
    assert sorts == ["removed", "kept", "kept", "added"]


def test_other_white_space_is_no_difference() -> None:
    assert _told((TERM,), (TERM.replace(" binnen", "\nbinnen"),))[0][0] == "kept"


def test_the_words_that_changed_are_marked_and_nothing_else() -> None:
    assert _in_pieces(TERM, LONGER_TERM) == [
        ("De coach belt de huurder binnen ", "De coach belt de huurder binnen "),
        ("twee ", None),
        (None, "vijf "),
        ("werkdagen na de melding.", "werkdagen na de melding."),
    ]


def test_a_rewritten_sentence_reads_as_a_whole() -> None:
    before, after = "Het team belt de huurder dezelfde dag.", "Een coach bezoekt de eigenaar binnen een week."
    assert _in_pieces(before, after) == [(before[:-1], None), (None, after[:-1]), (".", ".")]


def test_spans_count_in_the_full_text_of_each_version() -> None:
    before, _ = reading_of([COSTS, TERM])
    after, _ = reading_of([COSTS, PRIVACY, LONGER_TERM])
    changed = next(one for one in differences(before.passages, after.passages) if one.sort is Sort.CHANGED)
    marked = [
        _words(before.full_text, piece.before) or _words(after.full_text, piece.after)
        for piece in changed.pieces
        if piece.before is None or piece.after is None
    ]
    assert marked == ["twee ", "vijf "]


def test_the_counts_are_those_of_the_differences() -> None:
    before = _passages([COSTS, TERM, PRIVACY, "Getekend."])
    after = _passages([LONGER_TERM, PRIVACY, "Getekend.", COSTS, "Bijlage 1"])
    assert counts(before, after) == PassageCounts(added=1, changed=1, unchanged=3)


def test_what_an_agreement_says_of_itself_is_compared_by_field() -> None:
    was = reading_of([TERM])[0].document
    party = Party(name="Woonstichting De Linde", evidence=Span(start=0, end=3))
    now = was.model_copy(update={"title": "Werkafspraken", "valid_until": date(2028, 12, 31), "parties": (party,)})
    assert described(was, was) == ()
    assert described(was, now) == (
        Field("title", ("Werkafspraak werkafspraak",), ("Werkafspraken",)),
        Field("parties", (), ("Woonstichting De Linde",)),
        Field("valid_until", (), ("2028-12-31",)),
    )


# Few words, so that versions have much in common, and signs that stick to them.
_TEXT = st.lists(st.sampled_from(["de", "coach", "belt", "twee", "dagen", ".", ",", "\n", "(\u0301", "é"])).map(
    " ".join
)
_TEXTS = st.lists(_TEXT | st.sampled_from([TERM, LONGER_TERM, COSTS, PRIVACY]), max_size=8)


@given(_TEXTS, _TEXTS)
@settings(deadline=None)
def test_the_differences_turn_the_old_text_into_the_new(old: list[str], new: list[str]) -> None:
    before, after = reading_of(old)[0], reading_of(new)[0]
    found = differences(before.passages, after.passages)
    assert [one.after for one in found if one.after] == list(after.passages)
    assert sorted(one.before.start for one in found if one.before) == [one.start for one in before.passages]
    in_place = [one.before for one in found if one.before and one.sort is not Sort.MOVED]
    assert in_place == [passage for passage in before.passages if passage in in_place]
    for one in found:
        _check(one, before, after)


def _check(one: Difference, before: Reading, after: Reading) -> None:
    """The pieces of a passage, taken together, are its words then and its words now."""
    then = [piece.before for piece in one.pieces if piece.before]
    now = [piece.after for piece in one.pieces if piece.after]
    assert "".join(_words(before.full_text, span) or "" for span in then) == (one.before.text if one.before else "")
    assert "".join(_words(after.full_text, span) or "" for span in now) == (one.after.text if one.after else "")
    shared = [piece for piece in one.pieces if piece.before and piece.after]
    for piece in shared:
        was, became = _words(before.full_text, piece.before), _words(after.full_text, piece.after)
        assert (was or "").split() == (became or "").split()
    alone = len(shared) < len(one.pieces)
    assert alone == (one.sort in (Sort.CHANGED, Sort.ADDED, Sort.REMOVED))


@given(st.text(max_size=40), st.text(max_size=40))
@settings(deadline=None)
def test_any_text_falls_apart_in_pieces_that_join_to_it(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(before[one.before.start : one.before.end] for one in found if one.before) == before
    assert "".join(after[one.after.start : one.after.end] for one in found if one.after) == after


def test_a_text_has_no_differences_with_itself() -> None:
    assert pieces("", "") == ()
    whole = Span(start=0, end=len(TERM))
    assert pieces(TERM, TERM) == (Piece(before=whole, after=whole),)


def _books(*, headed: bool) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Two versions of which every passage differs, more than is weighed each against each."""
    books = []
    for day in ("een", "twee"):
        passages = _passages([f"De coach belt huurder {n} op dag {day}." for n in range(2001)])
        books.append(tuple(one if headed else one.model_copy(update={"headings": ()}) for one in passages))
    return books[0], books[1]


def test_between_two_whole_books_equal_headings_say_what_belongs_together() -> None:
    before, after = _books(headed=True)
    found = differences(before, after)
    assert {(one.sort, one.weighed) for one in found} == {(Sort.CHANGED, True)}
    assert all(one.before and one.after and one.before.headings == one.after.headings for one in found)


def test_where_nothing_says_what_belongs_together_it_is_told_that_it_was_not_weighed() -> None:
    found = differences(*_books(headed=False))
    assert [(one.sort, one.weighed) for one in found] == [(Sort.REMOVED, False)] * 2001 + [(Sort.ADDED, False)] * 2001
    assert all(one.weighed for one in differences(_passages([TERM]), _passages([COSTS])))
