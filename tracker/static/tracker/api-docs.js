// Swagger UI jumps from the title (level 1) to levels 3 and 4, and keeps the title outside every
// landmark; this says both as a screen reader expects them.
"use strict";

const repair = (selector, name, value) => {
  for (const element of document.querySelectorAll(`${selector}:not([${name}])`)) {
    element.setAttribute(name, value);
  }
};

new MutationObserver(() => {
  repair("h3.opblock-tag", "aria-level", "2");
  repair("section.models h4", "aria-level", "2");
  repair(".information-container", "role", "banner");
}).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
