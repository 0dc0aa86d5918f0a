// An agenda is put in order by dragging; the buttons beside each item do the same without this file.
"use strict";

const agenda = document.querySelector("[data-agenda]");
const order = document.querySelector("form[data-order]");
let dragged = null;

if (agenda && order) {
  for (const item of agenda.children) item.draggable = true;

  agenda.addEventListener("dragstart", (drag) => {
    dragged = drag.target.closest("li[data-item]");
    if (dragged) drag.dataTransfer.effectAllowed = "move";
  });

  agenda.addEventListener("dragover", (drag) => {
    const over = drag.target.closest("li[data-item]");
    if (!dragged || !over || over === dragged) return;
    drag.preventDefault();
    const box = over.getBoundingClientRect();
    const below = drag.clientY > box.top + box.height / 2;
    if (below) over.after(dragged);
    else over.before(dragged);
  });

  agenda.addEventListener("drop", (drag) => drag.preventDefault());

  agenda.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged = null;
    const keys = [...agenda.querySelectorAll("li[data-item]")].map((item) => item.dataset.item);
    order.querySelector("input[name=order]").value = keys.join(",");
    order.requestSubmit();
  });
}
