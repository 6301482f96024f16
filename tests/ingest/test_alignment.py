"""Two readings of one page correspond where that is certain, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import aligned, bare


def on_one_line(text: str) -> list[int]:
    """All letters on the same line."""
    return [0] * len(text)


def paired(ours: str, theirs: str, lines: list[int] | None = None) -> list[str | None]:
    """What each letter of `ours` corresponds to, with its place."""
    found = aligned(ours, theirs, lines or on_one_line(theirs))
    return [None if at is None else f"{theirs[at]}{at}" for at in found]


def test_what_readers_leave_out_or_write_differently_makes_no_difference() -> None:
    assert bare("ﬁets-\nen\u00ad é")[0] == bare("fi etsen e\u0301")[0] == "fietsene\u0301"
    assert bare("a ﬁ")[1] == [0, 2, 2]


@given(st.text(alphabet="abc ", max_size=40))
def test_equal_readings_correspond_letter_by_letter(text: str) -> None:
    assert aligned(text, text, on_one_line(text)) == list(range(len(text)))


@given(st.text(alphabet="ab", max_size=60), st.text(alphabet="ab", max_size=60))
def test_only_equal_letters_correspond_and_each_to_one(ours: str, theirs: str) -> None:
    found = [(a, b) for a, b in enumerate(aligned(ours, theirs, on_one_line(theirs))) if b is not None]
    assert all(ours[a] == theirs[b] for a, b in found)
    assert len({b for _, b in found}) == len(found)


SENTENCES = [
    "de wijkcoach belt de bewoner terug",
    "budgetpunt stelt samen een plan op",
    "partijen delen daarna niets meer",
    "het signaalpunt sluit het dossier",
    "zonder handtekening geldt het niet",
]


@given(st.permutations(range(len(SENTENCES))))
def test_pieces_in_another_order_are_each_found(order: list[int]) -> None:
    ours = "".join(SENTENCES)
    theirs = "".join(SENTENCES[number] for number in order)
    lines = [place for place, number in enumerate(order) for _ in SENTENCES[number]]
    true: dict[int, int] = {}
    at = 0
    for number in order:
        start = sum(map(len, SENTENCES[:number]))
        true |= {start + n: at + n for n in range(len(SENTENCES[number]))}
        at += len(SENTENCES[number])
    assert aligned(ours, theirs, lines) == [true[place] for place in range(len(ours))]


def test_a_sentence_that_stands_twice_is_told_by_what_is_around_it() -> None:
    twice = "aanhetsignaalpuntmelden"
    ours = f"Wonen:{twice}.Zorg:{twice}.Slot"
    theirs = f"Wonen:{twice}.x.Zorg:{twice}.Slot"
    found = aligned(ours, theirs, on_one_line(theirs))
    second = ours.rindex(twice)
    assert found[second : second + len(twice)] == list(range(theirs.rindex(twice), theirs.rindex(twice) + len(twice)))


def test_a_sentence_that_stands_twice_with_nothing_around_it_in_common_is_not_guessed() -> None:
    twice = "aanhetsignaalpuntmelden"
    assert paired(f"{twice}|{twice}", f"qq{twice}rr{twice}ss") == [None] * (2 * len(twice) + 1)


def test_a_cell_is_not_taken_for_its_equal_in_another_row() -> None:
    # Read by rows here and by columns there: after "Budgetpunt" comes a "ja" in both, but not the same one.
    ours = "DewijkcoachBuurtkracht" + "nee" + "HetteamvanBudgetpunt" + "ja" + "Designaalpartners" + "ja"
    cells = ["DewijkcoachBuurtkracht", "HetteamvanBudgetpunt", "ja", "nee", "Designaalpartners", "ja"]
    theirs = "".join(cells)
    lines = [number for number, cell in enumerate(cells) for _ in cell]
    found = aligned(ours, theirs, lines)
    ja = ours.index("ja", 40)
    assert found[ja : ja + 2] == [None, None]
    long = ours.index("Hetteam")
    assert found[long] == theirs.index("Hetteam")
