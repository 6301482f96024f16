"""An act in words: what its slots say and leave open, each under its name, for text and drawing alike."""

from api.process_wire import is_signing, joined
from api.sentences import Lang, sentence, validity_in_words
from assistant.processes import Frame, Process
from assistant.regions import in_words
from kb.answer import Citation
from kb.model import has_pages
from kb.process.act import Act, Consent, ConsentKind
from kb.process.order import Gap


def title_of(process: Process, lang: Lang) -> str:
    """What a process is called."""
    name = process.intervention[:1].upper() + process.intervention[1:]
    return sentence("process_title", {"intervention": name, "region": in_words(process.region)}, lang)


def place_of(citation: Citation, lang: Lang, *, until: int = 0) -> str:
    """Where a quote stands: document, headings, page of a PDF (up to page `until`), and whether it holds."""
    pages = f"{citation.page}–{until}" if until > citation.page else str(citation.page)
    page = [sentence("label_page", {"page": pages}, lang)] if has_pages(citation.file) else []
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
    """The act in the words of the text; with it its object, or else its subject, where that stands apart."""
    action = act.action
    thing = act.object or (None if act.actors else act.subject)
    if thing is None or (action.span.start <= thing.span.start and thing.span.end <= action.span.end):
        return action.text.strip()
    if thing.span.end <= action.span.start:
        return f"{thing.text.strip()} {action.text.strip()}"
    return f"{action.text.strip().rstrip(':')}: {thing.text.strip()}"  # an item of a list


def consent_in_words(consent: Consent, lang: Lang) -> str:
    """Whose consent it is and what the text says of it; of a signature that is only named, no more than that."""
    kind = sentence(f"consent_{consent.kind.value}", {}, lang)
    whose = f" ({consent.whose.text})" if consent.whose and consent.kind is not ConsentKind.UNSAID else ""
    if is_signing(consent):
        return kind + whose
    return f"{kind}{whose}: {sentence(f'polarity_{consent.polarity.value}', {}, lang)}"
