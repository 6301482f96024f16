"""Personal data in what somebody typed: which sort stands where, told before anything else is done with it."""

import re
from typing import Final, Literal, NamedTuple

from assistant import numbers
from assistant.addresses import addresses
from kb.language.people import people

Kind = numbers.Kind | Literal["address", "name"]


class Found(NamedTuple):
    """A stretch of a text that holds personal data, and its sort."""

    kind: Kind
    start: int
    end: int


def found(text: str, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """Where personal data stand in a text, in order; what lies within a longer stretch is not told apart.

    `known` are names of organisations and places, in any case: a name or an address that is, or is
    part of, one of them is nobody's. Reads in a time that grows with the length of the text.
    """
    plain = _plain(text)
    every = [
        *(Found(*one) for one in numbers.numbers(plain)),
        *(Found("address", *span) for span in addresses(plain)),
        *(Found("name", *span) for span in people(plain)),
    ]
    names = _stretches(plain, known) if known else ()
    kept: list[Found] = []
    for one in sorted(every, key=_order):
        if kept and one.end <= kept[-1].end:
            continue
        if one.kind in ("name", "address") and any(start <= one.start and one.end <= end for start, end in names):
            continue
        kept.append(one)
    return tuple(kept)


def _order(one: Found) -> tuple[int, int]:
    return one.start, -one.end


def _stretches(plain: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where the known names stand."""
    low = plain.lower()
    if len(low) != len(plain):  # a letter whose lower case is two, as "İ"
        low = "".join(letter.lower()[0] for letter in plain)
    wanted = (name.lower() for name in known if name.strip())
    return [match.span() for name in wanted if name in low for match in re.finditer(re.escape(name), low)]


# Signs that look alike become one, letter for letter, so that positions stay.
_ALIKE: Final = {
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\t\r\n"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc`´"), "'"),
}


def _plain(text: str) -> str:
    if text.isascii():
        return text.translate(_ALIKE)
    digits = (str(int(sign)) if sign.isdecimal() else sign for sign in text)
    return "".join(digits).translate(_ALIKE)
