"""The form of a claim: plain words in the language asked, one or two sentences that state something."""

import re
import unicodedata
from typing import Final, Literal

from kb.language.dutch import detect, sentences, tokens

_LONGEST: Final = 400  # characters
_MOST: Final = 2  # sentences
_MARKUP: Final = re.compile(
    r"https?:|www\.|\b\w+\.(?:nl|com|org|net|eu)\b|<[^>]*>|&\w+;|[*_`#~|\\{}]|\[[^\]]*\]|!\[|\]\(|【|】|\^\d|@|\bmailto\b"
    r"|^\s*(?:[-•>]|\d+[.)])\s|\n",
    re.I,
)
_ADDRESSES: Final = re.compile(
    r"\b(?:neem contact op|raadpleeg|vraag (?:het|dit|dat|na)|kijk (?:op|in)|zie (?:ook|artikel|de|het)|ga naar"
    r"|let op|bel (?:met|de|het)|klik|lees|please|contact your|see (?:the|also)|click|visit)\b",
    re.I,
)
_EXCUSES: Final = re.compile(
    r"\b(?:sorry|helaas|het spijt|excuses|als (?:een )?(?:ai|taalmodel)|ik (?:kan|weet|heb|ben|denk|vind)|unfortunately"
    r"|i (?:can|cannot|am|do)|as an ai|op basis van de (?:bronnen|tekst|context|gegeven)|volgens de (?:bronnen|context))\b",
    re.I,
)
_ORDER: Final = re.compile(
    r"^(?:neem|vraag|kijk|ga|bel|meld|stuur|geef|doe|maak|zorg|controleer|raadpleeg|informeer|overleg|check|leg|lees"
    r"|noteer|registreer|negeer|ignore|contact|ask|call|send|make|check|report)\b(?! (?:t|je)\b)",
    re.I,
)
_LETTER: Final = re.compile(r"[^\W\d_]")


def not_plain(text: str) -> bool:
    """Whether a text is more than plain words: markup, addresses, hidden characters, too long, or too many sentences."""
    if not 8 <= len(text) <= _LONGEST or _MARKUP.search(text) or unicodedata.normalize("NFC", text) != text:
        return True
    if any(unicodedata.category(one) in {"Cc", "Cf", "Co", "Cn", "Cs"} for one in text):
        return True
    if any(_LETTER.match(one) and not unicodedata.name(one, "").startswith("LATIN") for one in text):
        return True
    return len(sentences(text)) > _MOST


def states_nothing(text: str) -> bool:
    """Whether a text asks, orders, excuses itself or sends the reader elsewhere."""
    first = [text[low:high].strip() for low, high in sentences(text)]
    return "?" in text or bool(_ADDRESSES.search(text) or _EXCUSES.search(text)) or any(map(_ORDER.match, first))


def other_language(text: str, language: Literal["nl", "en"]) -> bool:
    """Whether a text is not in the language asked; one of few words may be in either."""
    return len(tokens(text)) > 2 and detect(text) != language
