// Sends files one by one, with progress and a way to stop, and shows what became of each in the page.
// Without it the form sends them together and the answer is a page of its own.
const form = document.querySelector("[data-upload]");
const MB = 1024 * 1024;

if (form) {
  const field = form.elements.files;
  document.querySelector("[data-drop-hint]").hidden = false;
  field.addEventListener("change", () => listChosen(field));
  form.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    if (!form.hasAttribute("aria-busy")) sendAll(field);
  });
  droppable(field);
}

// Over the page as a whole a file must not open instead of being added.
function droppable(field) {
  const place = document.querySelector("[data-drop]");
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.querySelector("[data-adding]").open = true;
    place.classList.toggle("aw-drop--over", place.contains(event.target));
  });
  document.addEventListener("dragleave", () => place.classList.remove("aw-drop--over"));
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    place.classList.remove("aw-drop--over");
    if (!place.contains(event.target)) return;
    field.files = event.dataTransfer.files;
    listChosen(field);
  });
}

function listChosen(field) {
  const list = document.querySelector("[data-chosen]");
  list.replaceChildren(...[...field.files].map(chosen));
  list.hidden = field.files.length === 0;
  say("");
}

function chosen(file) {
  const [item, name] = [document.createElement("li"), document.createElement("bdi")];
  name.textContent = file.name;
  item.append(name);
  if (tooLarge(file)) item.append(warning(` (${form.dataset.tooLarge})`));
  return item;
}

function warning(words) {
  const told = document.createElement("span");
  told.className = "aw-wrong";
  told.textContent = words;
  return told;
}

const tooLarge = (file) => file.size > Number(form.dataset.maxMb) * MB;

async function sendAll(field) {
  const [files, refused] = [false, true].map((large) => [...field.files].filter((file) => tooLarge(file) === large));
  if (files.length === 0) {
    say(field.files.length ? "allTooLarge" : "none");
    field.focus();
    return;
  }
  const [box, stop] = ["[data-sending-box]", "[data-stop]"].map((part) => form.querySelector(part));
  const outcome = document.querySelector("[data-outcome]");
  const stopping = new AbortController();
  stop.onclick = () => stopping.abort();
  outcome.replaceChildren(...refused.map(refusal));
  markRegion(null);
  form.setAttribute("aria-busy", "true");
  box.hidden = false;
  const { done, end } = await sendEach(files, outcome, stopping.signal);
  form.removeAttribute("aria-busy");
  box.hidden = true;
  const total = done + refused.length;
  const left = files.slice(done).map((file) => file.name).join(", ");
  say(end === "done" && total === 1 ? "doneOne" : end, { total, left });
  if (end === "done") {
    form.reset();
    listChosenQuietly();
  }
  focusOn(form.querySelector("[name=region][aria-invalid]") ?? outcome.firstElementChild ?? field);
  await renewList();
}

// How many files the server told the outcome of, and how it ended.
async function sendEach(files, outcome, signal) {
  let done = 0;
  for (const file of files) {
    if (signal.aborted) break;
    try {
      const { page, status } = await send(file, { n: done + 1, total: files.length, file: file.name }, signal);
      const region = page.querySelector("#region-problem");
      if (region) markRegion(document.importNode(region, true));
      else outcome.append(...receipts(page));
      if (status !== 200) return { done, end: status >= 500 ? "lost" : "stopped" };
      done += 1;
    } catch {
      return { done, end: signal.aborted ? "stopped" : "lost" };
    }
  }
  return { done, end: done < files.length ? "stopped" : "done" };
}

// What the server says is wrong with the region stands at its field, as on the page without a script.
function markRegion(problem) {
  const field = form.elements.region;
  const hint = document.getElementById("upload-region-hint");
  document.getElementById("region-problem")?.remove();
  field.setAttribute("aria-describedby", [hint, problem].filter(Boolean).map((one) => one.id).join(" "));
  field.removeAttribute("aria-invalid");
  if (!problem) return;
  field.before(problem);
  field.setAttribute("aria-invalid", "true");
}

// What is not sent gets the receipt that the server would give.
function refusal(file) {
  const shown = document.importNode(document.querySelector("[data-refused]").content, true).firstElementChild;
  const facts = { file: file.name, size: Math.ceil(file.size / MB) };
  for (const part of shown.querySelectorAll("[data-words]")) part.textContent = filled(part.dataset.words, facts);
  return shown;
}

// One file. Progress is of the sending; how long the reading takes nobody knows.
function send(file, facts, signal) {
  const bar = form.querySelector("progress");
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", new URL(form.action).pathname);
    request.responseType = "document";
    request.upload.onprogress = ({ loaded, total }) => (bar.value = (100 * loaded) / total);
    request.upload.onload = () => {
      bar.removeAttribute("value");
      say("reading", facts);
      signal.removeEventListener("abort", abort); // what was sent is read: only what comes after is stopped
    };
    request.onload = () =>
      request.response ? resolve({ page: request.response, status: request.status }) : reject();
    request.onerror = request.onabort = reject;
    const abort = () => request.abort();
    signal.addEventListener("abort", abort);
    bar.value = 0;
    say("sending", facts);
    request.send(body);
  });
}

// The server escaped what is in the page; of a page without receipts what it says went wrong is shown.
function receipts(page) {
  const found = page.querySelector("[data-receipts]") ?? page.querySelector(".aw-wrong");
  return [found ?? page.querySelector("main .utrecht-paragraph--lead")].filter(Boolean).map((part) => {
    const shown = document.importNode(part, true);
    shown.tabIndex = -1; // the outcome takes the focus
    return shown;
  });
}

function focusOn(part) {
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "nearest" });
}

function listChosenQuietly() {
  const list = document.querySelector("[data-chosen]");
  list.replaceChildren();
  list.hidden = true;
}

async function renewList() {
  const response = await fetch(location.pathname + location.search).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.querySelector("[data-shelf]").replaceWith(document.importNode(page.querySelector("[data-shelf]"), true));
}

// The words stand in the page, in its language; `{file}` in them is filled here.
function say(what, facts = {}) {
  const words = what ? form.dataset[what] : "";
  form.querySelector("[data-upload-status]").textContent = filled(words, facts);
}

function filled(words, facts) {
  return words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}
