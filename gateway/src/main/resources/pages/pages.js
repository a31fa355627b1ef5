// Comfort only: every page works without this file.
"use strict";

// A form is sent once, however often its button is pressed; coming back to the page makes it usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Passwords can be looked at while they are typed.
for (const field of document.querySelectorAll("input[type=password]")) {
  const button = document.createElement("button");
  const say = (shown) => {
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", shown ? "Hide the password" : "Show the password");
  };
  button.type = "button";
  say(false);
  button.addEventListener("click", () => say(field.type === "password"));
  field.form?.addEventListener("submit", () => say(false));
  const box = document.createElement("span");
  box.className = "peekable";
  field.replaceWith(box);
  box.append(field, button);
}

// Whoever corrects a form starts at the first field that is wrong.
document.querySelector("[aria-invalid]")?.focus();

// Buttons that copy the field they belong to.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.dataset.says);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Selected: press Ctrl+C to copy it.";
    }
  });
}

// Times are shown in the zone of the reader.
const shown = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll("time[datetime]")) {
  time.title = time.textContent;
  time.textContent = shown.format(new Date(time.dateTime));
}
