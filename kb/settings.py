"""Every knob, read once at the front door and handed on as plain arguments."""

import os
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kb.address import Folder, ModelAddress, Ollama, Server, read_address, served
from kb.errors import SettingsError

PREFIX = "AFSPRAKENWIJZER_"


class Settings(BaseSettings):
    """Settings from the environment, `.env` or `afsprakenwijzer.toml`, in that order of precedence."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        toml_file="afsprakenwijzer.toml",
        frozen=True,
        extra="forbid",
    )

    data: Path = Field(default=Path("data"), description="Folder for the store and its indexes.")
    database: str | None = Field(
        default=None, description="SQLAlchemy URL of the store. None: SQLite in the data folder."
    )
    region: str | None = Field(
        default=None, pattern=r"^[a-z0-9-]+$", description="Region assumed when a question names none."
    )
    hosts: str = Field(
        default="localhost,127.0.0.1,[::1]",
        description="Names this server may be called by, with commas between. `*`: any, behind a proxy that checks.",
    )
    max_file_mb: int = Field(default=50, ge=1, le=500, description="Largest file taken in, in megabytes.")
    read_memory_mb: int = Field(
        default=1024,
        ge=256,
        le=8192,
        description="Address space of the child that reads a file, in megabytes.",
    )
    read_cpu_s: int = Field(
        default=120,
        ge=5,
        le=600,
        description="Most CPU seconds for reading one file; wall clock is twice that.",
    )
    passage_chars: int = Field(default=900, ge=200, le=4000, description="Longest passage, in characters.")
    question_chars: int = Field(default=2000, ge=100, le=10000, description="Longest question taken, in characters.")
    organisation: str | None = Field(
        default=None, max_length=200, description="Who runs this place, for the accessibility statement."
    )
    contact: str | None = Field(
        default=None,
        max_length=200,
        description="Where its users get help, as they read it: a telephone number or an e-mail address.",
    )
    keep_unanswered: bool = Field(
        default=False,
        description="Keep questions that found nothing, names and numbers taken out, for 180 days.",
    )

    llm: str | None = Field(
        default=None,
        description="Language model that words answers; none: answers are quoted. `ollama/<model>` on this machine, or"
        " `<base url ending in /v1>#<model>` of an OpenAI-compatible server.",
    )
    llm_key: SecretStr | None = Field(default=None, description="Key that the server of the language model asks for.")
    llm_seconds: float = Field(
        default=30, ge=1, le=600, description="Most seconds an answer waits for the language model; then it is quoted."
    )
    llm_at_once: int = Field(default=4, ge=1, le=256, description="Answers the language model words at the same time.")
    llm_context: int = Field(
        default=8192, ge=2048, le=1_000_000, description="Tokens the language model reads and writes for one answer."
    )
    embedding: str | None = Field(
        default=None,
        description="Neural embedding beside the built-in one; none: built-in alone. A folder with an ONNX or"
        " sentence-transformers model, `ollama/<model>`, or `<url>#<model>` of a server: OpenAI-compatible where the"
        " url ends in /v1, else text-embeddings-inference.",
    )
    embedding_key: SecretStr | None = Field(default=None, description="Key that the server of the embedding asks for.")
    reranker: str | None = Field(
        default=None,
        description="Model that reads the best passages again; none: no such model. A folder with an ONNX"
        " cross-encoder, or `<url>#<model>` of a server with a /rerank route.",
    )
    reranker_key: SecretStr | None = Field(default=None, description="Key that the server of the reranker asks for.")

    @field_validator("llm", "embedding", "reranker")
    @classmethod
    def _named(cls, written: str | None) -> str | None:
        return None if written is None or written.strip().lower() in {"", "none"} else written.strip()

    @model_validator(mode="after")
    def _addresses_are_read(self) -> Self:
        # an address that names nothing is refused before anything is opened
        _ = self.llm_address, self.embedding_address, self.reranker_address
        return self

    @property
    def llm_address(self) -> Ollama | Server | None:
        """Where the language model is."""
        return served(read_address(self.llm)) if self.llm else None

    @property
    def embedding_address(self) -> ModelAddress | None:
        """Where the embedding is."""
        return read_address(self.embedding) if self.embedding else None

    @property
    def reranker_address(self) -> Folder | Server | None:
        """Where the reranker is."""
        address = read_address(self.reranker) if self.reranker else None
        if isinstance(address, Ollama):
            raise ValueError("Ollama has no rerankers")
        return address

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database or f"sqlite:///{self.data / 'store.sqlite'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Add the TOML file behind the environment."""
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            TomlConfigSettingsSource(settings_cls),
            file_secret_settings,
        )


def load(**overrides: object) -> Settings:
    """Read all settings; `overrides` (from command-line options) win.

    Raises SettingsError where a name is unknown or a value out of bounds. pydantic refuses
    unknown names in files but not in the environment, so those are checked here.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]}", setting=unknown[0], problem="unknown")
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"setting {name}: {first['msg']}", setting=name, problem=str(first["msg"])) from error
    except (OSError, ValueError) as error:  # an unreadable or malformed afsprakenwijzer.toml
        raise SettingsError(f"settings file: {error}", setting="afsprakenwijzer.toml", problem=str(error)) from error
