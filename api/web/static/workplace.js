// Makes the ask page answer in place and open sources beside the answer. Without it every form and
// link works as it stands in the page.
import { events } from "./events.js";
import { openIn } from "./panel.js";

const form = document.querySelector("[data-ask]");

if (form) {
  document.addEventListener("submit", (submitted) => {
    const sent = submitted.target.closest("[data-ask], [data-follow]");
    if (!sent) return;
    submitted.preventDefault();
    ask(form, new FormData(sent, submitted.submitter));
  });
  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[data-panel]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    openIn(document.querySelector("[data-source]"), link);
  });
}

// `asked` is what is sent: what the form holds, or a question that the answer before offered.
async function ask(form, asked) {
  const [answer, spoken, status, problem] = ["answer", "spoken", "status", "problem"].map((part) =>
    document.querySelector(`[data-${part}]`),
  );
  const field = form.elements.question;
  field.value = asked.get("question");
  status.textContent = "Bezig met zoeken…";
  field.removeAttribute("aria-invalid");
  for (const part of [answer, spoken, problem]) part.replaceChildren();
  const show = {
    claim({ html, text }) {
      answer.append(nodes(html));
      const line = document.createElement("p");
      line.textContent = text;
      spoken.append(line);
    },
    answer({ html, history }) {
      form.elements.history.value = history; // a next question may lean on this one
      answer.replaceChildren(nodes(html));
      const heading = answer.querySelector("h2");
      document.title = `${heading.textContent} – Afsprakenwijzer`;
      heading.focus();
    },
    problem({ html, history }) {
      form.elements.history.value = history;
      problem.replaceChildren(nodes(html));
      field.setAttribute("aria-invalid", "true");
      field.focus();
    },
  };
  try {
    for await (const { name, data } of events("/", asked)) show[name]?.(data);
    status.textContent = "";
  } catch {
    status.textContent = "De verbinding viel weg. Probeer het opnieuw.";
  }
}

// The server escaped what is in it; scripts in such a document never run, and the policy forbids them.
export function nodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const piece = document.createDocumentFragment();
  piece.append(...parsed.body.childNodes);
  return piece;
}
