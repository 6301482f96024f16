"""The pages of docs/ that are generated: the settings, and the licences of what is installed.

Run from the root of the repository: `python -m docs.generate`.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from kb.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
SETTINGS, LICENCES = ROOT / "docs" / "settings.md", ROOT / "docs" / "licences.md"

_SETTINGS_HEAD = """# Settings

Generated from [kb/settings.py](../kb/settings.py) by `python -m docs.generate`; change them there.

Each name is an environment variable, a line in `.env`, or, in lower case and without the prefix, a key in
`afsprakenwijzer.toml`; an earlier one of these three wins. Both files are looked for in the folder where the command is
run. A command-line option (`--data`) goes before all of them. A name that does not exist, or a value out of bounds, is
refused with exit code 2; that goes for any name in `.env`, so keep those of other programs elsewhere.
`afsprakenwijzer config` shows what is in force.

| name | meaning | default | bounds |
| --- | --- | --- | --- |
"""

_LICENCES_HEAD = """# Licences of what is installed

Generated from the metadata of the packages that `requirements.lock` pins, by `python -m docs.generate` on Linux with
Python 3.11. Afsprakenwijzer itself is EUPL-1.2. None of these packages may be under the GPL or AGPL alone; a test keeps
it so. What only development needs (`requirements-dev.lock`) is not shipped and not listed.

| package | licence |
| --- | --- |
"""
_ELSEWHERE = "not installed where this page was made"
_COPYLEFT = re.compile(r"\bA?GPL|(?<!Lesser )General Public License|Affero", re.I)


def settings_page() -> str:
    """`docs/settings.md`, as the settings now are."""
    fields = Settings.model_json_schema()["properties"]
    rows = (
        f"| `{PREFIX}{name.upper()}` | {field['description']} | {_code(field.get('default'))} | {_bounds(field)} |"
        for name, field in fields.items()
    )
    return _SETTINGS_HEAD + "\n".join(rows) + "\n"


def _bounds(field: dict[str, Any]) -> str:
    kinds = [field, *field.get("anyOf", ())]
    pattern = next((f"`{kind['pattern']}`" for kind in kinds if "pattern" in kind), "")
    low, high = field.get("minimum"), field.get("maximum")
    return f"{low} to {high}" if low is not None and high is not None else pattern


def _code(value: object) -> str:
    return "none" if value is None else f"`{value}`"


def licences_page() -> str:
    """`docs/licences.md`, as the installed packages now say."""
    rows = (f"| {name} | {licence_of(name) or _ELSEWHERE} |" for name in pinned())
    return _LICENCES_HEAD + "\n".join(rows) + "\n"


def pinned() -> list[str]:
    """The names of the packages that running takes, in the order of the lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return list(dict.fromkeys(re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^]]*\])?==", lock, re.M)))


def licence_of(name: str) -> str | None:
    """The licence a package gives itself; None where the package is not installed here."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return next(_stated(found), "not stated")


def _stated(found: Distribution) -> Iterator[str]:
    """What the metadata says, the most exact field first."""
    yield from found.metadata.get_all("License-Expression") or ()
    for field in found.metadata.get_all("License") or ():
        # Some put the whole text of the licence here; its first line is the name.
        yield from field.strip().splitlines()[:1]
    classifiers = [one for one in found.metadata.get_all("Classifier") or () if one.startswith("License ::")]
    if classifiers:
        yield "; ".join(one.rpartition(" :: ")[2] for one in classifiers)


def copyleft_only(licence: str) -> bool:
    """Whether every choice that a licence leaves is the GPL or AGPL.

    >>> [copyleft_only(one) for one in ("AGPL-3.0-only", "GPL-2.0-or-later AND MIT")]
    [True, True]
    >>> [copyleft_only(one) for one in ("GPL-3.0-only OR MIT", "LGPL-3.0-only", "MIT")]
    [False, False, False]
    """
    return all(_COPYLEFT.search(choice) for choice in licence.split(" OR "))


if __name__ == "__main__":
    SETTINGS.write_text(settings_page(), encoding="utf-8")
    LICENCES.write_text(licences_page(), encoding="utf-8")
