"""A sentence as it would read without tricks of writing: look-alike letters, marks without width, codes.

Whoever hides words from a person's eye or from a search shows them to a machine all the same.
"""

import base64
import binascii
import codecs
import contextlib
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

# Cyrillic and Greek letters that are drawn like Latin ones (Unicode Technical Standard 39, confusables).
_ALIKE = str.maketrans("абвеіјкмноросԁтухһѕԛԝӏυνκαορτιεηзɡɩ", "abbeijkmhopocdtyxhsqwluvkaoptienzgi")
_SIGNS = str.maketrans("013457@$!|€", "oieastasile")  # figures and signs that stand for a letter
_SIGNS_L = str.maketrans("013457@$!|€", "oleastasile")
_MIXED = re.compile(r"[^\W\d_][013457@$!|€]+[^\W\d_]|\b[013457@$€][^\W\d_]{2,}")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][\s.,*/|~·•]{1,3}){4,}[^\W_](?![^\W_])")
_LETTERS = re.compile(r"(?<![^\W_])(?:[^\W_][\s.*/|~·•-]{1,2})+[^\W_](?![^\W_])")
_JOINED = re.compile(r"(?<=[^\W\d_])[.*/|~·•+,](?=[^\W\d_]{2})")
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/_-]{4}\s?){6,}[A-Za-z0-9+/_-]{0,3}={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9a-f]{2}[\s,:]?){16,}", re.I)
_ESCAPED = re.compile(r"&#?\w{2,8};|%[0-9a-f]{2}|\\u[0-9a-f]{4}", re.I)
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
# Words that nearly every sentence has one of; a sentence without may be in code.
_ORDINARY = re.compile(
    r"\b(?:de|het|een|van|en|in|is|op|te|dat|die|voor|met|zijn|niet|aan|er|om|ook|als|bij|of|uit|naar|je|alle"
    r"|the|and|to|a|that|it|for|on|are|as|with|be|at|this|by|not|you|all|any)\b"
)
# Words that a person reads though their inner letters are shuffled, and so does a machine.
_OFTEN_TOLD = (
    *("negeer", "vergeet", "eerdere", "vorige", "voorgaande", "bovenstaande", "instructies", "opdrachten", "antwoord"),
    *("ignore", "disregard", "forget", "previous", "prior", "above", "instructions", "commands", "answer", "system"),
)
_SHUFFLED = {(word[0], "".join(sorted(word[1:-1])), word[-1]): word for word in _OFTEN_TOLD}
_LONG_WORD = re.compile(r"[a-z]{4,}")


def plain(text: str) -> str:
    """The words in lower case and Latin letters, without accents and marks of no width, one space between them.

    Hyphens and the marks of markup (`_`, `*`, `` ` ``, `~`) become spaces.
    """
    if text.isascii():
        bare = text
    else:
        folded = unicodedata.normalize("NFKD", text)
        bare = "".join(one for one in folded if unicodedata.category(one) not in {"Mn", "Cf", "Me"})
        bare = bare.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("„", '"')
    bare = bare.lower()
    if not bare.isascii():
        bare = bare.translate(_ALIKE)
    return re.sub(r"[\s\-‐‑–—_*`~]+", " ", bare).strip()


def readings(text: str) -> Iterator[str]:
    """What a text may say to a machine: as it stands, and again for each trick that it shows traces of."""
    own = plain(text)
    yield own
    if hidden := "".join(_TAGS.findall(text)):
        yield plain("".join(chr(ord(one) - 0xE0000) for one in hidden))
    if _ESCAPED.search(text):
        yield plain(unquote(html.unescape(re.sub(r"\\u([0-9a-fA-F]{4})", r"&#x\1;", text))))
    if _SPACED.search(own):
        yield _SPACED.sub(lambda found: re.sub(r"[^\w]", "", found[0]), re.sub(r"\s{2,}", " ", own))
        yield from _respaced(text)
    if _JOINED.search(own):
        yield _JOINED.sub(" ", own)
    unshuffled = _LONG_WORD.sub(_unshuffled, own)
    if unshuffled != own:
        yield unshuffled
    if _MIXED.search(own):
        yield own.translate(_SIGNS)
        yield own.translate(_SIGNS_L)
    yield from (plain(one) for one in _decoded(text))
    if len(own) > 20 and not _ORDINARY.search(own):
        yield codecs.encode(own, "rot13")
        yield own[::-1]


def _unshuffled(found: re.Match[str]) -> str:
    word = found[0]
    return _SHUFFLED.get((word[0], "".join(sorted(word[1:-1])), word[-1]), word)


def _respaced(text: str) -> Iterator[str]:
    """Words of spaced-out letters told apart by the wider spaces between them: "n e g e e r   a l l e"."""
    words = re.split(r"\s{2,}|\s[|/·•]\s|(?<=\w)[,.;]\s", text.strip())
    if len(words) > 1:
        yield plain(" ".join(_LETTERS.sub(lambda found: re.sub(r"[\W_]", "", found[0]), word) for word in words))


def _decoded(text: str) -> Iterator[str]:
    """What long codes in a text say, where they say something."""
    for found in _BASE64.finditer(text):
        code = re.sub(r"\s", "", found[0]).translate(str.maketrans("-_", "+/")).rstrip("=")
        with contextlib.suppress(binascii.Error, UnicodeDecodeError):
            yield plain(base64.b64decode(code + "=" * (-len(code) % 4), validate=True).decode())
    for found in _HEX.finditer(text):
        code = re.sub(r"0x|\\x|[\s,:]", "", found[0], flags=re.I)
        with contextlib.suppress(ValueError):
            yield plain(bytes.fromhex(code).decode())
