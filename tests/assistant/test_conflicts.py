"""An answer warns of what contradicts it elsewhere, and of nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from assistant.compose import Assistant
from ingest.intake import take_in
from kb.answer import Answer, Caution, Verdict
from kb.consistency.check import Consistency
from kb.consistency.finding import Decided, Decision, Finding
from kb.search.embedding import SPACE, subword_vectors
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store
from tests.assistant.invented import ON, agreement

HOLDS = "Deze afspraken gelden vanaf 1 april 2026."
ENDED = "Dit protocol geldt van 1 januari 2020 tot en met 31 december 2023."
GUIDE, PROTOCOL = "Werkafspraken dossiers gemeente Molendam", "Privacyprotocol dossiers gemeente Molendam"
ROW = "Dossier van een inwoner die geen hulp aanneemt"
SAYS = {
    "Dossiers": f"Het loket verwijdert het {ROW[0].lower()}{ROW[1:]} zes maanden na de sluiting.",
    "Regie": "Het wijkteam voert de casusregie bij woonoverlast.",
    "Aanmelden": "Voor de aanmelding bij het wijkteam is geen toestemming van de huurder nodig.",
    "Ontvangst": "De gastvrouw zet elke ochtend koffie voor de bezoekers van het loket.",
}
SAYS_ELSE = {
    "Bewaartermijnen": "In deze tabel staat hoe lang wij gegevens bewaren.\n\n"
    "| Gegevens | Termijn | Begint op | Wie verwijdert |\n|---|---|---|---|\n"
    f"| {ROW} | Twaalf maanden | De sluiting | Loket |\n"
    "| Dossier van een inwoner die hulp krijgt | Vijf jaar | De sluiting | Loket |",
    "Regie": "De woningcorporatie voert de casusregie bij woonoverlast.",
    "Aanmelden": "Voor de aanmelding bij het wijkteam is toestemming van de huurder nodig.",
}
TERM = "Wanneer verwijdert het loket het dossier van een inwoner die geen hulp aanneemt?"
LEAD = "Wie voert de casusregie bij woonoverlast?"
CONSENT = "Is toestemming van de huurder nodig voor de aanmelding bij het wijkteam?"
QUESTIONS = {
    TERM: ("zes maanden", "Twaalf maanden"),
    LEAD: ("wijkteam", "woningcorporatie"),
    CONSENT: ("geen", "is toe"),
}


class Place:
    """An assistant that knows what was compared, and the check that compares."""

    def __init__(self, store: Store, indexes: Indexes, settings: Settings) -> None:
        self.check = Consistency(store)
        self.assistant = Assistant(store, indexes, settings, self.check.last_known)

    def ask(self, question: str, on: date = ON, region: str | None = "molendam") -> Answer:
        return self.assistant.answer(question, on=on, region=region)

    def about(self, words: str) -> Finding:
        """The finding of which a side has these words."""
        found = self.check.findings(None, ON)
        return next(one for one in found if any(words in side.quote for side in one.citations))


@contextmanager
def place(folder: Path, papers: Mapping[str, str]) -> Iterator[Place]:
    settings = Settings(data=folder / "data")
    store = Store(settings.database_url)
    for name, text in papers.items():
        file = folder / f"{name}.md"
        file.write_text(text, encoding="utf-8")
        assert take_in(file, store=store, settings=settings, embed=subword_vectors, space=SPACE).outcome == "added"
    indexes = Indexes(store, settings.data / "indexes", embed=subword_vectors, space=SPACE)
    try:
        yield Place(store, indexes, settings)
    finally:
        indexes.close()
        store.close()


@pytest.fixture(scope="module")
def molendam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Two agreements of a region that contradict each other on a term, a lead and a consent; compared."""
    papers = {"werk": agreement(GUIDE, SAYS, holds=HOLDS), "privacy": agreement(PROTOCOL, SAYS_ELSE, holds=HOLDS)}
    with place(tmp_path_factory.mktemp("molendam"), papers) as opened:
        opened.check.findings(None, ON)
        yield opened


def against(answer: Answer) -> list[Caution]:
    """The cautions of an answer that something contradicts it."""
    assert answer.claims, answer
    return [one for one in answer.cautions if one.code == "passages_conflict"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_contradiction_of_what_is_answered_is_told_with_both_sides(molendam: Place, question: str) -> None:
    answer = molendam.ask(question)
    if answer.outcome == "disputed":
        assert not against(answer)
        return
    (caution,) = against(answer)
    assert answer.cautions[0] == caution
    assert caution.severity == "high"
    texts = " ".join(claim.text for claim in caution.claims)
    assert all(words in texts for words in QUESTIONS[question])
    assert {one.citations[0].document_title for one in caution.claims} == {GUIDE, PROTOCOL}
    for claim in caution.claims:
        (cited,) = claim.citations
        assert molendam.assistant.held().full_text(cited.document_id)[cited.start : cited.end] == cited.quote


def test_a_verdict_stays_beside_the_contradiction(molendam: Place) -> None:
    answer = molendam.ask(CONSENT)
    assert answer.verdict in (Verdict.YES, Verdict.NO)
    assert against(answer)


def test_what_no_passage_contradicts_has_no_such_caution(molendam: Place) -> None:
    assert not against(molendam.ask("Wie zet koffie voor de bezoekers van het loket?"))


def test_what_is_quoted_on_both_sides_as_a_dispute_is_not_told_twice(tmp_path: Path) -> None:
    often = ("De zorgaanbieder rapporteert elk kwartaal aan de gemeente.", "twee keer per jaar")
    papers = {
        "een": agreement("Werkafspraken zorg gemeente Molendam", {"Verslag": often[0]}, holds=HOLDS),
        "twee": agreement(
            "Convenant zorg gemeente Molendam", {"Verslag": often[0].replace("elk kwartaal", often[1])}, holds=HOLDS
        ),
    }
    with place(tmp_path, papers) as opened:
        assert opened.check.findings(None, ON)
        answer = opened.ask("Hoe vaak rapporteert de zorgaanbieder aan de gemeente?")
        assert answer.outcome == "disputed"
        assert not against(answer)
        judge(opened, "zorgaanbieder", Decided.NOT_JUSTIFIED)
        assert opened.ask("Hoe vaak rapporteert de zorgaanbieder aan de gemeente?").outcome == "answered"


def judge(opened: Place, words: str, verdict: Decided) -> str:
    finding = opened.about(words)
    opened.check.decide(finding.id, Decision(finding=finding.id, verdict=verdict, on=ON))
    return finding.id


@pytest.mark.parametrize(
    ("verdict", "told"), [(Decided.NOT_JUSTIFIED, False), (Decided.JUSTIFIED, True), (Decided.DEFERRED, True)]
)
def test_what_was_judged_to_be_no_contradiction_is_none(molendam: Place, verdict: Decided, told: bool) -> None:
    finding = judge(molendam, "casusregie", verdict)
    try:
        assert bool(against(molendam.ask(LEAD))) is told
    finally:
        molendam.check.undo(finding, ON)


def test_an_answer_does_not_wait_for_papers_to_be_compared(tmp_path: Path) -> None:
    papers = {"werk": agreement(GUIDE, SAYS, holds=HOLDS), "privacy": agreement(PROTOCOL, SAYS_ELSE, holds=HOLDS)}
    with place(tmp_path, papers) as opened:
        assert not against(opened.ask(LEAD))
        opened.check.findings(None, ON)
        assert against(opened.ask(LEAD))


def test_another_region_and_what_ended_do_not_contradict(tmp_path: Path) -> None:
    other = {name: text.replace("Molendam", "Klaverdijk") for name, text in SAYS_ELSE.items()}
    papers = {
        "werk": agreement(GUIDE, SAYS, holds=HOLDS),
        "elders": agreement(PROTOCOL.replace("Molendam", "Klaverdijk"), other, holds=HOLDS),
        "oud": agreement("Protocol overlast gemeente Molendam 2020-2023", SAYS_ELSE, holds=ENDED),
    }
    with place(tmp_path, papers) as opened:
        opened.check.findings(None, ON)
        for question in QUESTIONS:
            assert not against(opened.ask(question))
            assert not against(opened.ask(question, region="klaverdijk"))


def test_what_is_known_of_today_holds_for_another_day_on_which_both_govern(tmp_path: Path) -> None:
    papers = {"werk": agreement(GUIDE, SAYS, holds=HOLDS), "privacy": agreement(PROTOCOL, SAYS_ELSE, holds=HOLDS)}
    with place(tmp_path, papers) as opened:
        opened.check.findings(None, date.today())
        assert against(opened.ask(LEAD, on=date(2027, 5, 1)))
        assert not against(opened.ask(LEAD, on=date(2026, 1, 1)))
