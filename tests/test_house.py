"""The house keeps its own rules: rooms in contracts, small modules, documented doors."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_room_stands_in_the_import_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(one for one in contracts["contracts"] if one["type"] == "layers")["layers"]
    named = {room.strip() for layer in layers for room in layer.split("|")}
    assert named == set(contracts["root_packages"]) == set(ROOMS)


def test_every_room_is_packaged() -> None:
    include = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {pattern.rstrip("*") for pattern in include} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=_names(MODULES))
def test_a_module_says_its_job_and_stays_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "the first line says which job"
    assert len(source.splitlines()) <= 300
    if path.name == "__init__.py":
        assert len(tree.body) == 1, "a package holds a docstring only, so that importing it costs nothing"


@pytest.mark.parametrize("path", MODULES, ids=_names(MODULES))
def test_a_function_fits_a_screen_and_a_public_one_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [one.name for one in _functions(tree) if (one.end_lineno or 0) - one.lineno >= 40]
    assert not long
    owners: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    public = [
        node.name
        for owner in owners
        if not (isinstance(owner, ast.ClassDef) and owner.name.startswith("_"))
        for node in owner.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)
    ]
    assert not public


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "helpers.py", "common.py", "base.py", "misc.py"}
    assert not [path for path in MODULES if path.name in drawers]


def test_every_class_of_a_stylesheet_is_used_and_every_class_has_a_use() -> None:
    name, web = re.compile(r"aw-[a-z0-9_-]*[a-z0-9]"), ROOT / "api" / "web"
    sheets = "".join(path.read_text() for path in (web / "static").glob("*.css"))
    scripts = "".join(path.read_text() for path in (web / "static").glob("*.js"))
    tests = "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    pages = "".join(path.read_text() for path in (web / "templates").glob("*.html"))
    with_ends = tuple(re.findall(r"(aw-[a-z0-9_-]*-)\{\{", pages))  # class="aw-answer--{{ outcome }}"
    ruled = {one[1:] for one in re.findall(rf"\.{name.pattern}", sheets)}
    written = set(name.findall(re.sub(r"aw-[a-z0-9_-]*-\{\{", "", pages)))
    assert not {one for one in ruled - written - set(name.findall(scripts)) if not one.startswith(with_ends)}
    assert not written - ruled - set(name.findall(scripts + tests))


def test_a_dark_screen_changes_colours_alone_and_in_one_place() -> None:
    """So a page that is whole at two widths, once in each scheme, is whole at both in both."""
    sheets = "".join(path.read_text() for path in (ROOT / "api" / "web" / "static").glob("*.css"))
    ((dark, _),) = re.findall(r"prefers-color-scheme: dark\) \{\s*:root \{([^{}]*)\}(\s*)\}", sheets)
    assert sheets.count("prefers-color-scheme") == 1
    assert re.fullmatch(r"(\s*--aw-[a-z-]+: #[0-9a-f]{6};)+\s*", dark)


def test_lock_files_carry_hashes_and_no_address() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.M)
        assert pinned
        assert len(re.findall(r"^[a-z0-9].*\\\n    --hash=", text, re.M)) == len(pinned)


def test_the_default_install_is_what_the_lock_says() -> None:
    """Every dependency stands in the lock; what only checking needs does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"^([a-z0-9][\w.-]*)", lock, re.M))
    names = {re.split(r"[\[<>=~]", one)[0] for one in project["dependencies"]}
    assert names <= pinned
    assert not {"pytest", "mypy", "ruff", "playwright", "hypothesis"} & pinned


def test_continuous_integration_calls_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script.rstrip().endswith("make test")
    dry = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"):
        assert tool in dry
