"""Numbers and other marks that are somebody's: BSN, account, phone, e-mail, date of birth, case, number plate."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from stdnum import iban
from stdnum.nl import bsn

Kind = Literal["bsn", "account", "email", "phone", "birth_date", "number", "plate"]
_Marked = tuple[Kind, int, int]

_S = r"[ .\-/_()\u00ad\u200b]{0,3}"  # what people put between digits
_RUN = re.compile(rf"\d(?:{_S}\d){{6,}}")
_GROUP = re.compile(r"\d+")
_MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct"  # Dutch, then what English has otherwise
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?(?:{_YEAR}|\d\d)(?!\d)|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|th|st|nd|rd)? (?:{_MONTHS})[a-z]{{0,6}}\.?(?: \d{{2,4}})?|(?:{_MONTHS})[a-z]{{0,6}} \d{{1,2}}\b"
    r"|\d{8}\b)"
)
_CALENDAR = re.compile(
    rf"\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?{_YEAR}|{_YEAR}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|{_YEAR} ?[-/. ]? ?{_YEAR}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}"
)
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MONEY_BEFORE, _MONEY_AFTER = re.compile(r"(?:€|eur|euro) ?$", re.I), re.compile(r" ?(?:,-|,\d\d|€|eur)", re.I)
_BSN_WORD = re.compile(r"\bbsn|burger ?service ?n|\bsofi|social security|citizen service", re.I)
_NEAR = 40  # characters between a word and the number it speaks of

_PHONE = re.compile(
    rf"(?<![\d+])(?!0[89]0[0-9])(?!{_CALENDAR.pattern})0 ?[1-9](?:{_S}\d){{8}}(?!\d)"  # 030-1234567, 06 12 34 56 78
    rf"|(?<!\d)(?!{_CALENDAR.pattern})06(?:{_S}\d){{7,9}}(?!\d)"  # a digit too few or too many
    rf"|(?:\+|\b00)[1-9]\d{{0,2}} ?(?:\(0\))?(?:{_S}\d){{7,12}}(?!\d)"
)
_PHONE_NAMED = re.compile(
    rf"\b(?:tel|telefoon|telefoonn(?:ummer|r)|mobiel|mobieltje|gsm|whatsapp|phone|mobile)\b\W{{0,4}}"
    rf"(?:(?:nummer|number|nr|is|op|on)\b\W{{0,3}}){{0,2}}(?!{_CALENDAR.pattern})\d(?:{_S}\d){{5,12}}",
    re.I,
)
_EMAIL = re.compile(
    r"[\w.+\-']{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,5}|\w{1,64} ?@ ?[\w\-]{1,63}\.[a-z]{2,10}\b"
    r"|[\w.\-]{1,64} ?(?:apenstaart(?:je)?|[\[(]at[\])]) ?[\w.\-]{1,63}",
    re.I,
)
# Length of an IBAN by country: where people who live here bank.
_IBAN_LENGTH: Final = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("NL", "DK", "FI"), 18),
    **dict.fromkeys(("SI",), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "IE", "RS"), 22),
    **dict.fromkeys(("CZ", "ES", "RO", "SE", "SK"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("TR",), 26),
    **dict.fromkeys(("FR", "GR", "IT"), 27),
    **dict.fromkeys(("HU", "PL", "CY", "MA", "AL"), 28),
    **dict.fromkeys(("UA",), 29),
    **dict.fromkeys(("MT",), 31),
}
_IBAN = re.compile(rf"(?<![^\W_])([A-Z]{{2}}){_S}\d{_S}\d(?:{_S}[A-Z0-9]){{11,27}}", re.I)
_ACCOUNT_NAMED = re.compile(
    rf"\b(?:(?:giro|bank)?rekening(?:nummer|nr)?|account number|iban)\b\W{{0,4}}(?:is\W)?\d(?:{_S}\d){{6,12}}", re.I
)
_CODE = r"[\W]{0,4}(?:(?:is|van|was|nummer|nr|no)\b\W{0,3}){0,2}(?=[\w\-/. ]{0,5}\d)[A-Z]{0,3}[-/. ]?\d[\w\-/.]{1,24}"
_NUMBER = re.compile(
    r"\b(?:(?:zaak|klant|cli[eë]nt|dossier|casus|aanmeld|aanmeldings|meld|meldings|huurders?|contract|polis|pati[eë]nt"
    r"|registratie|relatie|burger|inwoner|leerling|paspoort|rijbewijs|identiteits|id-?|v-?|a-|referentie|beschikkings?)"
    r"[ -]?(?:nummer|nrs?|no)|kenmerk|(?:case|client|file|customer|reference|passport|tenant) (?:number|nr|no|id))\b"
    + _CODE,
    re.I,
)
_NUMBER_BARE = re.compile(
    r"\b(?:(?:zaak|dossier|casus|case|melding)\b|(?!(?:kvk|rsin|btw|artikel|versie|bsn|sofi|burger|tel|rekening))[a-z-]{3,24}n(?:ummer|r)\b)"
    r"[\W]{0,3}(?:is\W)?[A-Z]{0,3}(\d[\d\-/.]{3,20}\d)",
    re.I,
)
_PLATE = re.compile(
    r"(?<![\w-])(?=[A-Z0-9-]{8}(?![\w-]))(?=[0-9-]{0,6}[A-Z])(?=[A-Z-]{0,6}\d)"
    r"(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{1,3}|\d{1,3})|\bkenteken\W{1,3}(?=[A-Z]{0,3}\d)[A-Z0-9]{6}\b",
    re.I,
)
_NOT_AFTER = "voor|vóór|na|vanaf|sinds|tot|tussen|en|per|before|after|since|and|until|between|from"
_BIRTH = re.compile(
    r"\b(?:geboren|geb|geboorte ?(?:datum|dag)|geb ?dat(?:um)?|g\.b|born|date of birth|dob|d\.o\.b|verjaardag)\b\W{0,3}"
    rf"(?:(?!(?:{_NOT_AFTER})\b)[^\W\d_]{{1,12}}\W{{1,3}}){{0,4}}{_DAY}"
    rf"|{_DAY}\W{{0,3}}(?:is |was )?(?:geboren|geb|born)\b"
    r"|\b(?:mevrouw|meneer|hij|zij|ze|cli[eë]nte?|klant|bewoner|huurder) is van (?:\d{1,2}[-/. ]){1}"
    rf"(?:\d{{1,2}}[-/. ]|(?:{_MONTHS})[a-z]{{0,6}} )(?:19|20)?\d\d\b",
    re.I,
)


def numbers(plain: str) -> Iterator[_Marked]:
    """What is somebody's in a text, each with its sort, start and end, in no order; one may lie within another."""
    if any(map(str.isdigit, plain)):
        yield from _bsns(plain)
        yield from _accounts(plain)
        for kind, pattern in _PATTERNS:
            yield from ((kind, *match.span()) for match in pattern.finditer(plain))
        for match in _NUMBER_BARE.finditer(plain):
            if sum(map(str.isdigit, match[1])) > 4 and not _CALENDAR.fullmatch(match[1]):
                yield "number", *match.span()
    yield from (("email", *match.span()) for match in _EMAIL.finditer(plain))


_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("phone", _PHONE),
    ("phone", _PHONE_NAMED),
    ("account", _ACCOUNT_NAMED),
    ("number", _NUMBER),
    ("plate", _PLATE),
    ("birth_date", _BIRTH),
)


def _bsns(plain: str) -> Iterator[_Marked]:
    """Groups of digits that together are a BSN: nine digits, or eight, that pass the test of eleven.

    Where the word stands near, a number that fails the test counts too: it was mistyped.
    """
    for run in _RUN.finditer(plain):
        groups = [group.span() for group in _GROUP.finditer(plain, *run.span())]
        spoken_of = bool(_BSN_WORD.search(plain, max(0, run.start() - _NEAR), run.end() + _NEAR))
        for first in range(len(groups)):
            digits = ""
            for start, end in groups[first : first + 9]:
                digits += plain[start:end]
                span = groups[first][0], end
                if len(digits) in (8, 9) and _is_bsn(digits, plain, span, spoken_of=spoken_of):
                    yield "bsn", *span


def _is_bsn(digits: str, plain: str, span: tuple[int, int], *, spoken_of: bool) -> bool:
    written = plain[slice(*span)]
    if _CALENDAR.fullmatch(written):
        return False
    if spoken_of:
        return True
    marks = set(_GROUP.split(written)[1:-1])
    if len(marks) > 1 or (marks and len(digits) < 9):  # "12-2024 10.00": digits that do not belong together
        return False
    money = _MONEY_BEFORE.search(plain[: span[0]][-6:]) or _MONEY_AFTER.match(plain, span[1])
    return bsn.is_valid(digits.zfill(9)) and not (money and _AMOUNT.fullmatch(written))


def _accounts(plain: str) -> Iterator[_Marked]:
    for match in _IBAN.finditer(plain):
        length = _IBAN_LENGTH.get(match[1].upper(), 0)
        places = [at for at in range(*match.span()) if plain[at].isalnum()]
        if not length or len(places) < length:
            continue
        code = "".join(plain[at] for at in places[:length]).upper()
        # one of ours that fails the test was mistyped
        if iban.is_valid(code, check_country=False) or re.fullmatch(r"NL\d\d[A-Z]{4}\d{10}", code):
            yield "account", match.start(), places[length - 1] + 1
