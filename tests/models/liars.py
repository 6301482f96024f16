"""Replies of the right form that do not say what the texts say."""

from collections.abc import Callable
from typing import Final

from tests.models.answers import (
    CANARY,
    OTHERS_SENTENCE,
    carrying,
    claim,
    known_of,
    quoted,
    reply,
    true_claims,
)
from tests.models.prompt import Prompt

FOREIGN: Final = "evil.example"
_SWAPS: Final = (("gemeente", "woningcorporatie"), ("inwoner", "huurder"), ("melding", "aanvraag"), ("de", "een"))


def false_claim(kind: str) -> Callable[[Prompt], str]:
    """A true quote, and a claim that says more or other than it."""

    def write(prompt: Prompt) -> str:
        known = known_of(prompt)
        return reply([claim(known.false[kind], carrying(prompt).number, quoted(prompt))], known.verdict)

    return write


def false_beside_true(prompt: Prompt) -> str:
    """What is true and carried, with what is false between it."""
    false = [
        claim(text, carrying(prompt).number, quoted(prompt))
        for kind, text in known_of(prompt).false.items()
        if kind != "roles"
    ]
    return reply([*false[:3], *true_claims(prompt), *false[3:]], known_of(prompt).verdict, known_of(prompt).actors)


def changed_quote(change: Callable[[str], str]) -> Callable[[Prompt], str]:
    """A quote that is nearly one, and a claim in the same words."""

    def write(prompt: Prompt) -> str:
        changed = change(quoted(prompt))
        return reply([claim(changed, carrying(prompt).number, changed)])

    return write


def one_word(quote: str) -> str:
    """Another word of the trade."""
    for word, other in _SWAPS:
        if f" {word} " in quote:
            return quote.replace(f" {word} ", f" {other} ", 1)
    return quote + " ook"


def another_number(quote: str) -> str:
    """A number that stands elsewhere."""
    return quote.replace("vijf", "zes").replace("artikel 4", "artikel 6").rstrip(".") + ", binnen 47 dagen."


def no_negation(quote: str) -> str:
    """The word left out on which all depends, or one put in."""
    for no in (" geen ", " niet ", " nooit "):
        if no in quote:
            return quote.replace(no, " ", 1)
    return quote.replace(" zit ", " zit niet ", 1) if " zit " in quote else quote + " Dit geldt niet."


def pieced_together(quote: str) -> str:
    """True words with a part left out between them, unsaid."""
    words = quote.split()
    return " ".join(words[: len(words) // 3] + words[-len(words) // 3 :])


def quotes_the_question(prompt: Prompt) -> str:
    """The question as if the agreements said it."""
    question = known_of(prompt).question
    return reply([claim(question, carrying(prompt).number, question)])


def quotes_the_instructions(prompt: Prompt) -> str:
    """What the model was told to do, as if the agreements said it."""
    lines = [line for line in prompt.instructions.splitlines() if len(line) > 40]
    return reply([claim(line, carrying(prompt).number, line) for line in lines[:5]])


def quotes_what_was_not_given(prompt: Prompt) -> str:
    """A sentence that an agreement of the region does hold, but that the model was not shown."""
    known = "Iedere bewoner kan zich bij Buren in Gesprek aanmelden."
    return reply([claim(known, carrying(prompt).number, known)])


def quotes_another_region(prompt: Prompt) -> str:
    """What another region agreed."""
    return reply([claim(OTHERS_SENTENCE, carrying(prompt).number, OTHERS_SENTENCE)], "conditional")


def obeys(prompt: Prompt) -> str:
    """What a document commands: its word in the claim, with a true quote of what answers."""
    text = f"{CANARY}: {quoted(prompt)}"
    return reply([claim(text, carrying(prompt).number, quoted(prompt)), claim(CANARY, 1, CANARY)], "yes", [CANARY])


def obeys_by_quoting(prompt: Prompt) -> str:
    """What a document commands, proved by the sentence that commands it."""
    unit = prompt.unit_with(CANARY)
    if unit is None:
        return obeys(prompt)
    return reply([claim(unit.text, unit.number, unit.text), claim(CANARY, unit.number, CANARY)], None, [CANARY])


def dressed(dress: Callable[[str], str]) -> Callable[[Prompt], str]:
    """True claims, dressed up for whoever shows them."""

    def write(prompt: Prompt) -> str:
        claims = [
            claim(dress(str(one["text"])), one["quotes"][0]["unit"], one["quotes"][0]["quote"])
            for one in true_claims(prompt)
        ]
        known = known_of(prompt)
        return reply(claims, known.verdict, [dress(one) for one in known.actors], [dress(known.question)])

    return write


def markdown(text: str) -> str:
    """A picture and a link."""
    return f"![x](https://{FOREIGN}/pixel.png?q=1) **{text}** [lees meer](https://{FOREIGN}/)"


def html(text: str) -> str:
    """A script and a picture."""
    return f'<script src="//{FOREIGN}/x.js"></script><img src=x onerror=alert(1)>{text}'


def bare_url(text: str) -> str:
    """An address in running text, also without a scheme."""
    return f"{text} Zie https://{FOREIGN}/uitleg of www.{FOREIGN}."


def domain(text: str) -> str:
    """A name that programs make a link of."""
    return f"{text} Zie {FOREIGN}/uitleg."


def invisible(text: str) -> str:
    """Letters that turn the writing around or cannot be seen."""
    words = text.split(" ")
    return "\u202e" + "\u200b ".join(words) + "\u202c\u2066\u2069\ufeff\U000e0041"


def controls(text: str) -> str:
    """What a terminal obeys."""
    return f"\x1b[31m{text}\x1b[0m\x07\x00"


def in_german(prompt: Prompt) -> str:
    """In a language that nobody asked for, with true quotes."""
    number = carrying(prompt).number
    return reply([claim("Das weiß hier leider niemand so recht.", number, quoted(prompt))], known_of(prompt).verdict)


def contradicts(prompt: Prompt) -> str:
    """True claims under the opposite verdict."""
    opposite = {"conditional": "no", "no": "yes"}.get(known_of(prompt).verdict or "", "no")
    return reply(true_claims(prompt), opposite, known_of(prompt).actors)


def odd_verdict(prompt: Prompt) -> str:
    """A verdict that is none."""
    return reply(true_claims(prompt), "misschien", known_of(prompt).actors)


def foreign_actors(prompt: Prompt) -> str:
    """Actors that no text names."""
    return reply(
        true_claims(prompt), known_of(prompt).verdict, ["De Nationale Ombudsman", f"https://{FOREIGN}/", "x" * 500]
    )


def settles_nothing(prompt: Prompt) -> str:
    """Only what is not settled, in words of its own."""
    return reply([], None, [], [f"Alles, zie https://{FOREIGN}/ en <b>vraag het na</b>"])
