// Lets a browser make or show a passkey for a form marked with data-passkey. The form holds what the house asks, or
// its address tells; what the browser answers goes back in the field `credential`. Without scripts the form stays
// hidden, and the page names another way.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || !webauthnJSON.supported()) continue;
  form.hidden = false;
  for (const note of document.querySelectorAll("[data-no-passkey]")) note.hidden = true;
  form.addEventListener("submit", (sending) => {
    sending.preventDefault();
    ask(form).catch(() => {
      const trouble = form.querySelector("[data-trouble]");
      trouble.hidden = false;
      trouble.focus();
    });
  });
}

async function ask(form) {
  form.querySelector("[data-trouble]").hidden = true;
  const options = await optionsOf(form);
  const answer = form.dataset.passkey === "new" ? await webauthnJSON.create(options) : await webauthnJSON.get(options);
  form.elements.credential.value = JSON.stringify(answer);
  form.submit();
}

async function optionsOf(form) {
  const given = document.getElementById("passkey-options");
  const said = given ? JSON.parse(given.textContent) : await asked(form.action);
  return said.creation_options || said.request_options;
}

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}
