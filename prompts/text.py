"""The loader: a prompt is a file with its variables and version on top, filled in without reading what is filled in."""

import re
from functools import lru_cache
from importlib.resources import files
from string import Template
from typing import Final, Literal, NamedTuple

Language = Literal["nl", "en"]
_HEAD: Final = re.compile(r"version: (\d+)\nvariables:((?: [a-z_]+,?)*)\n\n", re.ASCII)


class Prompt(NamedTuple):
    """A prompt: its `version` goes up with every change of its words."""

    name: str
    version: int
    variables: frozenset[str]
    body: Template

    def render(self, **values: str) -> str:
        """The text with a value for each variable; raises ValueError for one too many or too few."""
        if values.keys() != self.variables:
            raise ValueError(f"prompt {self.name} takes {sorted(self.variables)}, not {sorted(values)}")
        return self.body.substitute(values)


@lru_cache(maxsize=32)
def prompt(name: str, language: Language) -> Prompt:
    """The prompt of a name in a language; ValueError for a file that does not say what it takes."""
    text = files("prompts").joinpath(language, f"{name}.md").read_text("utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"prompts/{language}/{name}.md does not begin with its version and variables")
    variables = frozenset(filter(None, re.split(r"[, ]+", head[2])))
    body = Template(text[head.end() :])
    if set(body.get_identifiers()) != variables or not body.is_valid():
        raise ValueError(f"prompts/{language}/{name}.md names other variables than it uses")
    return Prompt(name, int(head[1]), variables, body)
