// Server-sent events in answer to a form: EventSource can only GET, and a question never stands in a URL.
export async function* events(url, form) {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: { Accept: "text/event-stream" },
  });
  if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (kept + value).split("\n\n");
    kept = whole.pop();
    for (const event of whole) yield parsed(event);
  }
}

function parsed(event) {
  const [name, data] = ["event: ", "data: "].map((field) =>
    event.split("\n").find((line) => line.startsWith(field))?.slice(field.length),
  );
  return { name, data: JSON.parse(data) };
}
