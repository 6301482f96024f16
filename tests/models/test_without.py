"""Models are an extra: who names none in the settings does without their packages, and pays nothing for them."""

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path, PurePath
from typing import Final

import pytest

from tests.lindestroom import lindestroom_taken_in

_ROOT: Final = Path(__file__).parents[2]
_ASKED: Final = """
from fastapi.testclient import TestClient
from api.app import create_app
from kb.settings import load

with TestClient(create_app(load(data=sys.argv[1])), base_url="http://localhost") as client:
    assert client.get("/health/ready").status_code == 200
    asked = {"question": "Wie zit het slotoverleg voor?", "region": "lindestroom"}
    answer = client.post("/api/v1/questions", json=asked).json()
    print(answer["composedBy"], bool(answer["claims"]), [one["code"] for one in answer["cautions"]])
"""


def _packages(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9._-]+)(?:\\[.*\\])?==", (_ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def _modules(package: str) -> set[str]:
    """What a package can be imported as: the topmost folders of its own, or its only modules."""
    try:
        inside = [PurePath(str(one)) for one in files(package) or ()]
    except PackageNotFoundError:  # for another system than this one
        return set()
    folders = {one.parent for one in inside if one.name == "__init__.py"}
    own = {one for one in folders if not folders & set(one.parents)}
    alone = {one.with_suffix("") for one in inside if one.suffix == ".py" and len(one.parts) == 1}
    return {".".join(one.parts) for one in own | alone}


def _extras() -> list[str]:
    """The modules of the packages that models take and the default does not."""
    packages = _packages("requirements-models.lock") - _packages("requirements.lock")
    # anyio asks for sniffio wherever it is there, whoever brought it
    return sorted({module for package in packages for module in _modules(package)} - {"sniffio"})


def _python(program: str, data: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    environment = {name.upper(): value for name, value in settings.items()}
    command = [sys.executable, "-W", "ignore", "-c", program, str(data)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, cwd=data.parent, env=environment
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the example region."""
    return lindestroom_taken_in(tmp_path_factory, "without")


def test_the_extras_are_what_this_takes_them_for() -> None:
    assert {"llama_index.llms.openai_like", "llama_index.llms.ollama", "openai", "ollama"} <= set(_extras())
    assert not {"llama_index.core", "pydantic", "fastapi"} & set(_extras())


def test_without_a_model_in_the_settings_nothing_of_the_extras_is_imported(data: Path) -> None:
    told = f"print(sorted(set({_extras()}) & sys.modules.keys()))"
    done = _python(f"import sys\n{_ASKED}{told}", data)
    assert (done.returncode, done.stdout) == (0, "extract True []\n[]\n"), done.stderr


def test_without_the_packages_the_server_starts_and_answers(data: Path) -> None:
    absent = f"import sys; sys.modules.update(dict.fromkeys({_extras()}))"
    done = _python(f"{absent}\n{_ASKED}", data)
    assert (done.returncode, done.stdout) == (0, "extract True []\n"), done.stderr


def test_with_a_model_in_the_settings_but_without_the_packages_the_answer_says_that_it_failed(data: Path) -> None:
    absent = f"import sys; sys.modules.update(dict.fromkeys({_extras()}))"
    done = _python(f"{absent}\n{_ASKED}", data, afsprakenwijzer_llm="http://127.0.0.1:9/v1#none")
    assert (done.returncode, done.stdout) == (0, "extract True ['extract_fallback']\n"), done.stderr
