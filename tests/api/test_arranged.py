"""What answers is read first, and its words are found back in their paragraph."""

from datetime import date

from api.arranged import arranged
from assistant.stretches import said_in
from kb.answer import Answered, Citation, Claim, Disputed
from kb.model import Validity, ValidityStatus

ON = date(2026, 11, 22)
PARAGRAPH = "2. De coach belt.\nZij noteert dat. Daarna volgt:\n- een brief;\n- een bezoek."


def _citation(quote: str = PARAGRAPH, region: str = "lindestroom", title: str = "Werkafspraken") -> Citation:
    return Citation(
        document_id=f"{region}/a",
        document_title=title,
        file="a.md",
        version="sha256:" + "0" * 64,
        region=region,
        validity=Validity(status=ValidityStatus.UNKNOWN),
        headings=(),
        page=1,
        start=100,
        end=100 + len(quote),
        quote=quote,
        passage_id=f"{region}/a.1",
    )


def _claim(text: str, **of: str) -> Claim:
    return Claim(text=text, citations=(_citation(**of),))


def _marked(*said: str) -> list[str]:
    spans = said_in(_citation(), [_claim(text) for text in said])
    return [PARAGRAPH[span.start - 100 : span.end - 100] for span in spans]


def test_the_first_claim_stands_alone_and_the_others_under_a_heading() -> None:
    claims = tuple(map(_claim, ("De coach belt.", "Zij noteert dat.", "Daarna volgt:")))
    first, also = arranged(Answered(on=ON, claims=claims), "nl")
    assert (first.heading, first.claims) == (None, claims[:1])
    assert (also.heading, also.claims) == ("Ook hierover", claims[1:])
    assert len(arranged(Answered(on=ON, claims=claims[:1]), "nl")) == 1


def test_regions_stand_side_by_side_under_their_names() -> None:
    claims = (_claim("A."), _claim("B.", region="berken-rade"))
    assert [group.heading for group in arranged(Answered(on=ON, claims=claims), "nl")] == ["Lindestroom", "Berken Rade"]


def test_positions_stand_side_by_side_under_their_documents() -> None:
    claims = (_claim("De coach belt."), _claim("De coach schrijft.", title="Convenant"))
    groups = arranged(Disputed(on=ON, claims=claims), "en")
    assert [group.heading for group in groups] == ["By “Werkafspraken”", "By “Convenant”"]


def test_only_the_sentences_that_are_said_are_marked() -> None:
    assert _marked("Zij noteert dat.") == ["Zij noteert dat."]
    assert _marked("De coach belt. Daarna volgt:") == ["De coach belt.", "Daarna volgt:"]


def test_sentences_and_items_that_follow_each_other_are_one_stretch() -> None:
    assert _marked("De coach belt.", "Zij noteert dat.") == ["De coach belt.\nZij noteert dat."]
    assert _marked("Daarna volgt:\n- een brief;\n- een bezoek.") == ["Daarna volgt:\n- een brief;\n- een bezoek."]


def test_a_quote_in_which_nothing_said_is_found_is_marked_whole() -> None:
    assert _marked("Iets anders.") == [PARAGRAPH]
