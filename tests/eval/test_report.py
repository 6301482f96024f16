"""The report says what was measured, is the same each time, and stands by itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.legs import contributions
from eval.report import p_value, write
from eval.retrieval import Evaluation, evaluate
from tests.eval import beir

pytestmark = pytest.mark.xdist_group("peers")  # importing them takes seconds: once is enough

_EVIL = "</table><script>alert(1)</script> | *a* [b](c) `d` \n# e"


class _Page(HTMLParser):
    """The tags of a page, and whether each is closed."""

    void = frozenset({"meta", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Evaluation, Path]:
    """A small collection, with peers, and the run that was written."""
    folder = tmp_path_factory.mktemp("evaluated")
    questions = {**beir.QUESTIONS, "q4": f"Wie belt {_EVIL}?"}
    made = beir.write(folder, questions=questions, judged={**beir.JUDGED, "q4": {"p3": 1}})
    return evaluate(made, folder / "run", peers=True), folder / "run"


def _written(evaluated: tuple[Evaluation, Path], folder: Path) -> tuple[str, str]:
    write(*evaluated, folder)
    return (folder / "report.md").read_text(encoding="utf-8"), (folder / "report.html").read_text(encoding="utf-8")


def test_the_same_evaluation_gives_the_same_bytes(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(*evaluated, tmp_path / name)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["differences.svg", "legs.svg", "measures.svg", "report.html", "report.md"]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in names)


def test_another_run_differs_in_milliseconds_only(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    again = evaluate(evaluated[1].parent / "buurt", tmp_path / "run", peers=True)
    before, _ = _written(evaluated, tmp_path / "before")
    after, _ = _written((again, tmp_path / "run"), tmp_path / "after")
    cut = re.compile(r"## Milliseconds a question.*?(?=## )", re.S)
    assert cut.search(before)
    assert cut.sub("", before) == cut.sub("", after)


def test_the_page_stands_by_itself_and_is_whole(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    _, text = _written(evaluated, tmp_path)
    page = _Page(text)
    assert page.open == []
    fetched = [value for _, given in page.tags for name, value in given.items() if name in {"src", "href"}]
    assert len(fetched) == 3
    assert all((value or "").startswith("data:image/svg+xml;base64,") for value in fetched)
    assert not [tag for tag, _ in page.tags if tag in {"script", "link", "iframe"}]
    assert "url(" not in text
    assert "@import" not in text


def test_tables_and_pictures_say_what_they_are(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    tags = _Page(_written(evaluated, tmp_path)[1]).tags
    count = {tag: sum(one == tag for one, _ in tags) for tag in ("table", "caption", "h1", "html")}
    assert count == {"table": 8, "caption": 8, "h1": 1, "html": 1}
    assert "></th>" not in _written(evaluated, tmp_path)[1]
    assert all(given.get("scope") in {"row", "col"} for tag, given in tags if tag == "th")
    assert all(given.get("alt") for tag, given in tags if tag == "img")
    assert all(given.get("lang") for tag, given in tags if tag == "html")


def test_what_others_wrote_is_only_text(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    markdown, page = _written(evaluated, tmp_path)
    assert "<script>" not in page
    (row,) = [line for line in markdown.splitlines() if "alert" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 6  # five cells, as in every row of that table
    assert not re.search(r"(?<!\\)[*<`\[]", row)


def test_the_report_says_what_was_measured_on_what(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    markdown, _ = _written(evaluated, tmp_path)
    assert "| passages | 3 |" in markdown
    assert "| questions | 4 |" in markdown
    assert re.search(r"sha256:[0-9a-f]{64}", markdown)
    assert re.search(r"\| llama-index-core \| [\d.]+ \|", markdown)
    assert "embedding that is built in here" in markdown
    assert "Never significantly below plain BM25." in markdown


def test_the_second_opinion_agrees(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    markdown, _ = _written(evaluated, tmp_path)
    checked = markdown.partition("## The same run through ir")[2]
    rows = re.findall(r"^\| ([\w@]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", checked, re.M)
    assert len(rows) == 6
    assert all(ours == theirs and float(most) == 0 for _, ours, theirs, most in rows)


def test_the_worst_question_comes_first(evaluated: tuple[Evaluation, Path], tmp_path: Path) -> None:
    markdown, _ = _written(evaluated, tmp_path)
    rows = markdown.partition("## The questions that went worst")[2].split("\n## ")[0]
    assert re.findall(r"\| (q\d) \|", rows)[0] == "q4"


def test_what_was_lost_to_plain_bm25_is_said(tmp_path: Path) -> None:
    evaluation = evaluate(beir.unfair(tmp_path), tmp_path / "run", peers=True)
    markdown, _ = _written((evaluation, tmp_path / "run"), tmp_path / "report")
    assert re.search(r"Significantly below plain BM25 on: .*hit@1", markdown)
    assert "Of 8 questions 0 do better than plain BM25, 8 worse, 0 as well." in markdown


def test_without_peers_the_report_says_so(tmp_path: Path) -> None:
    evaluation = evaluate(beir.write(tmp_path), tmp_path / "run")
    markdown, _ = _written((evaluation, tmp_path / "run"), tmp_path / "report")
    assert "No peers were run" in markdown
    assert "plain BM25" not in markdown
    assert not (tmp_path / "report" / "differences.svg").exists()


def test_a_collection_without_questions_is_reported_as_such(tmp_path: Path) -> None:
    evaluation = evaluate(beir.write(tmp_path, [], {}, {}), tmp_path / "run", peers=True)
    markdown, _ = _written((evaluation, tmp_path / "run"), tmp_path / "report")
    assert "nothing was measured" in markdown


def test_leaving_out_the_neighbours_undoes_what_they_did(tmp_path: Path) -> None:
    evaluation = evaluate(beir.unfair(tmp_path), tmp_path / "run")
    legs = contributions(evaluation.search, evaluation.collection)
    assert legs.whole["hit_at_1"] == [0.0] * 8
    assert legs.without["neighbours"]["hit_at_1"] == [1.0] * 8
    assert all(one.rank == 3 for one in legs.missed)
    assert all(one.first == f"{one.question}-0" for one in legs.missed)


def test_what_all_legs_add_up_to_is_what_the_search_ranks_by(tmp_path: Path) -> None:
    evaluation = evaluate(beir.write(tmp_path), tmp_path / "run")
    legs = contributions(evaluation.search, evaluation.collection)
    assert legs.whole == evaluation.each["afsprakenwijzer"]
    for hit in evaluation.search.search("Wie verstuurt de brief?"):
        assert sum(hit.legs.values()) == pytest.approx(hit.score, rel=1e-5)


@pytest.mark.parametrize(
    ("p", "shown"), [(0.0, "<.001"), (0.0009, "<.001"), (0.001, ".001"), (0.25, ".250"), (1, "1.000")]
)
def test_a_p_that_draws_cannot_tell_from_zero_is_not_called_zero(p: float, shown: str) -> None:
    assert p_value(p) == shown
