"""LlamaIndex's door to text-embeddings-inference, with one connection for all calls and errors that are errors."""

from typing import Any

import httpx
from llama_index.embeddings.text_embeddings_inference import TextEmbeddingsInference
from pydantic import PrivateAttr


class KeptInference(TextEmbeddingsInference):
    """As LlamaIndex's, which makes a client for every call (20 ms) and takes an error's body for an answer."""

    _client: httpx.Client = PrivateAttr()

    def __init__(self, client: httpx.Client, **settings: Any) -> None:
        """`settings` as TextEmbeddingsInference takes them; who made the client closes it."""
        super().__init__(**settings)
        self._client = client

    def _call_api(self, texts: list[str]) -> list[list[float]]:
        headers = {"Authorization": f"Bearer {self.auth_token}"} if self.auth_token else {}
        sent = {"inputs": texts, "truncate": self.truncate_text}
        response = self._client.post(f"{self.base_url}{self.endpoint}", json=sent, headers=headers)
        found: list[list[float]] = response.raise_for_status().json()
        return found
