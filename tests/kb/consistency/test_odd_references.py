"""No text makes the reading of references fail, however odd it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.references import appendix_lists, appendix_mentions, contents_list, outline, part_references
from tests.kb.consistency.papers import paper

_TEXT = (
    "artikel art. § hoofdstuk paragraaf stap tabel onder lid leden eerste vierde 1 2.3 12 A II bijlage bijlagen Inhoud "
    "convenant Convenant van het dit dat deze (hierna: geen horen ) ( . : ; , \n \n\n \n## \n- \n1. \t | 0 ٣ ² é “ ’"
)
_WORDS = _TEXT.split(" ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=120).map(" ".join))
def test_every_place_that_is_stated_holds_words_of_the_text(words: str) -> None:
    one = paper(f"# Convenant Proef\n\n{words}\n\nPartijen helpen elkaar.")
    stated = [s for module in (outline, part_references, appendix_lists, appendix_mentions) for s in module.state(one)]
    places = [s.place for s in stated] + [side for found in contents_list.find(one) for side in found.sides]
    assert all(one.text[place.span.start : place.span.end].strip() for place in places)


def test_thousands_of_references_in_one_sentence_are_all_read() -> None:
    text = (
        "# Convenant Proef\n\n## Artikel 1 Doel\n\nPartijen helpen elkaar.\n\n## Artikel 2 Werk\n\n"
        + "artikel 7, " * 3000
    )
    stated = list(part_references.state(paper(text)))
    assert {one.about for one in stated} == {("artikel", "7", "")}
    assert len(stated) == 3000
