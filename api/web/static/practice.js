// A case answered in place: the outcome comes into the page, takes the focus, and is kept in this browser where it is
// right. A page that came with an outcome keeps it too.
import { keep, kept } from "./progress.js";

function remember(article) {
  const region = article.closest("[data-progress]").dataset.progress;
  // once right stays right; and painting what is kept shows the signs of a case that came in
  const right = article.querySelector("[data-outcome=right]") !== null;
  keep(region, `case:${article.dataset.case}`, right || kept(region).has(`case:${article.dataset.case}`));
}

async function answer(form) {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.action, { method: "POST", body });
  const shown = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = shown.querySelector("[data-case]");
  if (!fresh?.querySelector("[data-outcome]")) throw new Error("no outcome");
  form.closest("[data-case]").replaceWith(fresh);
  document.title = shown.title;
  remember(fresh);
  fresh.querySelector("#uitkomst").focus();
}

function resume() {
  const link = document.querySelector("[data-resume] a");
  if (!link || new URLSearchParams(location.search).has("zaak")) return;
  const done = kept(link.closest("[data-progress]").dataset.progress);
  const cases = link.dataset.cases.trim().split(" ");
  const next = cases.find((one) => !done.has(`case:${one}`));
  if (!next || next === cases[0]) return;
  const to = new URL(link.href);
  to.searchParams.set("zaak", next);
  to.hash = "oefening";
  link.href = to.href;
  link.parentElement.hidden = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-case-form]");
  if (!form) return;
  event.preventDefault();
  answer(form).catch(() => form.submit()); // as it goes without script
});

const answered = document.querySelector("[data-outcome]")?.closest("[data-case]");
if (answered) {
  remember(answered);
  answered.querySelector("#uitkomst").focus();
}
resume();
