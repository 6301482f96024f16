"""Whether two acts, wherever they stand, are the same deed by the same: their figures and conditions aside."""

from typing import Final

from kb.consistency.acts.about import forms
from kb.consistency.acts.act_words import doers, own_words, verb
from kb.consistency.terms.lengths import NUMBERS
from kb.process.act import Act
from kb.process.actors import Roles

_SAME: Final = 0.75  # of the words of two acts together
_COUNTS: Final = frozenset(NUMBERS) | frozenset(forms(" ".join(NUMBERS)))


def same_deed(one: Act, other: Act, roles: Roles) -> bool:
    """Whether two acts have an actor in common, and nearly all words in one form: "belt", "neemt contact op".

    For acts without their headings, as an answer shows them; statements of papers are compared by `Same`.
    """
    who, who_too = _who(one, roles), _who(other, roles)
    if not any(roles.same(name, name_too) for name in who for name_too in who_too):
        return False
    words, words_too = _words(one), _words(other)
    return bool(words & words_too) and len(words & words_too) >= _SAME * len(words | words_too)


def _who(act: Act, roles: Roles) -> frozenset[str]:
    return frozenset(roles.canonical(one.text) for one in doers(act))


def _words(act: Act) -> frozenset[str]:
    figure = act.term or act.frequency
    place = (figure.span.start, figure.span.end) if figure else (0, 0)
    said = forms(f"{own_words(act, place, meets=False, ends=act.span.end)} {verb(act)}")
    return frozenset(word for word in said if word not in _COUNTS and not word.isdigit())
