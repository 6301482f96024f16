"""The example questions that somebody new is shown are answered by the papers of their subject."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.examples import Examples, Theme
from api.sentences import Lang
from api.web.render import page
from api.workplace import Workplace
from assistant.processes import Processes
from kb.errors import StoreError
from kb.settings import Settings
from kb.store import Store
from tests.lindestroom import lindestroom_taken_in

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
MEMO = "# Memo\n\nHet was een mooie zomer. De bloemen stonden langs het water.\n"
HERONS = """# Convenant Reigerzorg Vlietdam

Dit convenant geldt van 1 januari 2026 tot en met 31 december 2029.

## 1. Tellen

De gemeente meldt een gewonde reiger binnen twee werkdagen bij het steunpunt.

De corporatie voert de regie over de zorg voor de reiger.
"""


def _open(data: Path, *files: Path, region: str) -> Workplace:
    workplace = Workplace.open(Settings(data=data, keep_unanswered=True))
    assert {receipt.outcome for receipt in workplace.take_in(files, region)} == {"added"}
    return workplace


def _examples(workplace: Workplace) -> Examples:
    return Examples(workplace, Processes(lambda: workplace.store))


def _made(examples: Examples, region: str | None, lang: Lang = "nl", regions: int = 1) -> tuple[Theme, ...]:
    """The themes once they are there for so many regions."""
    until = time.monotonic() + 120
    while len({theme.region for theme in examples.of(region, lang)}) < regions and time.monotonic() < until:
        time.sleep(0.02)
    return examples.of(region, lang)


@pytest.fixture(scope="module")
def lindestroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workplace, Examples]]:
    settings = Settings(data=lindestroom_taken_in(tmp_path_factory, "examples"), keep_unanswered=True)
    with Workplace.open(settings) as workplace, _examples(workplace) as examples:
        assert examples.of("lindestroom") == ()  # nobody waits for them
        yield workplace, examples


def test_examples_that_could_not_be_made_are_tried_again_when_asked_for_again(tmp_path: Path) -> None:
    failing = iter([StoreError("away for a moment")])

    def store() -> Store:
        for error in failing:
            raise error
        return workplace.store

    papers = _file(tmp_path, "reigers.md", HERONS)
    with (
        _open(tmp_path / "data", papers, region="vlietdam") as workplace,
        Examples(workplace, Processes(store)) as examples,
    ):
        assert _made(examples, "vlietdam")
        assert list(failing) == []


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_example_of_the_example_region_is_answered_in_its_language(
    lindestroom: tuple[Workplace, Examples], lang: Lang
) -> None:
    workplace, examples = lindestroom
    themes = _made(examples, "lindestroom", lang)
    assert len(themes) == 6
    for theme in themes:
        assert 1 <= len(theme.questions) <= 3
        for question in theme.questions:
            answer = workplace.answer(question, region=theme.region)
            assert (answer.outcome, answer.language) == ("answered", lang), question
            assert answer.claims[0].citations[0].region == "lindestroom"


def test_the_themes_are_what_papers_are_about_and_the_papers_themselves(
    lindestroom: tuple[Workplace, Examples],
) -> None:
    themes = _made(lindestroom[1], "lindestroom")
    names = {"Voorkomen huisuitzetting", "Vroegsignalering", "Zorg en Overlast", "Woonoverlast", "Dubbele meldingen"}
    assert {theme.name for theme in themes[:-1]} == names
    assert themes[-1].name is None
    questions = [question for theme in themes for question in theme.questions]
    assert len(set(questions)) == len(questions)
    begun = {question.split()[0] for question in questions}
    assert {"Wie", "Binnen", "Tot", "Is", "Welke"} <= begun


def test_asking_the_examples_keeps_no_question(lindestroom: tuple[Workplace, Examples]) -> None:
    workplace, examples = lindestroom
    assert _made(examples, "lindestroom")
    assert workplace.unanswered() == []


def test_a_region_whose_papers_settle_nothing_has_none(tmp_path: Path) -> None:
    files = _file(tmp_path, "memo.md", MEMO), _file(tmp_path, "reigers.md", HERONS)
    with _open(tmp_path / "data", files[0], region="proefstad") as workplace:
        assert {one.outcome for one in workplace.take_in(files[1:], "vlietdam")} == {"added"}
        with _examples(workplace) as examples:
            examples.of("proefstad")
            assert _made(examples, "vlietdam")  # made in the order in which they are asked for
            assert examples.of("proefstad") == ()


def test_without_documents_there_are_none(tmp_path: Path) -> None:
    with Workplace.open(Settings(data=tmp_path)) as workplace, _examples(workplace) as examples:
        assert examples.of(None) == ()


def test_of_all_regions_examples_of_each_are_shown(tmp_path: Path) -> None:
    files = [_file(tmp_path, "reigers.md", HERONS), _file(tmp_path, "eenden.md", HERONS.replace("eiger", "end"))]
    with _open(tmp_path / "data", files[0], region="vlietdam") as workplace:
        assert {one.outcome for one in workplace.take_in(files[1:], "proefstad")} == {"added"}
        with _examples(workplace) as examples:
            themes = _made(examples, None, regions=2)
    assert {theme.region for theme in themes} == {"vlietdam", "proefstad"}
    assert [theme.name is None for theme in themes].count(True) == 1


def test_the_examples_of_a_document_go_with_it(tmp_path: Path) -> None:
    heron = _file(tmp_path, "reigers.md", HERONS)
    rest = _file(tmp_path, "eenden.md", HERONS.replace("eiger", "end"))
    with _open(tmp_path / "data", heron, rest, region="vlietdam") as workplace, _examples(workplace) as examples:
        asked = [question for theme in _made(examples, "vlietdam") for question in theme.questions]
        assert any("reiger" in question for question in asked)
        workplace.remove("vlietdam/reigers")
        left = [question for theme in _made(examples, "vlietdam") for question in theme.questions]
        assert left
        assert not any("reiger" in question for question in left)


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared is absent")
def test_papers_that_were_never_seen_before_have_examples_too(tmp_path: Path) -> None:
    with _open(tmp_path, *CORPUS.glob("utrecht*.pdf"), region="utrecht") as workplace:
        with _examples(workplace) as examples:
            themes = _made(examples, "utrecht")
        assert len(themes) >= 3
        outcomes = {workplace.answer(one, region="utrecht").outcome for theme in themes for one in theme.questions}
        assert outcomes == {"answered"}


def test_each_question_is_a_button_that_asks_it_in_its_region_and_what_papers_say_is_text() -> None:
    theme = Theme("<b>Reigers</b>", "vlietdam", ("Wie belt “de <i>melder</i>”?",))
    shown = page("examples.html", "nl", themes=(theme, Theme(None, "proefstad", ("Welke afspraken zijn er?",))))
    assert 'name="question" value="Wie belt “de &lt;i&gt;melder&lt;/i&gt;”?"' in shown
    assert '<input type="hidden" name="region" value="vlietdam">' in shown
    assert "De afspraken zelf" in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "data-examples" not in page("examples.html", "nl", themes=())
