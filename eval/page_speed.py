"""How soon a caseworker sees the first claim: from sending a question to paint, in a real browser.

`python -m eval.page_speed [--questions 40] [--out build/page_speed.json]`. The same browser and the
same clock in the page measure a bare FastAPI echo in the same run, question by question in turns.
"""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from eval.speed import command, server

if TYPE_CHECKING:
    from playwright.sync_api import Page

_ROOT: Final = Path(__file__).parents[1]
_CHROMIUM: Final = "/usr/bin/chromium"
_REGION: Final = "lindestroom"
_MOST_S: Final = 30
# The least that can be asked and painted: one form, one fetch, one paragraph.
_ECHO: Final = '''
import sys, uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
app = FastAPI()
PAGE = """<!doctype html><form><textarea name=question></textarea><button>.</button></form><div id=t></div><script>
document.forms[0].addEventListener("submit", async (sent) => {
  sent.preventDefault();
  const said = await (await fetch("/echo", {method: "POST", body: document.forms[0].elements[0].value})).text();
  const line = document.createElement("p"); line.className = "aw-claim"; line.textContent = said;
  document.querySelector("#t").append(line);
});</script>"""
app.get("/")(lambda: HTMLResponse(PAGE))
@app.post("/echo")
async def echo(request: Request): return PlainTextResponse(await request.body())
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
'''
# Milliseconds from sending to the frame after the first claim stands there; null where none comes.
_ASK: Final = """async ([question, most]) => {
  if (document.querySelector(".aw-claim")) throw new Error("a claim stands there already");
  document.querySelector("textarea[name=question]").value = question;
  const begun = performance.now();
  const painted = new Promise((done) => {
    const watch = new MutationObserver(() => {
      const claim = document.querySelector(".aw-claim");
      if (!claim && !document.querySelector(".aw-answer h2, [role=alert]")) return;
      watch.disconnect();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(claim ? performance.now() - begun : null);
      requestAnimationFrame(() => channel.port2.postMessage(0));
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => done(null), most);
  });
  document.querySelector("textarea[name=question]").form.requestSubmit();
  return painted;
}"""


def main() -> None:
    """Measure and print; write the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "page_speed.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = measure(Path(scratch) / "data", questions(arguments.questions))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(found, indent=1) + "\n")
    for name, value in found.items():
        print(f"{name:24} {value}")


def questions(most: int) -> list[str]:
    """Open questions about the example region, as people speak."""
    lines = (_ROOT / "eval" / "questions" / "answers-open.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    asked = [one["question"] for one in items if one["jurisdiction"] == _REGION and not one.get("follow_up_of")]
    return list(dict.fromkeys(asked))[:most]


def measure(data: Path, asked: list[str]) -> dict[str, Any]:
    """Milliseconds from sending to paint of the first claim, and of the echo; those that have no claim are left out."""
    from playwright.sync_api import sync_playwright

    command("--data", str(data), "ingest", str(_ROOT / "examples" / _REGION))
    claims: list[float] = []
    echoes: list[float] = []
    with server(data) as (base, _, _), _echo() as echo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        ours, theirs = browser.new_page(), browser.new_page()
        for question in asked[:3]:  # what is opened once is opened now
            _painted(ours, base, question)
            _painted(theirs, echo, question)
        for question in asked:
            claim, echoed = _painted(ours, base, question), _painted(theirs, echo, question)
            claims += [claim] if claim is not None else []
            echoes += [echoed] if echoed is not None else []
        browser.close()
    return {
        "questions": len(asked),
        "with_a_claim": len(claims),
        "first_claim_ms": round(statistics.median(claims), 1),
        "first_claim_p95_ms": round(statistics.quantiles(claims, n=20)[-1], 1),
        "echo_peer_ms": round(statistics.median(echoes), 1),
        "echo_peer_p95_ms": round(statistics.quantiles(echoes, n=20)[-1], 1),
    }


def _painted(page: "Page", base: str, question: str) -> float | None:
    page.goto(base, wait_until="networkidle")
    page.evaluate("sessionStorage.clear()")  # the conversation before would stand there
    page.reload(wait_until="networkidle")
    found: float | None = page.evaluate(_ASK, [question, _MOST_S * 1000])
    return found


@contextmanager
def _echo() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    process = subprocess.Popen([sys.executable, "-c", _ECHO, str(port)])
    try:
        until = time.monotonic() + _MOST_S
        while True:
            try:
                urllib.request.urlopen(base).close()
                break
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > until or process.poll() is not None:
                    raise
                time.sleep(0.05)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=_MOST_S)


if __name__ == "__main__":
    main()
