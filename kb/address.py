"""Where a configured model is: a folder, Ollama on this machine, or a server with an address."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

_OLLAMA = "ollama/"


class Folder(NamedTuple):
    """A model whose files are on this machine."""

    path: Path


class Ollama(NamedTuple):
    """A model of an Ollama, the one on this machine where no `url` is given."""

    model: str
    url: str = "http://127.0.0.1:11434"


class Server(NamedTuple):
    """A model behind an address: `url` without an end slash, `model` as the server names it."""

    url: str
    model: str


ModelAddress = Folder | Ollama | Server


def read_address(written: str) -> ModelAddress:
    """What a setting names; raises ValueError, in words for whoever runs the place, where it names nothing."""
    if written.startswith(_OLLAMA):
        if not (model := written.removeprefix(_OLLAMA).strip()):
            raise ValueError("a model is named after ollama/, as in ollama/llama3.1")
        return Ollama(model)
    if "://" in written:
        return _server(written)
    return Folder(Path(written))


def served(address: ModelAddress) -> Ollama | Server:
    """An address of a model that only a server runs; raises ValueError for a folder."""
    if isinstance(address, Folder):
        raise ValueError("this is `ollama/<model>` or `<base url ending in /v1>#<model>`")
    return address


def _server(written: str) -> Server:
    url, _, model = written.partition("#")
    split = urlsplit(url)  # ValueError for what is no address
    if split.scheme not in {"http", "https"} or not split.hostname:
        raise ValueError("an address begins with http:// or https:// and a name")
    if split.username or split.password or split.query:
        raise ValueError("a key stands in a setting of its own, not in the address")
    if not model.strip():
        raise ValueError("the model is named behind a #, as in http://localhost:8080/v1#llama3.1")
    return Server(url.rstrip("/"), model.strip())
