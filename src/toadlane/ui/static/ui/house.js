// The one script of our own. Everything works without it; it makes a few things
// quicker: single keys (`/` searches, `?` shows keys), reasons in place, light and dark, folds open on paper.
"use strict";

const root = document.documentElement;
const typing = (spot) => spot.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (press) => {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return;
  if (press.key === "Escape") closeMenus(press.target);
  if (root.dataset.keys === "off" || typing(press.target)) return;
  const search = document.querySelector("input[type=search]");
  if (press.key === "/" && search) {
    press.preventDefault();
    search.focus();
  }
  if (press.key === "?") {
    press.preventDefault();
    location.assign(document.querySelector("a[data-keys-page]").href);
  }
});

// A menu shuts when attention goes elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll(".rooms.low details[open]")) {
    const inside = menu.contains(except);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}
document.addEventListener("click", (press) => {
  if (!press.target.closest(".rooms.low details")) closeMenus(null);
});

// Reasons that were fetched take the focus of the link they replace; in a table they get a row of their own.
document.addEventListener("htmx:load", ({ detail: { elt: why } }) => {
  if (!why.matches?.("details.why")) return;
  const row = why.closest("td")?.closest("tr");
  if (row) {
    const below = document.createElement("tr");
    below.className = "reasons-row";
    const cell = below.insertCell();
    cell.colSpan = row.cells.length;
    cell.append(why);
    row.after(below);
  }
  why.querySelector("summary").focus();
});

// The choice of light takes effect at once; the button below it keeps it for the next page.
document.addEventListener("change", (change) => {
  if (change.target.name === "light") root.dataset.theme = change.target.value;
});

// On paper nothing can be opened, so what is marked for paper opens before printing.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.more:not([open])")];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});

// Whoever goes back finds what they typed, and the key it was sent with: sent again, it changes nothing.
const keyOf = (form) => form.querySelector("input[type=hidden][name=key]");
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
  for (const form of document.forms) {
    const sent = history.state?.[form.action];
    if (sent && keyOf(form)) keyOf(form).value = sent;
  }
}

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (sending) => {
  const form = sending.target;
  if (form.method !== "post" || sending.defaultPrevented) return;
  if (form.dataset.sent) sending.preventDefault();
  form.dataset.sent = "yes";
  if (keyOf(form)) history.replaceState({ ...history.state, [form.action]: keyOf(form).value }, "");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
