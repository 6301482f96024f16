// Sends a verdict, or takes it back, in its place: the note stays as it was typed where it cannot be kept.
document.addEventListener("submit", (submitted) => {
  const section = submitted.target.closest("[data-verdict]");
  if (!section) return;
  submitted.preventDefault();
  send(submitted.target, section);
});

async function send(form, section) {
  if (section.ariaBusy === "true") return; // a second press says nothing new
  section.ariaBusy = "true";
  const page = await answered(form).catch(() => null);
  section.ariaBusy = "false";
  const fresh = page?.querySelector("[data-verdict]");
  if (!fresh) {
    section.querySelector("[data-verdict-status]").textContent = section.dataset.lost;
    return;
  }
  const wrong = fresh.querySelector("[aria-invalid]");
  if (wrong) fresh.querySelector("[name=note]").value = form.elements.note.value;
  section.replaceWith(fresh);
  const told = wrong?.querySelector("input") ?? wrong ?? fresh.querySelector("h2");
  told.focus();
}

// The page as it is afterwards: the finding with its verdict, or the form with what is wrong.
async function answered(form) {
  const typed = new FormData(form);
  if (form.elements.until?.offsetParent === null) typed.delete("until"); // hidden: it is of what is put off
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(typed) });
  if (response.status === 404) location.reload(); // it is found no more, and that page says so
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
