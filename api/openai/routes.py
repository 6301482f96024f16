"""The routes of `/openai/v1`: the models, and chat completions, whole or as a stream."""

from collections.abc import Iterable, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from api.errors import problem, problem_of
from api.openai import errors
from api.openai.completion import DONE, Completion, line, reads_annotations
from api.openai.conversation import Chat, Conversation, conversation
from api.openai.models import models, region_of
from api.openai.tasks import replied
from api.openai.written import Around, Piece, Sheet, claimed, written
from api.routes.door import At, Door, Speaks
from api.routes.guard import log_unexpected
from api.routes.questions import EVENT_STREAM
from api.sentences import Lang, sentence
from kb.answer import Claim
from kb.errors import AfsprakenwijzerError

# The paths are written out: the counters know a route by its own path.
router = APIRouter(include_in_schema=False)
_KEPT_NOWHERE = {"Cache-Control": "no-store"}


@router.get(f"{errors.PATH}/models")
def every_model(at: At) -> Response:
    """The models: one for each region held, and one for all."""
    return JSONResponse({"object": "list", "data": models(at.workplace.store.regions())}, headers=_KEPT_NOWHERE)


@router.get(f"{errors.PATH}/models/{{name}}")
def one_model(name: str, at: At, speaks: Speaks) -> Response:
    """One model."""
    found = next((one for one in models(at.workplace.store.regions()) if one["id"] == name), None)
    return JSONResponse(found, headers=_KEPT_NOWHERE) if found else errors.response(problem("unknown_model", speaks))


@router.post(f"{errors.PATH}/chat/completions")
def complete(chat: Chat, request: Request, at: At, speaks: Speaks) -> Response:
    """Answer the last question of a conversation; what a chat program asks for itself is answered from no agreement."""
    try:
        region = region_of(chat.model, at.workplace.store.regions())
    except KeyError:
        return errors.response(problem("unknown_model", speaks))
    asked = conversation(chat.messages)
    if asked is None:
        fault = {"field": "messages", "message": "a message of a user is needed"}
        return errors.response(problem("bad_request", speaks, errors=[fault]))
    pieces = _pieces(at, asked, region, early=bool(chat.stream))
    made = Completion(chat.model, str(request.base_url).rstrip("/"), reads_annotations(request.headers))
    if chat.stream:
        usage = bool(chat.stream_options and chat.stream_options.include_usage)
        headers = _KEPT_NOWHERE | {"X-Accel-Buffering": "no"}  # a proxy in front lets each chunk through as it comes
        return StreamingResponse(lines(made, pieces, speaks, usage=usage), media_type=EVENT_STREAM, headers=headers)
    return JSONResponse(made.whole(pieces), headers=_KEPT_NOWHERE)


def lines(made: Completion, pieces: Iterable[Piece], lang: Lang, *, usage: bool) -> Iterator[str]:
    """A completion as server-sent events; what fails on the way is one too, with its sentence in `lang`."""
    try:
        yield from map(line, made.chunks(pieces, usage=usage))
    except Exception as error:  # noqa: BLE001 - the status line has gone out: any problem is a chunk
        if not isinstance(error, AfsprakenwijzerError):
            log_unexpected(error)
        yield line(errors.error(problem_of(error, lang)))
    yield DONE


def _pieces(at: Door, asked: Conversation, region: str | None, *, early: bool) -> Iterator[Piece]:
    sheet = Sheet()
    if asked.prompt:
        longest = at.workplace.settings.question_chars
        yield sheet.write(replied(asked.question, lambda text: len(text) <= longest and not at.workplace.refused(text)))
        return
    if asked.unread:
        yield sheet.write(sentence("only_text_read", {}, "nl"))
        if not asked.question:
            return
    yield from _answered(at, asked, region, sheet, early=early)


def _answered(at: Door, asked: Conversation, region: str | None, sheet: Sheet, *, early: bool) -> Iterator[Piece]:
    """The answer; with `early` its claims as soon as they are known, where a model words them one by one.

    Without a model all is known at once, and is told in the order in which it is best read.
    """
    store, settings = at.workplace.store, at.workplace.settings
    around = Around(asked.question, store.documents, at.workplace.thesaurus, settings.question_chars)
    from kb.language.tongue import detect

    told: list[Claim] = []
    for one in at.stream(asked.question, region=region, history=asked.history):
        if not isinstance(one, Claim):
            yield from written(one, around, sheet, told)
        elif early and settings.llm:
            told.append(one)
            yield claimed(one, detect(asked.question), sheet)
