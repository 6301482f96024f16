// Sends what is said of an answer in its place; without it the form goes to a page that thanks.
document.addEventListener("submit", (submitted) => {
  const form = submitted.target.closest("[data-feedback]");
  const whole = form?.closest("[data-thanks]");
  if (!whole) return;
  submitted.preventDefault();
  send(form, whole);
});

async function send(form, whole) {
  const status = whole.querySelector("[role=status]");
  if (whole.ariaBusy === "true") return; // a second press says nothing new
  whole.ariaBusy = "true";
  const problem = await refusal(said(new FormData(form))).catch(() => ({ detail: whole.dataset.lost }));
  whole.ariaBusy = "false";
  status.textContent = problem ? problem.detail : whole.dataset.thanks;
  status.classList.toggle("aw-feedback__status--wrong", Boolean(problem));
  const reason = form.elements.reason;
  reason?.removeAttribute("aria-invalid");
  if (!problem) {
    whole.querySelector("fieldset").hidden = true;
    status.focus(); // the button that had it is gone
  } else if (reason && problem.code?.includes("reason")) {
    reason.setAttribute("aria-invalid", "true");
    reason.focus();
  } else if (problem.code === "fault_missing") {
    form.elements.fault[0].focus();
  }
  status.scrollIntoView({ block: "center" }); // clear of the question box, which may stay in sight below
}

// The form as the API takes it: a box that is not ticked is not in the form, so it is not sent.
function said(form) {
  const given = Object.fromEntries([...form].filter(([name, value]) => value && name !== "passages"));
  return { ...given, right: form.get("right") === "true", passages: form.getAll("passages") };
}

// Nothing where it was taken.
async function refusal(feedback) {
  const response = await fetch("/api/v1/feedback", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": feedback.language },
    body: JSON.stringify(feedback),
  });
  return response.ok ? null : response.json();
}
