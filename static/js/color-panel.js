// The colour panel with script: sliders beside the shares, the picker, ticks that exclude.

import { startPickers } from "./picker.js";
import { t } from "./words.js";

function addSliders(root) {
  for (const field of root.querySelectorAll("[data-part] input[type=number]")) {
    if (field.parentElement.querySelector("input[type=range]")) continue;
    const slider = Object.assign(document.createElement("input"), {
      type: "range",
      id: `slide-${field.id}`,
      min: "1",
      max: "100",
      value: field.value || field.placeholder,
    });
    slider.setAttribute("aria-label", t("Share of {name}, in percent", field.dataset));
    slider.addEventListener("input", () => (field.value = slider.value));
    slider.addEventListener("change", () => field.dispatchEvent(new Event("change", { bubbles: true })));
    field.addEventListener("input", () => (slider.value = field.value || field.placeholder));
    field.parentElement.append(slider);
  }
}

function start(root = document) {
  addSliders(root);
  startPickers(root);
}

// A number chosen is a number meant.
document.addEventListener("input", (event) => {
  if (event.target.id === "near_number") document.getElementById("near-number").checked = true;
});

// Choosing a file is no change of the search.
document.addEventListener(
  "change",
  (event) => event.target.closest?.(".upload") && event.stopPropagation(),
  true,
);

// The rest of the search as it stands now goes along with a picture.
document.addEventListener("submit", ({ target }) => {
  if (target.matches(".upload")) target.action = target.action.split("?")[0] + location.search;
});

document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement ?? document));
setTimeout(start); // not in one go with what every page needs
