// While papers are being compared: looks every few seconds how far it is, and goes on when it is done.
const PAUSE_MS = 2000;

async function look() {
  const response = await fetch(location.href).catch(() => null);
  const page = response && new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page?.querySelector("[data-comparing]");
  if (page && !fresh) return location.reload();
  if (fresh) {
    const [bar, now] = ["progress", "p:has(+ progress)"].map((one) => fresh.querySelector(one));
    const shown = document.querySelector("[data-comparing]");
    shown.querySelector("progress").max = bar.max;
    shown.querySelector("progress").value = bar.value;
    shown.querySelector("p:has(+ progress)").textContent = now.textContent;
  }
  setTimeout(look, PAUSE_MS);
}

setTimeout(look, PAUSE_MS);
