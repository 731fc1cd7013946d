// Shows what a draft would do while it is typed. Without this script the Preview button does the same.
"use strict";
(() => {
  const form = document.getElementById("draft");
  const words = document.getElementById("words");
  const outcome = document.getElementById("outcome");
  if (!form || !words || !outcome) return;
  const said = document.createElement("p");
  said.className = "soft";
  said.setAttribute("role", "status");
  outcome.before(said);
  let waiting = 0;
  let asked = null;
  const refresh = async () => {
    asked?.abort();
    asked = new AbortController();
    said.textContent = "Reading the draft\u2026";
    try {
      const sent = new FormData(form);
      sent.set("do", "preview");
      const answer = await fetch(form.action, { method: "POST", body: sent, headers: { accept: "text/html" }, signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("outcome");
      if (!fresh) throw new Error("no outcome");
      const wrong = page.querySelector(".error-summary ul");
      outcome.replaceChildren(...fresh.childNodes);
      said.textContent = wrong ? wrong.textContent.trim() : "This is what the draft would do.";
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "The draft could not be read just now. Press Preview.";
    }
  };
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 700);
  });
})();
