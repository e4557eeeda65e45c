// Ticked pictures lie on the visitor's light table and stay ticked from one search to the
// next; two to four of them can be compared at once.

import { MOST, addressOf, keep, kept } from "./table-keep.js";
import { t } from "./words.js";

const MOST_COMPARED = 4;
const said = document.getElementById("said");

const boxes = () => [...document.querySelectorAll('input[name="pick"][form="compare"]')];
const line = () => document.querySelector("[data-picks-said]");

function sentence(count) {
  if (count === 1) return t("1 picture ticked.");
  const rest = count > MOST_COMPARED ? ` ${t("Compare shows the first four.")}` : "";
  return t("{count} pictures ticked.", { count }) + rest;
}

function show() {
  const form = document.getElementById("compare");
  if (!form) return;
  const placed = kept();
  const picks = placed.map((it) => it.pick);
  for (const box of boxes()) box.checked = picks.includes(box.value);
  form.classList.toggle("has-picks", picks.length > 0);
  form.querySelector("[data-picks-compare]").setAttribute("aria-disabled", String(picks.length < 2));
  line().textContent = sentence(picks.length);
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches?.('input[name="pick"][form="compare"]')) return;
  const placed = kept().filter((it) => it.pick !== box.value);
  if (box.checked && placed.length >= MOST) {
    box.checked = false;
    line().textContent = said.textContent = t("A hundred are ticked already; untick one first.");
    return;
  }
  if (box.checked) placed.push({ pick: box.value, note: "" });
  keep(placed);
  show();
  said.textContent = line().textContent;
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "compare") return;
  const placed = kept();
  if (!placed.length) return; // no storage: the page's own ticks are sent
  if (event.submitter?.hasAttribute("data-picks-table")) {
    event.preventDefault();
    location.assign(addressOf(placed));
  } else if (placed.length < 2) {
    event.preventDefault();
    line().textContent = said.textContent = t("1 picture ticked; tick at least one more to compare.");
  }
});

// Those ticked on other pages too, in the order of ticking.
document.addEventListener("formdata", (event) => {
  if (event.target.id !== "compare" || !kept().length) return;
  event.formData.delete("pick");
  for (const { pick } of kept().slice(0, MOST_COMPARED)) event.formData.append("pick", pick);
});

document.addEventListener("reset", (event) => {
  if (event.target.id !== "compare") return;
  event.preventDefault();
  if (kept().length > MOST_COMPARED && !confirm(t("Take every picture off the table?"))) return;
  keep([]);
  show();
  said.textContent = t("Nothing is ticked.");
});

document.addEventListener("htmx:afterSettle", show);
addEventListener("pageshow", show); // also from the back-forward cache
setTimeout(show); // not in one go with what every page needs
