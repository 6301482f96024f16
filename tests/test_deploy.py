"""The files for containers: not run here, but held against the compose schema and against what the product has."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from fastapi.testclient import TestClient
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from api.app import create_app
from kb.settings import PREFIX, Settings, load

ROOT: Final = Path(__file__).parents[1]
DEPLOY: Final = ROOT / "deploy"
SCHEMA: Final = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
CONTAINER: Final = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE: Final[dict[str, Any]] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS: Final[dict[str, Any]] = COMPOSE["services"]["afsprakenwijzer"]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    """The settings as the container has them where nothing is set outside it, on a folder of the test."""
    for name, value in OURS["environment"].items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value))
    assert load().data == Path("/data")
    return load(data=tmp_path)


def test_the_compose_file_is_what_the_schema_says() -> None:
    faults = [error.message for error in Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(COMPOSE)]
    assert not faults


def test_every_file_says_that_it_was_not_yet_run() -> None:
    for file in DEPLOY.iterdir():
        assert re.search("not yet run", file.read_text(encoding="utf-8")[:1000], re.IGNORECASE), file.name


def test_every_setting_that_is_named_is_one() -> None:
    named = set(re.findall(rf"{PREFIX}\w+", "".join(file.read_text(encoding="utf-8") for file in DEPLOY.iterdir())))
    assert named
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}


def test_without_settings_from_outside_no_model_is_asked(settings: Settings) -> None:
    assert settings.llm is None


def test_a_model_of_ollama_is_named_as_the_setting_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = set(re.findall(r"http://ollama:11434/v1#[\w.:]+\w", (DEPLOY / "README.md").read_text("utf-8")))
    assert example in (DEPLOY / "compose.yaml").read_text("utf-8")
    monkeypatch.setenv("AFSPRAKENWIJZER_LLM", example)
    assert load().llm_address == ("http://ollama:11434/v1", "llama3.1:8b")


def test_nothing_listens_beyond_the_machine() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_port_and_paths_are_those_of_the_product(settings: Settings) -> None:
    (_, _, inside) = OURS["ports"][0].split(":")
    (command,) = re.findall(r"^CMD (.*)$", CONTAINER, re.M)
    assert json.loads(command)[-2:] == ["--port", inside]
    chat = COMPOSE["services"]["open-webui"]["environment"]["OPENAI_API_BASE_URL"]
    called, _, path = chat.removeprefix("http://").partition("/")
    assert called == f"afsprakenwijzer:{inside}"
    (checked,) = re.findall(r"http://127\.0\.0\.1:(\d+)(/[a-z/]+)", OURS["healthcheck"]["test"][-1])
    assert checked[0] == inside
    with TestClient(create_app(settings), base_url=f"http://{called}") as client:
        assert client.get(checked[1]).status_code == 200
        assert client.get(f"/{path}/models").status_code == 200


def test_the_container_may_write_nothing_but_its_data() -> None:
    assert re.search(r"^USER \d{5}$", CONTAINER, re.M)
    assert OURS["read_only"]
    assert OURS["cap_drop"] == ["ALL"]
    mounted = [volume.partition(":")[2] for volume in OURS["volumes"]]
    assert mounted == [OURS["environment"]["AFSPRAKENWIJZER_DATA"]] == re.findall(r"^VOLUME (.*)$", CONTAINER, re.M)


def test_what_the_image_is_made_of_is_there_and_is_pinned() -> None:
    copied = [name for line in re.findall(r"^COPY (.*)$", CONTAINER, re.M) for name in line.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "docs"}
    assert rooms <= set(copied)
    assert "--require-hashes" in CONTAINER
    images = re.findall(r"^FROM (.*)$", CONTAINER, re.M) + [one["image"] for one in COMPOSE["services"].values()]
    assert all(re.search(r":(?!latest)[\w.-]+\}?$", image) for image in images)


def test_no_secret_stands_in_the_files() -> None:
    given = {name: value for one in COMPOSE["services"].values() for name, value in one.get("environment", {}).items()}
    secret = {value for name, value in given.items() if re.search("KEY|SECRET|PASSWORD|TOKEN", name)}
    assert secret == {"none"}
