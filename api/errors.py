"""The only HTTP status table: every code as a problem (RFC 9457) in the asker's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.sentences import Lang, sentence
from kb.errors import AfsprakenwijzerError, UnknownDocument, UnknownPassage

MEDIA_TYPE: Final = "application/problem+json"

# Code to status and English title. The codes of kb/errors.py come first, in the order of its tree.
STATUS: Final[Mapping[str, tuple[int, str]]] = {
    "unexpected": (500, "Unexpected error"),
    "empty": (400, "The file is empty"),
    "encrypted": (400, "The file is encrypted"),
    "damaged": (400, "The file is damaged"),
    "unsupported": (415, "The file format is not supported"),
    "too_large": (413, "The file is too large"),
    "too_slow": (400, "The file takes too long to read"),
    "no_text": (400, "The file holds no text"),
    "unreadable": (400, "The file cannot be read"),
    "unknown_document": (404, "No such document"),
    "unknown_passage": (404, "No such passage"),
    "no_picture": (404, "No picture of this page"),
    "unknown_region": (400, "No documents of this region"),
    "unknown_intervention": (404, "No such intervention"),
    "unknown_feedback": (404, "No such feedback"),
    "unknown_finding": (404, "No such finding"),
    "question_empty": (400, "The question is empty"),
    "question_too_long": (400, "The question is too long"),
    "store_unusable": (503, "The store cannot be used"),
    "store_outdated": (503, "The store belongs to another release"),
    "index_unusable": (503, "The search index cannot be used"),
    "model_absent": (503, "A configured model is not there"),
    "model_unreachable": (503, "A configured model does not answer"),
    "settings": (500, "A setting is wrong"),
    "personal_data": (400, "The question holds personal data"),
    "personal_data_before": (400, "The conversation holds personal data"),
    "personal_data_reason": (400, "The explanation holds personal data"),
    "personal_data_note": (400, "The note holds personal data"),
    "until_past": (400, "The day to look again is over"),
    "until_not_deferred": (400, "Only what is deferred has a day to look again"),
    "reason_too_long": (400, "The explanation is too long"),
    "fault_missing": (400, "What is not right is missing"),
    # Codes that only a request can cause.
    "bad_request": (400, "The request is not understood"),
    "day_unreadable": (400, "The day is not a date"),
    "cross_site": (403, "Requests from other sites are refused"),
    "unknown_model": (404, "No such model"),
    "unknown_path": (404, "Nothing stands at this address"),
    "method_not_allowed": (405, "This method is not allowed here"),
    "body_too_large": (413, "The request is too large"),
    "unknown_host": (421, "This server is not known by that name"),
}
_BY_STATUS: Final = {
    403: "cross_site",
    404: "unknown_path",
    405: "method_not_allowed",
    413: "body_too_large",
    421: "unknown_host",
}

# Sentences for the codes above that only this door knows; all others live in api/sentences.json.
_SENTENCES: Final[Mapping[str, dict[Lang, str]]] = {
    "bad_request": {
        "nl": "Er klopt iets niet aan wat er gevraagd is. Verbeter het en probeer het opnieuw.",
        "en": "Something in what was asked is wrong. Mend it and try again.",
    },
    "day_unreadable": {
        "nl": "De peildatum is geen dag. Kies er een uit de kalender, of laat het veld leeg voor vandaag.",
        "en": "The reference date is no day. Choose one from the calendar, or leave it empty for today.",
    },
    "fault_missing": {
        "nl": "Kies wat er niet klopt, of schrijf het in de toelichting. Verstuur het dan opnieuw.",
        "en": "Choose what is not right, or write it in the explanation. Then send it again.",
    },
    "until_past": {
        "nl": "Kies een dag na vandaag om opnieuw te kijken, of laat de dag weg. Er is niets bewaard.",
        "en": "Choose a day after today to look again, or leave the day out. Nothing was kept.",
    },
    "until_not_deferred": {
        "nl": "Een dag om opnieuw te kijken hoort alleen bij “Later”. Kies dat of laat de dag weg. Niets is bewaard.",
        "en": "Only “Later” has a day to look again. Choose “Later”, or leave the day out. Nothing was kept.",
    },
    "cross_site": {
        "nl": "Dit verzoek kwam van een andere website en is geweigerd. Open de Afsprakenwijzer zelf.",
        "en": "This request came from another website and was refused. Open Afsprakenwijzer itself.",
    },
    "unknown_model": {
        "nl": "Dit model is er niet. Kies er een uit de lijst: één voor alle regio’s, en één voor elke regio.",
        "en": "There is no such model. Choose one from the list: one for all regions, and one for each region.",
    },
    "unknown_path": {
        "nl": "Op dit adres staat niets. Kijk of het adres goed is overgenomen.",
        "en": "Nothing stands at this address. See whether the address was copied in full.",
    },
    "method_not_allowed": {
        "nl": "Dit kan hier niet op deze manier. Kijk in de API-beschrijving hoe het wel kan.",
        "en": "This cannot be done here in this way. See the API description for how it can.",
    },
    "body_too_large": {
        "nl": "Er is in één keer te veel gestuurd. Stuur minder of kleinere bestanden tegelijk.",
        "en": "Too much was sent at once. Send fewer or smaller files at a time.",
    },
    "unknown_host": {
        "nl": "Deze server kent de naam in het adres niet. Laat de beheerder de naam opnemen bij de instelling hosts.",
        "en": "This server does not know the name in the address. Have it added to the setting hosts.",
    },
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, ready to be shown: `detail` is in the asker's language and says what to do next.

    `errors` names the fields of a request that are wrong, each as `{field, message}`.
    """

    code: str
    detail: str
    errors: tuple[Mapping[str, str], ...] = ()

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code][0]

    @property
    def title(self) -> str:
        """What went wrong, in English, the same for every occurrence."""
        return STATUS[self.code][1]

    def to_wire(self) -> dict[str, Any]:
        """The problem as JSON."""
        wire: dict[str, Any] = {
            "type": f"urn:problem-type:afsprakenwijzer:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
        }
        return wire | ({"errors": list(self.errors)} if self.errors else {})

    def response(self) -> JSONResponse:
        """The problem as an HTTP response."""
        return JSONResponse(self.to_wire(), self.status, media_type=MEDIA_TYPE)


def problem(
    code: str, lang: Lang, facts: Mapping[str, str] | None = None, errors: Sequence[Mapping[str, str]] = ()
) -> Problem:
    """The problem of a code; a code without a status is an unexpected error."""
    if code not in STATUS:
        code = "unexpected"
    own = _SENTENCES.get(code)
    return Problem(code, own[lang] if own else sentence(code, facts or {}, lang), tuple(errors))


def problem_of(error: Exception, lang: Lang) -> Problem:
    """What a person may know of an exception; one that was not foreseen tells nothing of itself."""
    match error:
        case UnknownDocument() | UnknownPassage():  # the id stands in the address already
            return problem(error.code, lang)
        case AfsprakenwijzerError():
            return problem(error.code, lang, error.facts)
        case RequestValidationError():
            return problem("bad_request", lang, errors=[_field_error(one) for one in error.errors()])
        case HTTPException(status_code=400):  # the body is no JSON or no multipart form
            return problem("bad_request", lang, errors=[{"field": "body", "message": str(error.detail)}])
        case HTTPException():
            return problem(_BY_STATUS.get(error.status_code, "unexpected"), lang)
        case _:
            return problem("unexpected", lang)


def _field_error(error: Mapping[str, Any]) -> dict[str, str]:
    """Which field and what is wrong with it; the value itself may be a question and is left out."""
    _, *inside = error["loc"] if len(error["loc"]) > 1 else ("", *error["loc"])
    return {"field": ".".join(str(part) for part in inside), "message": str(error["msg"])}
