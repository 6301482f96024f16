"""The refusal of a question that holds personal data, with a sentence that names the sort and never the data."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, get_args

from api.sentences import Lang, sentence
from assistant import numbers
from assistant.privacy import Kind, found
from kb.answer import Answer, Caution, Refused
from kb.model import Notice

if TYPE_CHECKING:
    from assistant.turns import Turn
    from kb.store import Store

_PERSONAL: Final = "personal_data"
_BEFORE: Final = "personal_data_before"
_KINDS: Final = (*get_args(numbers.Kind), "address", "name")
_AND: Final[dict[Lang, str]] = {"nl": "en", "en": "and"}


def refusal(
    question: str, history: "Sequence[Turn]", *, store: Callable[[], "Store"], lang: Lang | None, on: date | None
) -> Refused | None:
    """The refusal of a question, or of the turns before it, that holds personal data; None where none does.

    The store is opened only where something was seen: names and places that the documents held give
    of themselves are nobody's, and what an earlier answer quotes from them is no secret of the asker's.
    """
    asked = _seen([question], store, quoting=False)
    before = _seen([turn.question for turn in history], store, quoting=False)
    before += _seen([turn.answer for turn in history], store, quoting=True)
    if not (asked or before):
        return None
    from kb.language.tongue import detect

    spoken = lang or detect(question)
    notice = Caution(code=_PERSONAL if asked else _BEFORE, facts={"what": _in_words(asked or before, spoken)})
    return Refused(reason=_PERSONAL, cautions=(notice,), language=spoken, on=on or date.today())


def notice_of(answer: Answer, **facts: str) -> Notice:
    """What the sentence of a refused answer is made of; `facts` belong to reasons that have none of their own."""
    return answer.cautions[0] if answer.cautions else Notice(code=answer.reason or answer.outcome, facts=facts)


def personal_words(lang: Lang) -> dict[str, object]:
    """What the browser makes the same sentence of, before anything is sent: it puts the sorts at `{what}`."""
    return {
        "refused": sentence(_PERSONAL, {"what": "{what}"}, lang),
        "kinds": {kind: sentence(f"{_PERSONAL}_{kind}", {}, lang) for kind in _KINDS},
        "and": _AND[lang],
    }


def _seen(texts: Iterable[str], store: Callable[[], "Store"], *, quoting: bool) -> list[Kind]:
    """The sorts seen in texts; with `quoting`, the first that is seen beside what the documents say in these words."""
    suspect = [text for text in texts if found(text)]
    if not suspect:
        return []
    known = names_held(store())
    seen = {text[one.start : one.end]: one.kind for text in suspect for one in found(text, known)}
    if not quoting:
        return list(seen.values())
    held = _texts_held(store()) if seen else ()
    return [kind for words, kind in seen.items() if not any(words in text for text in held)][:1]


def names_held(store: "Store") -> frozenset[str]:
    """What the documents call themselves, their parties and their regions."""
    documents = store.documents()
    parties = (party for document in documents for party in document.parties)
    named = {name for party in parties for name in (party.name, *party.aliases)}
    return frozenset(named | {document.title for document in documents} | set(store.regions()))


def _texts_held(store: "Store") -> tuple[str, ...]:
    """What the documents say: an earlier answer may quote it."""
    return tuple(store.full_text(document.id) for document in store.documents())


def _in_words(kinds: Iterable[Kind], lang: Lang) -> str:
    """`een naam, een adres en een telefoonnummer`."""
    *most, last = (sentence(f"{_PERSONAL}_{kind}", {}, lang) for kind in dict.fromkeys(kinds))
    return f"{', '.join(most)} {_AND[lang]} {last}" if most else last
