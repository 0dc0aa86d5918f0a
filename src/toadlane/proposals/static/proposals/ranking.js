// A ballot is put in order by mouse, finger or arrow keys; what is sent are the places, as without this file.
"use strict";

const ballot = document.querySelector("form[data-ranked]");
const placeOf = (row) => row.querySelector("select");
const nameOf = (row) => row.querySelector("label").firstChild.textContent.trim();

function rank(form) {
  const rows = [...form.querySelectorAll("select[name^=option_]")].map((place) => place.closest(".field"));
  const [list, rest, said] = ["div", "p", "p"].map((kind) => document.createElement(kind));
  list.className = "ranking";
  rest.className = "rest";
  rest.textContent = form.dataset.rest;
  said.className = "unseen";
  said.setAttribute("role", "status");
  rows[0].before(list);
  list.after(said);
  for (const row of rows) row.prepend(gripOf(row));
  sort();

  function gripOf(row) {
    const grip = document.createElement("button");
    grip.type = "button";
    grip.className = "grip";
    grip.textContent = "⠿";
    grip.setAttribute("aria-label", `${form.dataset.move}: ${nameOf(row)}`);
    grip.addEventListener("pointerdown", (press) => press.button === 0 && drag(row, grip, press));
    grip.addEventListener("keydown", (press) => {
      if (press.key !== "ArrowUp" && press.key !== "ArrowDown") return;
      press.preventDefault();
      step(row, press.key === "ArrowDown");
      number();
      tell(row);
    });
    placeOf(row).addEventListener("change", (change) => {
      sort();
      change.target.focus();
    });
    return grip;
  }

  // The row itself stays where it is in the page, so that it keeps the finger and the focus: the others pass it.
  function step(row, down) {
    if (down) row.nextElementSibling && row.before(row.nextElementSibling);
    else row.previousElementSibling && row.after(row.previousElementSibling);
  }

  function drag(row, grip, press) {
    const before = [...list.children];
    press.preventDefault();
    grip.focus();
    grip.setPointerCapture(press.pointerId);
    row.classList.add("held");
    const follow = (move) => {
      const [up, down] = [row.previousElementSibling, row.nextElementSibling];
      if (up && move.clientY < middle(up)) step(row, false);
      else if (down && move.clientY > middle(down)) step(row, true);
      if (move.clientY < 60) scrollBy(0, -12);
      else if (move.clientY > innerHeight - 60) scrollBy(0, 12);
    };
    const leave = () => {
      row.classList.remove("held");
      grip.removeEventListener("pointermove", follow);
      grip.removeEventListener("pointerup", drop);
      grip.removeEventListener("pointercancel", giveUp);
      removeEventListener("keydown", escape, true);
    };
    const drop = () => {
      leave();
      if (list.children.length && before.some((one, nth) => list.children[nth] !== one)) number();
      tell(row);
    };
    const giveUp = () => {
      leave();
      list.append(...before);
    };
    const escape = (key) => key.key === "Escape" && giveUp();
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", drop);
    grip.addEventListener("pointercancel", giveUp);
    addEventListener("keydown", escape, true);
  }

  function middle(one) {
    const box = one.getBoundingClientRect();
    return box.top + box.height / 2;
  }

  // Whoever stands above the line has the place in which they stand there; whoever stands below it has none.
  function number() {
    let place = 0;
    let ranked = true;
    for (const one of list.children) {
      if (one === rest) ranked = false;
      else placeOf(one).value = String(ranked ? ++place : 0);
    }
  }

  function sort() {
    const given = rows.filter((row) => placeOf(row).value !== "0");
    given.sort((one, other) => placeOf(one).value - placeOf(other).value);
    list.append(...given, rest, ...rows.filter((row) => placeOf(row).value === "0"));
  }

  function tell(row) {
    said.textContent = `${nameOf(row)}: ${placeOf(row).selectedOptions[0].textContent}`;
  }
}

if (ballot?.querySelector("select[name^=option_]")) {
  rank(ballot);
  ballot.querySelector("[data-by-hand]").hidden = false;
}
