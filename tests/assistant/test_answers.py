"""What a caseworker asks of the example region, and what comes back."""

from datetime import date
from pathlib import Path

import pytest

from assistant.compose import Assistant
from assistant.turns import Turn
from kb.answer import Answer, Answered, NeedsFact, NotFound, Partial, QuestionKind, Refused, Verdict
from tests.assistant.conftest import assistant_on
from tests.lindestroom import lindestroom_taken_in

ON = date(2026, 11, 22)


def ask(assistant: Assistant, question: str, **options: str | None) -> Answer:
    return assistant.answer(question, on=ON, **options)  # type: ignore[arg-type]


def first_quote(answer: Answer) -> str:
    return " ".join(citation.quote for citation in answer.claims[0].citations)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Wie voert de procesregie bij vroegsignalering?", "voert de procesregie"),
        ("Is toestemming nodig voor het doorgeven van een signaal?", "geen toestemming van de inwoner nodig"),
        (
            "Wanneer meldt de corporatie een huurder aan bij Buurtkracht?",
            "zodra de achterstand ten minste twee maanden",
        ),
        ("Gelden de werkafspraken ook voor koopwoningen?", "gelden niet voor eigenaren"),
        (
            "wie heeft de casusregie als de huurder het plan heeft ondertekend",
            "gaat de casusregie over naar Buurtkracht",
        ),
        ("Wat is een crisissignaal?", "crisissignaal: een signaal over een huishouden"),
        ("Moet een melding bij het meldpunt als dubbele melding worden gezien?", "nooit een dubbele melding"),
        ("Wie zit het slotoverleg voor?", "zit dit overleg voor"),
        ("wat doet buurkracht als er niemand thuis is?", "niemand thuis"),
    ],
)
def test_the_first_claim_quotes_the_rule(lindestroom: Assistant, question: str, quote: str) -> None:
    answer = ask(lindestroom, question)
    assert answer.outcome == "answered"
    assert quote in first_quote(answer)


@pytest.mark.parametrize(
    "question",
    [
        "Wat kost een paspoort?",
        "Hoe vraag ik een parkeervergunning aan?",
        "Wie speelt er vanavond in de schouwburg?",
        "Hoe vraag ik een rijbewijs aan?",
        "what is the capital of France?",
        "qwrtzp ffgghh?",
    ],
)
def test_what_the_documents_do_not_say_is_not_found(lindestroom: Assistant, question: str) -> None:
    answer = ask(lindestroom, question)
    assert isinstance(answer, NotFound)
    assert not answer.claims
    assert answer.verdict is None


def test_every_quote_stands_in_the_stored_text(lindestroom: Assistant) -> None:
    for question in (
        "Wie heeft de regie?",
        "Mag ik gegevens delen?",
        "Wat registreert Buurtkracht?",
        "Hoe lang duurt een traject?",
    ):
        answer = ask(lindestroom, question)
        for citation in (citation for claim in answer.claims for citation in claim.citations):
            text = lindestroom._store.full_text(citation.document_id, citation.version)
            assert text[citation.start : citation.end] == citation.quote


def test_the_next_sentence_that_limits_a_rule_comes_along(lindestroom: Assistant) -> None:
    answer = ask(lindestroom, "Geldt het convenant ook voor een ondernemer met zakelijke schulden?")
    assert "geldt niet voor zakelijke schulden" in first_quote(answer)


def test_an_expired_agreement_is_said_to_be(lindestroom: Assistant) -> None:
    question = "Geldt het convenant vroegsignalering 2021-2024 nog?"
    answer = ask(lindestroom, question)
    assert answer.kind is QuestionKind.VALIDITY
    assert answer.verdict is Verdict.NO
    assert answer.cautions[0].code == "expired"
    before = lindestroom.answer(question, on=date(2024, 12, 31))
    assert before.verdict is Verdict.YES
    assert "expired" not in [caution.code for caution in before.cautions]


def test_the_successor_answers_from_the_day_it_holds(lindestroom: Assistant) -> None:
    question = "Binnen hoeveel werkdagen legt men het eerste huisbezoek af?"
    now = lindestroom.answer(question, on=ON)
    then = lindestroom.answer(question, on=date(2023, 5, 1))
    assert {citation.document_id.rpartition("-")[2] for citation in now.claims[0].citations} != {"2024"}
    assert "2021-2024" in then.claims[0].citations[0].document_id


def test_an_agreement_that_leans_on_an_absent_one_says_so(tmp_path: Path) -> None:
    file = tmp_path / "werkafspraken.md"
    file.write_text(
        "# Werkafspraken Nachtopvang Beukendal\n\nVastgesteld op 3 maart 2026.\n\n## 1. Plaats\n\n"
        "Deze werkafspraken zijn een uitwerking van het Convenant Nachtopvang Beukendal "
        "en gelden vanaf 1 april 2026.\n\n"
        "## 2. Aanmelden\n\nHet wijkteam meldt een dakloze inwoner van de gemeente Beukendal aan bij de nachtopvang.\n"
    )
    with assistant_on(tmp_path / "data", [file]) as assistant:
        answer = ask(assistant, "Wie meldt een dakloze inwoner aan bij de nachtopvang?")
    absent = [caution for caution in answer.cautions if caution.code == "depends_on_absent"]
    assert absent
    assert "Convenant Nachtopvang Beukendal" in absent[0].facts["absent"]


def test_what_only_tells_what_happened_is_marked(lindestroom: Assistant) -> None:
    answer = ask(lindestroom, "Wat ging er in 2024 mis met huurachterstanden twee keer melden?")
    assert "narrative_only" in [caution.code for caution in answer.cautions]


def test_a_region_without_documents_has_no_answer(lindestroom: Assistant) -> None:
    answer = ask(lindestroom, "Wie voert de procesregie bij vroegsignalering?", region="elders")
    assert isinstance(answer, NotFound)
    assert not answer.related


def test_a_follow_up_is_read_with_the_question_before_it(lindestroom: Assistant) -> None:
    history = [Turn(question="Wie heeft de casusregie bij een dreigende ontruiming?", answer="De corporatie.")]
    answer = lindestroom.answer("en als de huurder het plan heeft ondertekend?", on=ON, history=history)
    assert "gaat de casusregie over naar Buurtkracht" in " ".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("text", "reason"), [("", "question_empty"), ("??? 😀", "question_empty"), ("a " * 3000, "question_too_long")]
)
def test_what_is_no_question_is_refused(lindestroom: Assistant, text: str, reason: str) -> None:
    answer = ask(lindestroom, text)
    assert isinstance(answer, Refused)
    assert answer.reason == reason


@pytest.mark.parametrize(
    "text", ["a", "?a?", "de het een", "' OR 1=1 --", "<script>alert(1)</script>", "\u202ewoh\u202c", "w" * 1500]
)
def test_odd_questions_have_an_outcome(lindestroom: Assistant, text: str) -> None:
    assert ask(lindestroom, text).outcome in ("answered", "not_found")


# ---- the two real agreements, where they are at hand ------------------------------------------------


@pytest.mark.shared
def test_who_registers_is_cited_from_its_section(shared: Assistant) -> None:
    answer = ask(shared, "Wie meldt klanten aan voor Voorkom Huisuitzetting?", region="utrecht")
    citation = answer.claims[0].citations[0]
    assert citation.headings[-1].startswith("3.4.")
    assert answer.actors == ("Corporaties",)
    assert citation.page == (4 if citation.file.endswith(".pdf") else 1)
    assert "expired" in [caution.code for caution in answer.cautions]


@pytest.mark.shared
def test_who_leads_comes_with_its_exception(shared: Assistant) -> None:
    answer = ask(shared, "Wie heeft de regie bij extreme woonoverlast?")
    assert answer.kind is QuestionKind.WHO_LEADS
    assert answer.actors == ("U Centraal",)
    assert "151d" in answer.claims[0].text  # where another has the regie, said with the rule


@pytest.mark.shared
def test_consent_is_conditional_where_the_text_is(shared: Assistant) -> None:
    answer = ask(shared, "Is toestemming nodig om het buurtteam Jeugd & Gezin erbij te halen?")
    assert answer.kind is QuestionKind.CONSENT
    assert answer.verdict is Verdict.CONDITIONAL
    assert answer.claims[0].citations[0].headings[-1].startswith("3.4.")


@pytest.mark.shared
def test_the_term_comes_from_the_register(shared: Assistant) -> None:
    answer = ask(shared, "Tot wanneer geldt de samenwerkingsovereenkomst?")
    assert answer.kind is QuestionKind.VALIDITY
    assert answer.claims[0].citations[0].validity.until == date(2022, 12, 31)
    assert "31 december 2022" in answer.claims[0].text


@pytest.mark.shared
def test_a_passport_is_not_in_the_documents(shared: Assistant) -> None:
    assert isinstance(ask(shared, "Wat kost een paspoort?"), NotFound)


@pytest.mark.shared
def test_a_memo_that_narrates_is_marked_and_leans_on_absent_covenants(shared: Assistant) -> None:
    answer = ask(shared, "Is er nieuwe besluitvorming nodig?", region="drechtsteden")
    assert {"narrative_only", "depends_on_absent"} <= {caution.code for caution in answer.cautions}


def test_two_regions_that_differ_lead_to_one_question_back(
    lindestroom: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("two-regions")
    other = folder / "samenwerkingsovereenkomst-elders.md"
    other.write_text(
        "# Samenwerkingsovereenkomst Woonoverlast Beukendal\n\n## 1. Looptijd\n\n"
        "Deze overeenkomst van de gemeente Beukendal treedt in werking op 1 mei 2024 "
        "en geldt tot en met 30 april 2030.\n"
    )
    with assistant_on(lindestroom_taken_in(tmp_path_factory, "beside"), [other]) as assistant:
        answer = ask(assistant, "Tot wanneer geldt de samenwerkingsovereenkomst woonoverlast?")
        assert isinstance(answer, NeedsFact)
        assert answer.fact == "region"
        assert [option.value for option in answer.options] == ["beukendal", "lindestroom"]
        named = ask(assistant, "Tot wanneer geldt de samenwerkingsovereenkomst woonoverlast in Beukendal?")
        assert named.outcome == "answered"
        assert {citation.region for claim in named.claims for citation in claim.citations} == {"beukendal"}


@pytest.mark.parametrize(
    ("question", "verdict", "actors"),
    [
        # the rule says none is needed, under a condition: never a plain yes
        ("Is toestemming nodig voor het doorgeven van een signaal?", Verdict.CONDITIONAL, ()),
        ("Is toestemming nodig voor de aanmelding bij Buurtkracht?", Verdict.NO, ()),
        ("Wie voert de procesregie bij vroegsignalering?", None, ("gemeente Lindestroom",)),
        ("wie heeft de casusregie als de huurder het plan heeft ondertekend", None, ("Buurtkracht",)),
        ("Wie zit het slotoverleg voor?", None, ("gemeente",)),
    ],
)
def test_verdict_and_actor_stand_in_the_quote(
    lindestroom: Assistant, question: str, verdict: Verdict | None, actors: tuple[str, ...]
) -> None:
    answer = ask(lindestroom, question)
    assert answer.verdict is verdict
    assert answer.actors == actors
    assert all(actor in first_quote(answer) for actor in answer.actors)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # two negations make a need; what is never allowed is no matter of consent; another act says nothing
        ("Is toestemming nodig om politiegegevens door te geven?", Verdict.YES),
        ("Is toestemming nodig om medische gegevens aan de corporatie te geven?", None),
        ("Is toestemming nodig van de burgemeester?", None),
        ("Moet de verhuurder toestemming geven voor huisbezoek?", None),
        ("Is toestemming nodig?", None),
        ("Zijn de werkafspraken verlopen?", Verdict.NO),
        ("Hebben de werkafspraken een einddatum?", None),
        ("Gelden de werkafspraken nog?", Verdict.YES),
        ("Geldt de samenwerkingsovereenkomst woonoverlast niet meer?", None),
    ],
)
def test_a_verdict_is_right_or_absent(lindestroom: Assistant, question: str, verdict: Verdict | None) -> None:
    assert ask(lindestroom, question).verdict in (verdict, None)


def test_a_place_that_nothing_is_held_of_has_no_answer(lindestroom: Assistant) -> None:
    assert isinstance(ask(lindestroom, "Wie legt in Beukendal het eerste huisbezoek af?"), NotFound)
    assert ask(lindestroom, "Wie legt het eerste huisbezoek af?").outcome == "answered"


def test_a_region_that_is_set_goes_before_one_that_is_named(lindestroom: Assistant) -> None:
    answer = ask(lindestroom, "Wie voert de procesregie in Lindestroom?", region="elders")
    assert isinstance(answer, NotFound)


def test_an_absent_document_that_was_replaced_holds_no_more(lindestroom: Assistant) -> None:
    answer = ask(lindestroom, "Geldt het Convenant Aanpak Woonoverlast 2019-2023 nog?")
    assert answer.verdict is Verdict.NO
    assert "vervangt het Convenant Aanpak Woonoverlast" in first_quote(answer)


def test_positions_that_contradict_each_other_are_both_shown(lindestroom: Assistant) -> None:
    shown = [claim.text for claim in ask(lindestroom, "Hoe vaak rapporteert Buurtkracht aan de stuurgroep?").claims]
    assert any("twee keer per jaar" in text for text in shown)
    assert any("elk kwartaal" in text for text in shown)


def test_an_amount_asked_for_is_an_amount_or_nothing(lindestroom: Assistant) -> None:
    assert "€ 2.150" in ask(lindestroom, "Wat kost een laatste-kanstraject?").claims[0].text
    assert not isinstance(ask(lindestroom, "Wat kost een intake?"), Answered)


def test_two_regions_are_answered_side_by_side(both: Assistant) -> None:
    answer = ask(both, "Wie betaalt de tolk in Meerwijk en in Duindorp?")
    assert isinstance(answer, Answered)
    assert [claim.citations[0].region for claim in answer.claims] == ["duindorp", "meerwijk"]
    assert answer.verdict is None


def test_a_region_that_says_nothing_is_named_as_missing(both: Assistant) -> None:
    answer = ask(both, "Wie zit het wijkoverleg voor in Meerwijk en in Duindorp?")
    assert isinstance(answer, Partial)
    assert answer.missing == ("Duindorp",)
    assert {claim.citations[0].region for claim in answer.claims} == {"meerwijk"}
