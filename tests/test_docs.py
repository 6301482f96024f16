"""What the pages say is so: links lead somewhere, commands and names exist, examples come out as printed."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from urllib.parse import urlsplit

import pytest
import typer
import yaml
from fastapi.testclient import TestClient
from PIL import Image
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from api.commands import door
from docs import generate
from eval.retrieval import BELOW_BASELINE
from kb import errors
from kb.settings import Settings
from tests.lindestroom import lindestroom_taken_in

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
# An ADR tells what was so on its day; all other pages tell what is so.
LIVING = [page for page in PAGES if page.parent.name != "adr"]
ROOMS = ("api", "assistant", "eval", "ingest", "kb")
COMMAND = typer.main.get_command(app)


def _named(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def _prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


def _shell(page: Path) -> list[list[str]]:
    """The commands in the `sh` blocks of a page, in words, comments left out."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = (line for block in blocks for line in block.splitlines())
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def _code(page: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", _prose(page))


def _anchors(page: Path) -> set[str]:
    """The anchors that a code host gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ---- links and names --------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=_named(PAGES))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", _prose(page)) if not re.match(r"[a-z]+:", link)]
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("page", LIVING, ids=_named(LIVING))
def test_every_module_and_name_of_ours_that_a_page_shows_exists(page: Path) -> None:
    for code in _code(page):
        if re.fullmatch(rf"(?:{'|'.join(ROOMS)})(?:\.\w+)+", code):
            assert _exists(code), code
        elif re.fullmatch(r"[\w-]+/[\w/.-]*", code) and code.split("/")[0] in (*ROOMS, "docs", "tests", "examples"):
            assert (ROOT / code).exists(), code


def test_every_noun_in_the_glossary_exists() -> None:
    rows = re.findall(r"^\| [^|]+ \| `([^`]+)` \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.M)
    assert len(rows) > 40
    assert not [noun for noun in rows if not _exists(noun)]


def test_the_ten_words_of_the_readme_are_nouns() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## Ten words")[2].partition("\n## ")[0]
    nouns = re.findall(r"^\| [^|]+ \| `([^`]+)` \|", section, re.M)
    assert len(nouns) == 10
    assert not [noun for noun in nouns if not (_exists(f"kb.model.{noun}") or _exists(f"kb.answer.{noun}"))]


def _exists(dotted: str) -> bool:
    """Whether a dotted name can be imported; the last part may be a field of a noun."""
    try:
        resolve_name(dotted)
    except (AttributeError, ImportError):
        owner, _, field = dotted.rpartition(".")
        try:
            found = resolve_name(owner)
        except (AttributeError, ImportError):
            return False
        return field in getattr(found, "model_fields", {}) or field in getattr(found, "__dataclass_fields__", {})
    return True


# ---- commands ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=_named(PAGES))
def test_every_command_shown_is_understood(page: Path) -> None:
    for program, *words in _shell(page):
        if program == "afsprakenwijzer":
            _parse(words)
        elif program == "make":
            assert {word for word in words if "=" not in word} <= _targets()
            assert {word.partition("=")[0] for word in words if "=" in word} <= _variables()


@pytest.mark.parametrize("page", LIVING, ids=_named(LIVING))
def test_every_command_named_in_a_sentence_exists(page: Path) -> None:
    for code in _code(page):
        program, *words = code.split()
        if program == "make" and words:
            assert {word for word in words if "=" not in word} <= _targets(), code
        elif program == "afsprakenwijzer" and words:
            assert words[0] in _commands(), code
        elif program == "python":
            assert _exists(words[words.index("-m") + 1]), code


def test_a_command_that_does_not_exist_is_not_understood() -> None:
    with pytest.raises(Exception, match="No such option"):
        _parse(["ask", "Wie?", "--regio", "lindestroom"])
    with pytest.raises(StopIteration):
        _parse(["vraag", "Wie?"])


def _commands() -> dict[str, object]:
    return dict(getattr(COMMAND, "commands"))  # noqa: B009 - a group has them, the type does not say so


def _parse(words: list[str]) -> None:
    """Raises a usage error where the command line would."""
    name = next(word for word in words if word in _commands())
    at = words.index(name)
    group = COMMAND.make_context("afsprakenwijzer", [*words[:at], name])
    command = getattr(COMMAND, "commands")[name]  # noqa: B009
    command.make_context(name, words[at + 1 :], parent=group)


@cache
def _targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text("utf-8"), re.M))


@cache
def _variables() -> frozenset[str]:
    return frozenset(re.findall(r"^([A-Z]+) \?=", (ROOT / "Makefile").read_text("utf-8"), re.M))


# ---- examples ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A data folder with the example region."""
    return str(lindestroom_taken_in(tmp_path_factory, "trial"))


def _examples() -> Iterator[tuple[str, str]]:
    """Question and shortened answer, from the table and the blocks of the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme.partition("| question | answer |")[2].partition("\n\n")[0]
    yield from re.findall(r"^\| ([^|]+\?) \| ([^|]+) \|$", table, re.M)
    for shown, output in re.findall(r"^```sh\n([^`]+)```\n\n```text\n([^`]+)```", readme, re.M):
        yield shlex.split(shown)[-1], output


@pytest.mark.xdist_group("trial")  # one data folder for all
@pytest.mark.parametrize(("question", "shown"), [pytest.param(*one, id=one[0]) for one in _examples()])
def test_an_example_in_the_readme_comes_out_as_printed(trial: str, question: str, shown: str) -> None:
    """Whatever stands between two "…" comes out, in that order; how lines are folded aside."""
    on = date(2026, 11, 22).isoformat()  # validity depends on the day
    said = CliRunner().invoke(app, ["--data", trial, "ask", question, "--on", on])
    assert said.exit_code in (0, 3)
    rest = " ".join(said.output.replace(" - ", " ").split())
    for piece in filter(None, (" ".join(part.split()) for part in shown.split("…"))):
        _, found, rest = rest.partition(piece)
        assert found, f"{piece!r} is not in {said.output}"


@pytest.mark.xdist_group("trial")
def test_the_http_example_in_the_readme_is_answered(trial: str) -> None:
    (words,) = [words for words in _shell(ROOT / "README.md") if words[0] == "curl"]
    header, body = (words[words.index(option) + 1] for option in ("-H", "-d"))
    with TestClient(create_app(Settings(data=Path(trial))), base_url="http://localhost") as client:
        answer = client.post(urlsplit(words[1]).path, content=body, headers=dict([header.split(": ")]))
    assert answer.json()["outcome"] == "answered"


def test_the_readme_has_five_example_questions_and_a_transcript() -> None:
    assert len(list(_examples())) == 6


def test_the_readme_shows_three_light_pictures_of_our_own_in_words_too() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert {path for _, path in shown} == {str(one.relative_to(ROOT)) for one in (ROOT / "docs/pictures").iterdir()}
    assert len(shown) == 3
    for words, path in shown:
        assert len(words.split()) >= 15, path
        assert (ROOT / path).stat().st_size <= 120_000, path
        with Image.open(ROOT / path) as picture:
            assert (picture.format, picture.width <= 1280) == ("PNG", True), path


# ---- what people read -------------------------------------------------------------------------


def test_the_user_guide_calls_things_as_the_page_does() -> None:
    """Bold in the guide is what stands on the page."""
    web = ROOT / "api" / "web"
    sources = [*web.glob("templates/*.html"), *web.glob("*.py"), ROOT / "api" / "sentences.json"]
    shown = "\n".join(source.read_text("utf-8") for source in sources)
    labels = set(re.findall(r"\*\*(.+?)\*\*", (ROOT / "docs" / "gebruik.md").read_text("utf-8"))) - {"vet"}
    assert len(labels) > 8
    assert not {label for label in labels if label not in shown}


def test_the_runbook_knows_every_exit_code_and_reason_of_refusal() -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text("utf-8")
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", runbook, re.M)}
    used = {value for name, value in vars(door).items() if name.isupper() and isinstance(value, int)}
    assert codes == {0, BELOW_BASELINE, *used}
    refusals = {kind.code for kind in vars(errors).values() if _is_refusal(kind)}
    section = runbook.partition("## Why a file was refused")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.M)) == refusals


def _is_refusal(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, errors.IngestError) and kind is not errors.IngestError


# ---- pages that are generated, files that follow a standard -----------------------------------


def test_the_page_of_settings_is_what_the_settings_are() -> None:
    assert generate.SETTINGS.read_text("utf-8") == generate.settings_page()


def test_the_page_of_licences_lists_what_is_pinned() -> None:
    rows = re.findall(r"^\| ([a-z0-9][\w.-]*) \| (.+) \|$", generate.LICENCES.read_text("utf-8"), re.M)
    assert [name for name, _ in rows if name != "package"] == generate.pinned()


@pytest.mark.skipif(sys.platform != "linux" or sys.version_info[:2] != (3, 11), reason="made on Linux with Python 3.11")
def test_the_page_of_licences_is_what_the_packages_say() -> None:
    assert generate.LICENCES.read_text("utf-8") == generate.licences_page()


def test_no_package_is_under_a_licence_that_this_one_cannot_carry() -> None:
    licences = {name: licence for name in generate.pinned() if (licence := generate.licence_of(name))}
    assert len(licences) > 50
    assert not {name: one for name, one in licences.items() if one == "not stated" or generate.copyleft_only(one)}


@pytest.mark.parametrize(
    "licence",
    ["AGPL-3.0-only", "GPL-2.0-or-later AND MIT", "GPLv3", "GNU Affero General Public License v3"],
)
def test_copyleft_without_a_choice_is_noticed(licence: str) -> None:
    assert generate.copyleft_only(licence)


@pytest.mark.parametrize(
    "licence",
    ["GPL-3.0-only OR MIT", "LGPL-3.0-only", "MPL-2.0", "GNU Lesser General Public License v3 (LGPLv3)"],
)
def test_what_leaves_a_choice_or_ends_at_its_own_files_is_not(licence: str) -> None:
    assert not generate.copyleft_only(licence)


def test_the_description_for_catalogues_follows_its_standard() -> None:
    """The mandatory keys of publiccode.yml 0.4, and the bounds it sets."""
    stated = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert stated.keys() >= {"name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    assert stated["publiccodeYmlVersion"] == "0.4"
    assert stated["softwareType"] == "standalone/web"
    assert stated["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert stated["legal"]["license"] == project["license"]
    assert stated["maintenance"]["type"] == "none" or stated["maintenance"]["contacts"]
    assert stated["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}
    for text in stated["description"].values():
        assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_changelog_has_an_entry_for_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## \[{re.escape(version)}\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False).stdout.decode().split("\0")
    if not any(listed):
        pytest.skip("not a checkout")
    # in pieces, so that this file does not name them either
    hosts = ("py" + "pi.org", "files.python" + "hosted.org", "registry.npm" + "js.org", "proxy.gol" + "ang.org")
    folders = tuple(f"/{name}/" for name in ("work", "farm"))
    named = re.compile("|".join(re.escape(one) for one in (*hosts, *folders)).encode())
    # a folder of this name may stand inside the project; a path of a machine begins with it
    named = re.compile(rb"(?<![\w.])(?:" + named.pattern + rb")")
    files = [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    assert not [path.name for path in files if named.search(path.read_bytes())]
