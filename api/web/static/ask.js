// Makes the ask page a conversation: answers come in the same page, sources open beside them. Without it
// every form and link works as it stands in the page.
import { events } from "./events.js";
import { keepConversation, keptConversation } from "./conversation.js";
import { motion, openSource } from "./panel.js";
import { remember } from "./past.js";
import { personal, ready, sentence, wordsOf } from "./personal.js";

const LISTS_MS = 2000; // what is slower to come does not keep a question waiting: the server looks too

const form = document.querySelector("[data-ask]");
const workplace = document.querySelector("[data-workplace]");
const [thread, spoken, status, problem, fresh] = ["thread", "spoken", "status", "problem", "fresh"].map((part) =>
  document.querySelector(`[data-${part}]`),
);
const field = form.elements.question;

document.addEventListener("submit", (submitted) => {
  const sent = submitted.target.closest("[data-ask], [data-follow]");
  if (!sent) return;
  submitted.preventDefault();
  if (form.ariaBusy !== "true") ask(new FormData(sent, submitted.submitter));
});

document.addEventListener("click", (click) => {
  const link = click.target.closest("a[data-panel]");
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  openSource(link);
});

// In a hurry one presses Enter; a new line is Shift and Enter.
field.addEventListener("keydown", (key) => {
  if (key.key !== "Enter" || key.shiftKey || key.isComposing) return;
  key.preventDefault();
  form.requestSubmit();
});

// `asked` is what is sent: what the form holds, or a question that the page offered.
async function ask(asked) {
  form.ariaBusy = "true"; // a second press asks nothing twice
  try {
    spoken.replaceChildren();
    problem.replaceChildren();
    field.removeAttribute("aria-invalid");
    if (await anonymous(asked.get("question"))) await send(asked);
  } finally {
    form.ariaBusy = "false";
  }
}

async function send(asked) {
  status.textContent = status.dataset.busy;
  const turn = pending(asked.get("question"));
  const show = {
    claim({ html, text }) {
      turn.lastElementChild.append(nodes(html));
      const line = document.createElement("p");
      line.textContent = text;
      spoken.append(line);
    },
    answer({ html, history, outcome, leant }) {
      const answer = nodes(html).firstElementChild;
      turn.replaceWith(answer);
      settle(history, outcome, asked);
      if (outcome !== "refused") {
        remember(asked, leant);
        keepConversation(thread, form);
      }
      const heading = answer.querySelector("h2");
      document.title = `${heading.textContent} – Afsprakenwijzer`;
      heading.focus({ preventScroll: true });
      answer.scrollIntoView({ block: "start", behavior: motion() });
    },
    problem({ html, history, personal: held }) {
      turn.remove();
      form.elements.history.value = history;
      if (!held) field.value = asked.get("question");
      problem.replaceChildren(nodes(html));
      field.setAttribute("aria-invalid", "true");
      field.focus();
    },
  };
  try {
    for await (const { name, data } of events("/", asked)) show[name]?.(data);
    status.textContent = "";
  } catch {
    turn.remove();
    field.value = asked.get("question");
    status.textContent = status.dataset.lost;
  }
}

// Personal data go nowhere: a question that holds them is not sent, and stays in the box to be mended.
async function anonymous(question) {
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, LISTS_MS))]);
  const kinds = personal(question);
  if (!kinds.length) return true;
  const alert = document.createElement("div");
  alert.className = "utrecht-alert utrecht-alert--error";
  alert.role = "alert";
  alert.textContent = sentence(kinds, wordsOf());
  problem.replaceChildren(alert);
  document.querySelector("[data-personal]").textContent = ""; // the warning while typing has done its work
  field.value = question;
  field.setAttribute("aria-invalid", "true");
  field.focus();
  return false;
}

// The question stands in the conversation at once; what is found is added under it.
function pending(question) {
  const turn = document.createElement("article");
  turn.className = "aw-answer";
  const [words, card] = [document.createElement("p"), document.createElement("div")];
  words.className = "aw-asked";
  words.textContent = question;
  card.className = "aw-answer__card aw-claims";
  turn.append(words, card);
  if (question.trim()) {
    workplace.dataset.begun = "ja";
    thread.append(turn);
    turn.scrollIntoView({ block: "start", behavior: motion() });
  }
  return turn;
}

// A next question may lean on this one and is of its region and day, wherever it was asked from; one that found
// nothing stays in the box to be put in other words.
function settle(history, outcome, asked) {
  form.elements.history.value = history;
  for (const name of ["region", "on"]) form.elements[name].value = asked.get(name) ?? "";
  if (!form.elements.region.value) form.elements.region.selectedIndex = 0;
  field.value = outcome === "not_found" ? asked.get("question") : "";
  fresh.hidden = false;
}

// Who comes back to this tab finds the conversation as it was.
const before = keptConversation();
if (before && !thread.children.length) {
  thread.append(nodes(before.html));
  for (const [name, value] of Object.entries(before.fields)) form.elements[name].value = value;
  if (!form.elements.region.value) form.elements.region.selectedIndex = 0;
  workplace.dataset.begun = "ja";
  fresh.hidden = false;
}
fresh.addEventListener("click", () => keepConversation(null));

// The server escaped what is in it; scripts in such a document never run, and the policy forbids them.
function nodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const piece = document.createDocumentFragment();
  piece.append(...parsed.body.childNodes);
  return piece;
}
