"""What a paper leans on and nobody holds: documents, appendices, and the paper that a memo sends along."""

import pytest

from kb.consistency.finding import Finding, Rule
from tests.kb.consistency.papers import findings

HEAD = "# Convenant Schoon Dak Proefdorp 2025-2028\n\nVastgesteld op 4 november 2024\n\n## Artikel 1 Doel\n\n"
DRAAIBOEK = "# Draaiboek Lekkage Proefdorp\n\nVastgesteld op 3 maart 2025\n\n## Stappen\n\nBel eerst de loodgieter.\n"


def absent(*texts: str) -> list[Finding]:
    """What the rule finds."""
    return [one for one in findings(*texts) if one.rule is Rule.NAMED_BUT_ABSENT]


def quotes(*texts: str) -> list[tuple[str, ...]]:
    """The quotes of what the rule finds, white space in one way."""
    return [tuple(" ".join(cited.quote.split()) for cited in one.citations) for one in absent(*texts)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bij een lekkage geldt het Draaiboek Lekkage Proefdorp.", "Draaiboek Lekkage Proefdorp"),
        (
            "Wie wat mag inzien, staat in het Privacyreglement, dat partijen apart bewaren.",
            "Privacyreglement",
        ),
        (
            "Alle partijen nemen ook deel aan het convenant Persoonsgerichte zorg.",
            "convenant Persoonsgerichte zorg",
        ),
        (
            'Partijen werken op basis van het "Landelijk Convenant Daken".',
            "Landelijk Convenant Daken",
        ),
        (
            "De woningstichting handelt volgens de Werkinstructie stormschade melden Proefdorp.",
            "Werkinstructie stormschade melden Proefdorp",
        ),
        (
            "Op overlast is de Samenwerkingsovereenkomst Rust in de Straat 2024-2026 van toepassing.",
            "Samenwerkingsovereenkomst Rust in de Straat 2024-2026",
        ),
    ],
)
def test_a_document_that_a_rule_rests_on_is_missed(sentence: str, name: str) -> None:
    (found,) = absent(HEAD + sentence)
    assert (found.case, found.facts["name"]) == ("document", name)
    assert [cited.quote for cited in found.citations] == [sentence]


def test_every_sentence_that_names_the_document_is_quoted_once() -> None:
    first = "Bij een lekkage geldt het Draaiboek Lekkage Proefdorp."
    second = "De wachtdienst bewaart een afschrift van het Draaiboek Lekkage."
    text = f"{HEAD}{first} De bewoner belt.\n\n## Artikel 2 Dienst\n\n{second}\n"
    assert quotes(text) == [(first, second)]
    assert quotes(text, DRAAIBOEK) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Partijen sluiten een samenwerkingsovereenkomst met de aannemer.",
        "Dit convenant vervangt het Convenant Droge Daken 2019-2023.",
        "Op 1 januari 2025 vervalt het Protocol Stormschade Proefdorp.",
        "De Algemene verordening gegevensbescherming en de Gemeentewet zijn van toepassing.",
        "Partijen maken gebruik van de Handreiking Daken van de VNG.",
        "De werkgroep maakt een plan; een Protocol Dakgoten wordt nog opgesteld.",
        "Het Convenant Schoon Dak geldt voor alle woningen van partijen.",
        "De afspraken Zomer en Winter wisselen elkaar af.",
        "De huurovereenkomst van de bewoner loopt door.",
    ],
)
def test_what_need_not_be_held_is_not_missed(sentence: str) -> None:
    assert quotes(HEAD + sentence) == []


def test_history_in_a_recital_leans_on_nothing() -> None:
    text = (
        "# Convenant Schoon Dak Proefdorp 2025-2028\n\n## Overwegende dat\n\n"
        "- partijen in 2019 het Convenant Droge Kelders sloten en dat in 2022 afliep;\n\n"
        "## Artikel 1 Doel\n\nPartijen houden daken schoon.\n"
    )
    assert quotes(text) == []


MEMO = (
    "Memo\n\nDatum: 3 maart 2026\n\nAan: het college\n\nOnderwerp: {}\n\n1. Aanleiding\n\n"
    "De afspraken lopen goed en er zijn geen klachten. {}\n"
)


def test_a_memo_leans_only_on_what_it_works_by() -> None:
    tells = MEMO.format("daken", "Vorig jaar is het Convenant Droge Kelders geëvalueerd.")
    leans = MEMO.format("daken", "De cijfers staan in het rapport Onder de Pannen, dat u hierbij vindt.")
    assert quotes(tells) == []
    assert quotes(leans) == [("De cijfers staan in het rapport Onder de Pannen, dat u hierbij vindt.",)]


def test_a_memo_without_the_agreement_that_it_sends_along_is_found() -> None:
    memo = MEMO.format("Werkafspraken daken", "De bijgevoegde werkafspraken zijn met alle partijen besproken.")
    work = "# Werkafspraken daken\n\n## 1. Wie doet wat\n\nDe gemeente belt de aannemer.\n"
    (found,) = absent(memo)
    assert found.case == "memo"
    assert found.citations[-1].quote == "De bijgevoegde werkafspraken zijn met alle partijen besproken."
    assert absent(memo, work) == []


# ---- appendices -----------------------------------------------------------------------------------

LISTED = HEAD + (
    "Partijen houden daken schoon.\n\n## Artikel 2 Bijlagen\n\nBij dit convenant horen:\n\n"
    "- Bijlage 1: Telefoonlijst;\n- Bijlage 2: Tarieven aannemers.\n"
)


def test_one_absent_appendix_is_named() -> None:
    (found,) = absent(LISTED + "\n## Bijlage 1 Telefoonlijst\n\nDe wachtdienst is dag en nacht bereikbaar.\n")
    assert (found.case, found.facts["names"]) == ("appendix", "bijlage 2 (Tarieven aannemers)")
    assert [cited.quote for cited in found.citations] == ["- Bijlage 2: Tarieven aannemers."]


def test_a_list_of_absent_appendices_is_one_finding_with_each_of_them() -> None:
    (found,) = absent(LISTED)
    assert (found.case, found.facts["names"]) == ("appendices", "1 en 2")
    assert len(found.citations) == 2


def test_an_appendix_held_as_a_document_of_its_own_is_not_missed() -> None:
    own = "# Tarieven aannemers\n\nBijlage 2 bij het Convenant Schoon Dak Proefdorp\n\n## Tarieven\n\nPer uur.\n"
    text = LISTED + "\n## Bijlage 1 Telefoonlijst\n\nDe wachtdienst is dag en nacht bereikbaar.\n"
    assert quotes(text, own) == []


def test_a_number_outside_the_papers_own_list_is_a_wrong_reference() -> None:
    text = LISTED.replace("Partijen houden", "Het formulier staat in bijlage 7. Partijen houden")
    assert all("bijlage 7" not in " ".join(one) for one in quotes(text))


def test_without_any_list_the_appendix_referred_to_is_missed() -> None:
    sentence = "De bewoner vult het formulier van bijlage 1 in."
    assert quotes(HEAD + sentence) == [(sentence,)]
    assert quotes(f"{HEAD}{sentence}\n\n## Bijlage 1 Formulier\n\nNaam en adres:\n") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie bijlage 4 bij het Draaiboek Lekkage Proefdorp.",
        "Hiertoe worden artikel 5 en bijlage 4 van het draaiboek aangepast.",
        "Dit hoort bij het Draaiboek Lekkage Proefdorp en de lijst die daar als bijlage 4 bij zit.",
    ],
)
def test_an_appendix_of_another_document_is_that_documents(sentence: str) -> None:
    assert quotes(HEAD + sentence, DRAAIBOEK) == []


def test_an_appendix_of_the_paper_itself_is_missed_though_it_says_of_which_paper() -> None:
    own = HEAD.removeprefix("# ").split()[0].lower()
    assert quotes(HEAD + f"De bewoner vult het formulier van bijlage 4 van het {own} in.") != []
