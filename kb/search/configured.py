"""The models that the settings name, as the search takes them; what runs one is imported only where one is named."""

from typing import TYPE_CHECKING, NamedTuple

from kb.settings import Settings
from kb.store import Store

if TYPE_CHECKING:
    from kb.search.neural_leg import NeuralLeg
    from kb.search.reranker_leg import RerankerLeg


class Configured(NamedTuple):
    """A neural embedding and a reranker, each None where none is named."""

    neural: "NeuralLeg | None"
    reranker: "RerankerLeg | None"


def configured(store: Store, settings: Settings, *, serving: bool) -> Configured:
    """The models of these settings, none of them opened yet; `serving`: for several people, and for long."""
    neural, reranker = None, None
    if settings.embedding:
        from kb.search.neural_leg import neural_leg

        neural = neural_leg(store, settings, serving=serving)
    if settings.reranker:
        from kb.search.reranker_leg import reranker_leg

        reranker = reranker_leg(settings, serving=serving)
    return Configured(neural, reranker)
