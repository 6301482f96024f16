// Makes the ask page answer in place and open sources beside the answer. Without it every form and
// link works as it stands in the page.
import { events } from "./events.js";
import { openIn } from "./panel.js";

const form = document.querySelector("[data-ask]");

if (form) {
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    ask(form);
  });
  document.addEventListener("click", (click) => {
    const link = click.target.closest("a[data-panel]");
    if (!link || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    openIn(document.querySelector("[data-source]"), link);
  });
}

async function ask(form) {
  const [answer, spoken, status, problem] = ["answer", "spoken", "status", "problem"].map((part) =>
    document.querySelector(`[data-${part}]`),
  );
  const field = form.elements.question;
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
    answer({ html }) {
      answer.replaceChildren(nodes(html));
      const heading = answer.querySelector("h2");
      document.title = `${heading.textContent} – Afsprakenwijzer`;
      heading.focus();
    },
    problem({ html }) {
      problem.replaceChildren(nodes(html));
      field.setAttribute("aria-invalid", "true");
      field.focus();
    },
  };
  try {
    for await (const { name, data } of events("/", new FormData(form))) show[name]?.(data);
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
