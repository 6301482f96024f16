"""Every way a model behaves in these tests, by name, and what must come of it."""

import gzip
from typing import Final, Literal, NamedTuple

from tests.models import liars, shapes, transport
from tests.models.shapes import says
from tests.models.steps import Behaviour

# generate: the model's claims, verified. extract: the default answer, which says that the model failed.
# either: which of the two depends on the question.
Ends = Literal["generate", "extract", "either"]


class Way(NamedTuple):
    """A way to behave."""

    behaviour: Behaviour
    ends: Ends


def _generate(behaviour: Behaviour) -> Way:
    return Way(behaviour, "generate")


def _extract(behaviour: Behaviour) -> Way:
    return Way(behaviour, "extract")


def _either(behaviour: Behaviour) -> Way:
    return Way(behaviour, "either")


_GOOD: Final = {
    "good": _generate(transport.says_good),
    "good_but_slow_between_claims": _generate(transport.slow_between),
    "drips_characters": _generate(transport.drips),
    "drips_bytes": _generate(transport.drips_bytes),
    "in_a_fence": _generate(says(shapes.fenced)),
    "after_chatter": _generate(says(shapes.after_chatter)),
    "after_thoughts": _generate(says(shapes.after_thoughts)),
    "thoughts_apart": _generate(transport.thinks_apart),
    "indented_and_escaped": _generate(says(shapes.indented)),
    "verdict_first": _generate(says(shapes.verdict_first)),
    "extra_fields": _generate(says(shapes.extra_fields)),
    "unavailable_once": _generate(transport.refuses(503, times=1)),
    "too_many_requests_once": _generate(transport.refuses(429, headers={"Retry-After": "0"}, times=1)),
    "no_schemas": _generate(transport.refuses(400, times=1)),
    "every_claim_twice": _generate(says(shapes.doubled)),
    "one_claim_a_hundred_times": _generate(says(shapes.hundredfold)),
    "two_objects": _generate(says(shapes.two_objects)),
    "false_beside_true": _generate(says(liars.false_beside_true)),
    "contradictory_verdict": _generate(says(liars.contradicts)),
    "odd_verdict": _generate(says(liars.odd_verdict)),
    "foreign_actors": _generate(says(liars.foreign_actors)),
}

_LINE: Final = {
    "slow_to_start": _extract(transport.slow_to_start),
    "drips_slowly": _extract(transport.drips_slowly),
    "breaks_in_a_claim": _extract(transport.breaks_in_a_claim),
    "reset_in_a_claim": _extract(transport.breaks_by_reset),
    "reset_at_once": _extract(transport.resets_at_once),
    "stalls_between_claims": _either(transport.stalls),
    "breaks_between_claims": _either(transport.breaks_between_claims),
    "ends_in_a_claim": _either(transport.ends_in_a_claim),
    "bad_request": _extract(transport.refuses(400)),
    "unauthorised": _extract(transport.refuses(401)),
    "no_such_model": _extract(transport.refuses(404)),
    "too_many_requests": _extract(transport.refuses(429, headers={"Retry-After": "3600"})),
    "server_error": _extract(transport.refuses(500)),
    "unavailable": _extract(transport.refuses(503)),
    "moved_permanently": _extract(transport.redirects(301)),
    "found_elsewhere": _extract(transport.redirects(302)),
    "sent_elsewhere_with_its_body": _extract(transport.redirects(307)),
    "a_web_page": _extract(transport.says_whole(b"<script>alert(1)</script>", {"Content-Type": "text/html"})),
    "no_body": _extract(transport.says_whole(b"", {})),
    "gzip_that_is_none": _extract(transport.says_whole(b"\x1f\x8bnone", {"Content-Encoding": "gzip"})),
    "gzip_bomb": _extract(
        transport.says_whole(
            gzip.compress(b'data: {"choices": [{"delta": {"content": "' + b" " * 50_000_000),
            {"Content-Encoding": "gzip", "Content-Type": "text/event-stream"},
        )
    ),
    "no_utf8": _extract(transport.says_bytes(b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n')),
    "no_json_on_the_line": _extract(transport.says_bytes(b"data: {nee\n\n")),
    "an_error_on_the_line": _extract(transport.says_bytes(b'data: {"error": {"message": "kapot"}}\n\n')),
    "null_content": _extract(transport.says_content(None)),
    "content_of_numbers": _extract(transport.says_content(47)),
    "content_of_lists": _extract(transport.says_content([{"type": "text", "text": "{}"}])),
    "endless_white_space": _extract(transport.goes_on(" \n" * 500)),
    "endless_claims": _either(transport.endless_claims),
    "endless_chatter": _extract(transport.goes_on("Dat is een goede vraag. ")),
}

_SHAPE: Final = {
    "empty": _extract(says(lambda _: "")),
    "no_claims": _extract(says(lambda _: '{"claims": [], "verdict": null, "actors": [], "not_settled": []}')),
    "settles_nothing": _extract(says(liars.settles_nothing)),
    "no_json": _extract(says(lambda _: "Ja, dat mag.")),
    "broken_json": _extract(says(lambda _: '{"claims": [{"text": "Ja" "quotes": ]}')),
    "truncated_at_once": _extract(says(shapes.truncated)),
    "another_object": _extract(says(lambda _: '{"answer": "Ja, dat mag.", "score": 1}')),
    "a_list": _extract(says(lambda _: "[1, 2, 3]")),
    "claims_as_dict": _extract(says(shapes.claims_as_dict)),
    "quotes_as_text": _extract(says(shapes.quotes_as_text)),
    "without_quotes": _extract(says(shapes.without_quotes)),
    "wrong_types": _extract(says(shapes.wrong_types)),
    "brackets_without_end": _extract(says(shapes.deep)),
    "one_enormous_claim": _extract(says(shapes.enormous)),
    "unit_numbers_as_text": _either(says(shapes.numbers_as_text)),
    "invented_units": _extract(says(shapes.with_unit(999))),
    "unit_nought": _extract(says(shapes.with_unit(0))),
    "negative_units": _extract(says(shapes.with_unit(-1))),
    "huge_units": _extract(says(shapes.with_unit(10**30))),
    "unit_true": _either(says(shapes.with_unit(True))),
    "unit_of_words": _extract(says(shapes.with_unit("Artikel 4"))),
}

_LIES: Final = {
    "one_changed_word": _extract(says(liars.changed_quote(liars.one_word))),
    "changed_number": _extract(says(liars.changed_quote(liars.another_number))),
    "dropped_negation_in_the_quote": _extract(says(liars.changed_quote(liars.no_negation))),
    "pieced_together": _extract(says(liars.changed_quote(liars.pieced_together))),
    "quotes_the_question": _extract(says(liars.quotes_the_question)),
    "quotes_the_instructions": _extract(says(liars.quotes_the_instructions)),
    "quotes_what_was_not_given": _extract(says(liars.quotes_what_was_not_given)),
    "quotes_another_region": _extract(says(liars.quotes_another_region)),
    "added_number": _extract(says(liars.false_claim("number"))),
    "added_date": _extract(says(liars.false_claim("date"))),
    "added_negation": _extract(says(liars.false_claim("negation"))),
    "dropped_negation": _extract(says(liars.false_claim("dropped"))),
    "another_actor": _extract(says(liars.false_claim("actor"))),
    "added_modality": _extract(says(liars.false_claim("modality"))),
    "swapped_roles": _extract(says(liars.false_claim("roles"))),
    "obeys_a_document": _extract(says(liars.obeys)),
    "obeys_by_quoting_it": _extract(says(liars.obeys_by_quoting)),
    "markdown": _extract(says(liars.dressed(liars.markdown))),
    "html": _extract(says(liars.dressed(liars.html))),
    "bare_address": _extract(says(liars.dressed(liars.bare_url))),
    "domain": _extract(says(liars.dressed(liars.domain))),
    "invisible_letters": _either(says(liars.dressed(liars.invisible))),
    "terminal_controls": _either(says(liars.dressed(liars.controls))),
    "another_language": _extract(says(liars.in_german)),
}

WAYS: Final = _GOOD | _LINE | _SHAPE | _LIES
