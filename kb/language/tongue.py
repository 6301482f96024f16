"""Dutch or English: which language a question is asked in."""

from typing import Literal

from kb.language.english import english_known
from kb.language.lexicon import known
from kb.language.words import DUTCH_STOP_WORDS, ENGLISH_STOP_WORDS, tokens


def detect(text: str) -> Literal["nl", "en"]:
    """The language of a short text, by its function words and then by the dictionaries.

    Words that both languages know count for neither; what stays undecided is Dutch, the language
    of the agreements.
    """
    words = tokens(text)
    dutch = sum(word in DUTCH_STOP_WORDS and word not in ENGLISH_STOP_WORDS for word in words)
    english = sum(word in ENGLISH_STOP_WORDS and word not in DUTCH_STOP_WORDS for word in words)
    if dutch == english and words:
        dutch = sum(known(word) for word in words)
        english = sum(english_known(word) for word in words)
    return "en" if english > dutch else "nl"
