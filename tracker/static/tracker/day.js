// Keys and the time zone of the day page. Everything it does can also be done without it.
"use strict";

const typing = (target) => target.closest("input, textarea, select") !== null;

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return;
  if (event.key === "ArrowLeft") document.getElementById("previous").click();
  if (event.key === "ArrowRight") document.getElementById("next").click();
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

// A refused form (422) shows its page with the reason, like any other answer.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// Typing searches after a moment; a line that was sent meanwhile is not searched for any more.
document.addEventListener("submit", ({ target }) => {
  const box = target.elements.q;
  if (box) box.dataset.sent = box.value;
});
document.addEventListener("htmx:confirm", (event) => {
  const { id, value, dataset } = event.target;
  if (id === "q" && dataset.sent === value) event.preventDefault();
});

// Another food of a written line weighs something else, until the person says how much.
document.addEventListener("change", ({ target }) => {
  const usual = target.selectedOptions?.[0]?.dataset.figure;
  if (!target.dataset.figure || !usual) return;
  const figure = target.form.elements[target.dataset.figure];
  const shown = target.form.elements[target.dataset.shown];
  if (figure.value === shown.value) figure.value = shown.value = usual;
});

const offer = document.getElementById("zone-offer");
// One zone can have several names: the browser says which it calls it by.
const named = (timeZone) => Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
const here = named();
if (offer && here && here !== named(offer.dataset.zone)) {
  offer.querySelector("b").textContent = here;
  offer.elements.zone.value = here;
  offer.hidden = false;
}
