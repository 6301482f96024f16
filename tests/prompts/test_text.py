"""A prompt is rendered as its file says, whatever is filled in, and changes only with its version."""

from pathlib import Path

import pytest

from prompts.text import Language, prompt

_GOLDEN = Path(__file__).parents[1] / "golden" / "prompts"
_FILES = sorted((Path(__file__).parents[2] / "prompts").glob("*/*.md"))
_VALUES = {
    "before": "(Wie belt de huurder?)",
    "passages": "Werkafspraken > 2. Melden\n[1] De corporatie meldt de achterstand.",
    "question": "En daarna?",
    "seal": "0123456789abcdef",
}


@pytest.mark.parametrize("file", _FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_prompt_reads_as_it_was_approved(file: Path) -> None:
    lang: Language = "en" if file.parent.name == "en" else "nl"
    found = prompt(file.stem, lang)
    rendered = found.render(**{name: _VALUES[name] for name in found.variables})
    golden = _GOLDEN / f"{lang}-{file.stem}-{found.version}.txt"
    assert rendered == golden.read_text("utf-8"), "raise the version with the words, and write the golden file anew"


def test_both_languages_have_the_same_prompts_with_the_same_variables() -> None:
    names = {file.stem for file in _FILES}
    assert len(_FILES) == 2 * len(names)
    for name in names:
        assert prompt(name, "nl").variables == prompt(name, "en").variables


def test_what_is_filled_in_is_not_read() -> None:
    values = _VALUES | {"question": "$seal $passages ${before} $$"}
    assert "Vraag: $seal $passages ${before} $$\n" in prompt("question", "nl").render(**values)


def test_a_variable_too_many_or_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="takes"):
        prompt("instructions", "nl").render()
    with pytest.raises(ValueError, match="takes"):
        prompt("instructions", "nl").render(seal="1", question="2")
