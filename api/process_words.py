"""An act in words: what its slots say and leave open, each under its name, for text and drawing alike."""

from api.process_wire import joined
from api.sentences import Lang, sentence, validity_in_words
from assistant.processes import Frame, Process
from assistant.regions import in_words
from kb.answer import Citation
from kb.process.act import Act, Consent, ConsentKind
from kb.process.order import Gap


def title_of(process: Process, lang: Lang) -> str:
    """What a process is called."""
    facts = {"intervention": process.intervention, "region": in_words(process.region)}
    return sentence("process_title", facts, lang)


def place_of(citation: Citation, lang: Lang) -> str:
    """Where a quote stands: document, headings, page of a PDF, and whether it holds."""
    paged = citation.file.lower().endswith(".pdf")  # other formats do not tell their pages
    page = [sentence("label_page", {"page": str(citation.page)}, lang)] if paged else []
    where = ", ".join((citation.document_title, *citation.headings, *page))
    return f"{where} ({validity_in_words(citation.validity, lang)})"


def slots_in_words(frame: Frame, lang: Lang) -> list[tuple[str, str]]:
    """Label and words of each slot that is filled, and of who and when also where the text leaves them open."""
    act, gaps = frame.step.act, frame.step.gaps

    def unsaid(gap: Gap) -> str | None:
        return sentence("process_unsaid", {}, lang) if gap in gaps else None

    follows = frame.step.follows
    said = {
        "who": joined(act.actors) or unsaid(Gap.NO_ACTOR),
        "what": what(act),
        "whom": joined([act.recipient]),
        "when": joined([act.term]) or (None if act.frequency else unsaid(Gap.NO_TERM)),
        "often": joined([act.frequency]),
        "if": joined(act.preconditions),
        "unless": joined(act.exceptions),
        "consent": consent_in_words(act.consent, lang) if act.consent else None,
        "then": frame.then.quote if frame.then else None,
    }
    rows = [(sentence(f"process_{slot}", {}, lang), words) for slot, words in said.items() if words]
    if follows is not None:
        rows.append((sentence("process_order", {}, lang), _follows(follows, lang)))
    return rows


def _follows(place: int, lang: Lang) -> str:
    return sentence("process_follows", {"number": str(place + 1)}, lang)


def what(act: Act) -> str:
    """The act in the words of the text; its object with it where that stands elsewhere, as the items of a list do."""
    action, thing = act.action, act.object
    if thing is None or (action.span.start <= thing.span.start and thing.span.end <= action.span.end):
        return action.text.strip()
    return f"{action.text.strip().rstrip(':')}: {thing.text.strip()}"


def consent_in_words(consent: Consent, lang: Lang) -> str:
    """Whose consent it is and what the text says of it."""
    kind = sentence(f"consent_{consent.kind.value}", {}, lang)
    whose = f" ({consent.whose.text})" if consent.whose and consent.kind is not ConsentKind.UNSAID else ""
    return f"{kind}{whose}: {sentence(f'polarity_{consent.polarity.value}', {}, lang)}"
