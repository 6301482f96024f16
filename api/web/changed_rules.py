"""What a page shows of the rules that a new version changes: by whom they are of, each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.sentences import Lang, sentence
from api.web.compared import Words, laid_over
from api.web.view import passage_href
from kb.consistency.observe import roles_of
from kb.model import Reading
from kb.process.act import Act
from kb.process.changes import Change, RuleChange, rule_changes


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule that differs: what of it, in words, and its sentence with what came and went marked."""

    changes: tuple[Change, ...]
    labels: tuple[str, ...]
    words: Words
    href: str


def for_whom(before: Reading, after: Reading, lang: Lang) -> list[tuple[str, list[Changed]]]:
    """The rules that differ under the names of those they are of, most changed first; of nobody named: under "".

    Acts of one sentence that change together are shown once.
    """
    roles = roles_of([before, after])
    found: dict[str, dict[tuple[str, str], list[RuleChange]]] = {}
    shown: dict[str, str] = {}
    for one in rule_changes(before, after, roles):
        texts = _quote(one.before, before), _quote(one.after, after)
        for name in one.who or ("",):
            key = roles.canonical(name) if name else ""
            shown.setdefault(key, _capital(name))
            found.setdefault(key, {}).setdefault(texts, []).append(one)
    rows = []
    for key, of in found.items():
        changed = [
            _changed(texts, several, (_href(several[0].before, before), _href(several[0].after, after)), lang)
            for texts, several in of.items()
        ]
        rows.append((shown[key], changed))
    return sorted(rows, key=lambda row: (not row[0], -len(row[1])))


def _changed(texts: tuple[str, str], several: Sequence[RuleChange], hrefs: tuple[str, str], lang: Lang) -> Changed:
    changes = tuple(dict.fromkeys(change for one in several for change in one.changes))
    labels = tuple(sentence(f"rule_change_{one.value}", {}, lang) for one in changes)
    return Changed(changes, labels, laid_over(*texts), hrefs[1] or hrefs[0])


def _href(act: Act | None, reading: Reading) -> str:
    return passage_href(act.passage_id, reading.document.version) if act else ""


def _quote(act: Act | None, reading: Reading) -> str:
    return reading.full_text[act.span.start : act.span.end].replace("\t", " · ") if act else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
