// A meeting that is held: the part that changes is asked for, timers go on, and what is typed while the connection
// is bad is kept here and sent later, once: each text goes with the key it was typed under. All works without this.
"use strict";

const page = document.querySelector("[data-live]");
const [, whose] = page.dataset.live.split(" "); // somebody else may sign in on this machine meanwhile
const OUT = `live ${page.dataset.live}`;
const TYPED = `typed ${page.dataset.live}`;
const kept = (name) => JSON.parse(localStorage.getItem(name) ?? "null");
const keep = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const line = page.querySelector("[data-outbox-line]");
const list = page.querySelector("[data-outbox]");

// The part that changes carries what it was told of; told of the same again, it stays as it is.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.id === "now") detail.headers["If-None-Match"] = `"${detail.elt.dataset.tag}"`;
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 304) detail.shouldSwap = false;
  if ([409, 422].includes(detail.xhr.status) && detail.target.id === "now") detail.shouldSwap = true; // it says why
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt.id === "now") line.hidden = detail.xhr.status > 0;
});

// Timers: seconds that ran before, and the instant since when they run.
const clock = (seconds) => {
  const left = Math.abs(Math.trunc(seconds));
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return seconds < 0 ? `−${text}` : text;
};
function tick() {
  for (const timer of document.querySelectorAll("[data-spent]")) {
    const { spent, since, planned, buffer, ahead } = timer.dataset;
    const ran = Number(spent) + (since ? Math.max(0, Date.now() / 1000 + Number(ahead) - Number(since)) : 0);
    timer.querySelector("[data-shown]").textContent = clock(planned ? planned - ran : ran);
    if (!planned) continue;
    const left = planned - ran;
    const near = Math.min(300, planned / 5);
    timer.dataset.colour = left > near ? "calm" : left > 0 ? "near" : left + Number(buffer) > 0 ? "buffer" : "over";
  }
}
function setClock() {
  // This machine's clock may be wrong: the page says what time it was made at.
  for (const timer of document.querySelectorAll("[data-spent]:not([data-ahead])"))
    timer.dataset.ahead = Number(timer.dataset.at) - Date.now() / 1000;
  tick();
}
document.addEventListener("htmx:afterSettle", () => {
  setClock();
  follow();
});

// What is written next is written on the item at hand, unless something is typed already.
function follow() {
  const { item, itemTitle } = document.getElementById("now").dataset;
  for (const choice of document.querySelectorAll("[data-item=yes]")) {
    if (choice.form.elements.text.value) continue;
    if (item && ![...choice.options].some(({ value }) => value === item)) choice.add(new Option(itemTitle, item));
    choice.value = item ?? "";
  }
}
setInterval(tick, 1000);
setClock();

// What is typed and not sent yet survives a page that is lost.
const nameOf = (field) => `${TYPED} ${field.form.dataset.sends}`;
for (const field of document.querySelectorAll("[data-kept]")) {
  if (!field.form?.dataset.sends) continue;
  field.value ||= kept(nameOf(field)) ?? "";
  field.addEventListener("input", () => keep(nameOf(field), field.value));
}

// The outbox: [{to, body, text, said}], the oldest first; `said` is why it was not taken.
const box = () => kept(OUT) ?? [];
function show() {
  const waiting = box();
  list.hidden = !waiting.length;
  list.querySelector("ul").replaceChildren(
    ...waiting.map(({ text, said, body }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("q"), { textContent: text, dir: "auto" }));
      if (!said) return item;
      const away = Object.assign(document.createElement("button"), { className: "plain", type: "button" });
      away.textContent = list.dataset.away;
      away.addEventListener("click", () => remove(body));
      item.append(` ${said} `, away);
      return item;
    }),
  );
}
function remove(body) {
  keep(OUT, box().filter((one) => one.body !== body));
  show();
}
let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  try {
    for (const one of box().filter(({ said }) => !said)) {
      const csrf = document.querySelector("input[name=csrfmiddlewaretoken]").value;
      const headers = { "X-Outbox": whose, "X-CSRFToken": csrf, "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(one.to, { method: "POST", headers, body: one.body, redirect: "manual" });
      if (answer.status === 204) {
        remove(one.body);
        htmx.trigger("#now", "sent");
      } else if (answer.status < 500 && (answer.headers.get("Content-Type") ?? "").startsWith("text/plain")) {
        const why = (await answer.text()) || list.dataset.refused;
        keep(OUT, box().map((each) => (each.body === one.body ? { ...each, said: why } : each)));
        show();
      } else {
        break; // signed out, signed in anew or as somebody else, or the house is being restarted: it waits
      }
    }
  } catch {
    // no connection: it waits
  } finally {
    sending = false;
  }
}
document.addEventListener(
  "submit",
  (submitting) => {
    const form = submitting.target;
    if (!form.dataset.sends || !form.checkValidity()) return;
    submitting.preventDefault();
    const said = new FormData(form);
    const text = said.get("text");
    said.delete("csrfmiddlewaretoken");
    keep(OUT, [...box(), { to: form.action, body: new URLSearchParams(said).toString(), text }]);
    for (const field of form.querySelectorAll("[data-kept]")) {
      field.value = "";
      localStorage.removeItem(nameOf(field));
    }
    form.elements.key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) =>
      b.toString(16).padStart(2, "0"),
    ).join("");
    show();
    send();
  },
  true,
);
addEventListener("online", send);
setInterval(send, 5000);
show();
send();
