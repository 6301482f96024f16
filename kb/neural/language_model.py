"""The configured language model: a LlamaIndex LLM, asked within a time, some at once, and left alone while it fails."""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from kb.address import Ollama, Server
from kb.errors import ModelAbsent, ModelUnreachable
from kb.neural.llm import Opened, open_llm

if TYPE_CHECKING:
    from llama_index.core.base.llms.types import ChatMessage

_log = logging.getLogger(__name__)

WRITES: Final = 1500  # tokens of a reply: a handful of claims with their quotes
_LONGEST: Final = 24_000  # characters read of a reply; an endless one is broken off
_TRIES: Final = 2
_AGAIN_S: Final = 0.3  # before the second try
_FAILURES: Final = 3  # in a row, after which the model is left alone
_REST_S: Final = 30.0
_LEAST: Final = 0.1  # of the time must be left to begin
_NO_SCHEMA: Final = frozenset({400, 415, 422, 501})  # how servers refuse a reply by schema


class Message(NamedTuple):
    """What the model is told, by whom."""

    role: Literal["system", "user"]
    text: str


Piece = str | Exception | None  # None: the end


class _Reply:
    """A reply on its way."""

    def __init__(self) -> None:
        self.pieces: queue.SimpleQueue[Piece] = queue.SimpleQueue()
        self.task: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        """Break it off; on the loop's thread."""
        if self.task is not None:
            self.task.cancel()


class LanguageModel:
    """A model that writes JSON by a schema. Threads may share one.

    A reply is read as it is written. Whatever goes wrong with it is ModelUnreachable: no server, an error of
    its own, a time that is over. After three such in a row the model is left alone for half a minute, so that
    nobody waits for a server that is down.
    """

    def __init__(self, opened: Opened, name: str, *, seconds: float, at_once: int, context: int) -> None:
        """`context` counts tokens, of what is read and what is written together."""
        self.name, self.context, self.seconds = name, context, seconds
        self._llm, self._by_schema, self._hang_up = opened
        self._schemas = True  # until a server says that it writes by none
        self._at_once = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._failed, self._rests_until = 0, 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def resting(self) -> bool:
        """Whether it failed so often that it is left alone for now."""
        return time.monotonic() < self._rests_until

    def write(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Generator[str, None, None]:
        """The reply, piece by piece; closing the iterator breaks it off. Raises ModelUnreachable."""
        until = time.monotonic() + self.seconds
        if self.resting:
            raise self._unreachable("it failed several times in a row and is asked again in half a minute")
        if not self._at_once.acquire(timeout=self.seconds):
            raise self._unreachable("too many answers are being worded at once")
        reply = _Reply()
        if until - time.monotonic() < _LEAST * self.seconds:  # what begins now would only be late
            self._at_once.release()
            raise self._unreachable("too many answers are being worded at once")
        loop = self._running()
        loop.call_soon_threadsafe(self._begin, reply, messages, schema, until)
        try:
            yield from self._read(reply.pieces, until)
        finally:
            loop.call_soon_threadsafe(reply.cancel)

    def close(self) -> None:
        """Break off every reply and let go of the connections."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None and self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    # ---- reading --------------------------------------------------------------------------------

    def _read(self, pieces: "queue.SimpleQueue[Piece]", until: float) -> Iterator[str]:
        read = 0
        while True:
            try:
                piece = pieces.get(timeout=max(until - time.monotonic(), 0.001))
            except queue.Empty:
                raise self._failing("it took longer than it may") from None
            if piece is None:
                break
            if isinstance(piece, BaseException):
                raise self._failing(type(piece).__name__) from None
            yield piece
            read += len(piece)
            if read > _LONGEST:  # its way with this question: the server is well
                raise self._unreachable("its reply has no end")
        with self._lock:
            self._failed = 0

    def _failing(self, problem: str) -> ModelUnreachable:
        with self._lock:
            self._failed += 1
            if self._failed >= _FAILURES:
                self._failed, self._rests_until = 0, time.monotonic() + _REST_S
                _log.warning("the language model %s failed %d times in a row: left alone", self.name, _FAILURES)
        return self._unreachable(problem)

    def _unreachable(self, problem: str) -> ModelUnreachable:
        # never the words of the exception: a server may repeat the question in them
        return ModelUnreachable(
            f"language model {self.name}: {problem}", model=self.name, problem=problem, setting="AFSPRAKENWIJZER_LLM"
        )

    # ---- asking, on a thread with the event loop ------------------------------------------------

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                arguments = (self._loop, self._hang_up)
                self._thread = threading.Thread(target=_run, args=arguments, name="language-model", daemon=True)
                self._thread.start()
            return self._loop

    def _begin(self, reply: "_Reply", messages: Sequence[Message], schema: Mapping[str, Any], until: float) -> None:
        reply.task = asyncio.get_running_loop().create_task(self._pump(reply.pieces, messages, schema, until))
        # the place is free when the server has been let go of, not when the reader has had enough
        reply.task.add_done_callback(lambda _: self._at_once.release())

    async def _pump(
        self,
        pieces: "queue.SimpleQueue[Piece]",
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        until: float,
    ) -> None:
        try:
            async with asyncio.timeout(until - time.monotonic()):
                async for piece in self._pieces(messages, schema):
                    pieces.put(piece)
        except Exception as error:  # noqa: BLE001 - whatever a library raises is the reader's to judge
            pieces.put(error)
        else:
            pieces.put(None)

    async def _pieces(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> AsyncIterator[str]:
        """What the LLM writes; tried once more where the server failed before it wrote anything."""
        for left in reversed(range(_TRIES)):
            begun = False
            try:
                async for piece in self._once(messages, schema):
                    begun = begun or bool(piece)
                    yield piece
            except Exception as error:
                if begun or not left or not self._worth_another(error):
                    raise
                await asyncio.sleep(_AGAIN_S)
            else:
                return

    def _worth_another(self, error: Exception) -> bool:
        status = getattr(error, "status_code", None)
        if status in _NO_SCHEMA and self._schemas:
            self._schemas = False
            return True
        return status is None or status == 429 or status >= 500

    async def _once(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> AsyncIterator[str]:
        keywords = {self._by_schema: self._asked_for(schema)} if self._schemas else {}
        reply = await self._llm.astream_chat([_chat_message(one) for one in messages], **keywords)
        async for part in reply:
            if part.delta:
                yield part.delta

    def _asked_for(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._by_schema == "format":  # Ollama's
            return schema
        return {"type": "json_schema", "json_schema": {"name": "reply", "schema": schema}}


def language_model(
    address: Ollama | Server, *, key: str | None, seconds: float, at_once: int, context: int
) -> LanguageModel:
    """The language model at an address. Raises ModelAbsent where its packages are not installed."""
    try:
        opened = open_llm(address, key, seconds=seconds, context=context, writes=WRITES)
    except ImportError as error:
        name = address.model
        facts = {"model": name, "problem": f"{error.name} is not installed", "setting": "AFSPRAKENWIJZER_LLM"}
        raise ModelAbsent(f"language model {name}: {error}", **facts) from error
    return LanguageModel(opened, address.model, seconds=seconds, at_once=at_once, context=context)


def _chat_message(message: Message) -> "ChatMessage":
    from llama_index.core.base.llms.types import ChatMessage, MessageRole

    return ChatMessage(role=MessageRole(message.role), content=message.text)


def _run(loop: asyncio.AbstractEventLoop, hang_up: Callable[[], Awaitable[object]]) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()
    loop.run_until_complete(_end(hang_up))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def _end(hang_up: Callable[[], Awaitable[object]]) -> None:
    open_ = asyncio.all_tasks() - {asyncio.current_task()}
    for task in open_:
        task.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    await hang_up()
