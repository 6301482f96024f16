"""The stretch of time that a rule is bound to: a season, a first year, until a day. Another rule holds outside it."""

import re
from typing import Final

from kb.language.dates import MONTH

_ORDER: Final = r"(?:eerste|tweede|derde|vierde|laatste|beginnende|volgende|daaropvolgende|oneven|even)"
_SPAN: Final = r"(?:jaar|jaren|halfjaar|half jaar|kwartaal|maand(?:en)?|week|weken|dag(?:en)?|periode|fase|tijd)"
_SEASON: Final = r"[\w-]*(?:zomer|winter|herfst|voorjaar|najaar|vakantie|seizoen|feestdagen|weekeinde?|weekend)[\w-]*"
_NP: Final = r"(?:(?:de|het|een|deze|dit|die|dat|alle) )?[\w'’-]+(?: [\w'’-]+)?"
_DAY: Final = rf"(?:(?:\d{{1,2}} )?(?:{MONTH})(?: \d{{4}})?|\d{{4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}})"
_OCCASION: Final = re.compile(
    r"\b(?:"
    rf"(?:in|gedurende|tijdens|na) (?:de|het)(?: \w+)? {_ORDER}(?: \w+)? {_SPAN}\b"
    rf"|(?:in|gedurende|tijdens|buiten) (?:(?:de|het) )?{_SEASON}"
    rf"|(?:tijdens|gedurende|hangende) (?!(?:de|het) (?:gehele |hele )?(?:looptijd|duur|samenwerking|convenant))"
    rf"(?!(?:[\w-]+ ){{0,3}}{_SPAN}\b){_NP}"
    rf"|zolang [^,.;]{{3,80}}"
    rf"|(?:tot(?: en met)?|t/m) (?:uiterlijk )?(?:{_DAY}|die tijd|dan|dat moment|de zomer|het einde van \d{{4}})"
    rf"|(?:vanaf|met ingang van|per|sinds) {_DAY}"
    r"|in (?:19|20)\d\d"
    rf"|totdat [^,.;]{{3,80}}"
    r"|(?:voorlopig|aanvankelijk|in het begin|bij de start|in de aanloop)"
    r")",
    re.I,
)
# A phase behind another, whose figures are no news to that one.
_LATER: Final = re.compile(r"\b(?:daarna|vervolgens|hierna|nadien)\b", re.I)
_UNSAID: Final = re.compile(r"\b(?:de|het|een|en|met|van)\b|[^\w]+", re.I)


def occasion(text: str) -> tuple[str, ...]:
    """The stretches of time that a rule says it holds in, each as one word of its own; none where it always holds."""
    found = [f"@{'-'.join(_UNSAID.sub(' ', one[0].lower()).split())}" for one in _OCCASION.finditer(text)]
    return tuple(dict.fromkeys((*found, *(["later"] if _LATER.search(text) else []))))
