// The reference: narrows the list while one types, and sends calls with a key that only this page knows.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.getElementById("q").focus();
    document.getElementById("q").select();
  }
});

const search = document.querySelector("[data-filters]");
if (search) {
  const groups = document.querySelectorAll("#operations .group");
  const found = document.getElementById("found");
  const jumps = document.querySelector(".jumps");
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let some = false;
      for (const item of group.querySelectorAll("li")) {
        const text = item.dataset.text;
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) {
          some = true;
          count++;
        }
      }
      group.hidden = !some;
    }
    jumps.hidden = words.length > 0;
    found.textContent = count === 1 ? "1 operation" : `${count} operations`;
  });
}

const form = document.getElementById("try-form");
if (form) {
  document.getElementById("try-card").hidden = false;
  const key = document.getElementById("try-key");
  const body = document.getElementById("try-body");
  const reply = document.getElementById("try-reply");
  const button = form.querySelector("button:not([type=button])");
  const say = (title, text) => {
    const heading = document.createElement("h3");
    heading.textContent = title;
    const pre = document.createElement("pre");
    pre.textContent = text;
    reply.replaceChildren(heading, pre);
  };
  const indented = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.dataset.path, {
        method: "POST",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        headers: { Authorization: `Bearer ${key.value.trim()}`, "Content-Type": "application/json" },
        body: body.value,
      });
      say(`Status ${answer.status}`, indented(await answer.text()));
    } catch {
      say("No answer", "The server could not be reached, or the key has characters that no key has.");
    } finally {
      button.removeAttribute("aria-busy");
      delete form.dataset.sent;
    }
  });
}
