// The light table's page: what is done here is kept, pictures are dragged, and all of it is
// a submit of the same form that works without this.

import "./site.js";
import { MOST, addressOf, keep, kept, showCount } from "./table-keep.js";
import { t } from "./words.js";

const said = document.getElementById("said");
const table = () => document.getElementById("table");
const form = () => table().querySelector("form");

const shown = () =>
  [...table().querySelectorAll("[data-pick]")].map((it) => ({
    pick: it.dataset.pick,
    note: it.querySelector('[name="note"]').value.trim(),
  }));
const names = (placed) => placed.map((it) => it.pick).sort().join();

let isOwn = false;

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

function open() {
  const [here, own] = [shown(), kept()];
  if (!location.search && own.length) return location.replace(addressOf(own));
  isOwn = !own.length || names(own) === names(here);
  if (isOwn && here.length) keep(here);
  const box = table().querySelector("[data-shared]");
  box.hidden = isOwn;
  box.querySelector("[data-own-count]").textContent = t(own.length === 1 ? "1 picture" : "{count} pictures", { count: own.length });
  box.querySelector("[data-own]").href = addressOf(own);
  for (const it of table().querySelectorAll(".shot")) it.draggable = true;
}

const acts = {
  take() {
    const own = kept();
    const more = shown().filter((it) => !own.some((mine) => mine.pick === it.pick));
    const all = [...own, ...more].slice(0, MOST);
    keep(all);
    location.assign(addressOf(all));
  },
  clear() {
    if (!confirm(t("Take every picture off the table?"))) return;
    if (isOwn) keep([]);
    location.assign(form().action);
  },
  async print() {
    const pictures = [...table().querySelectorAll("img")];
    for (const img of pictures) img.loading = "eager";
    await Promise.allSettled(pictures.map((img) => img.decode()));
    print();
  },
  async copy() {
    await navigator.clipboard.writeText(document.getElementById("to-paste").value);
    say(t("Copied."));
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#table button");
  if (!button) return;
  if (button.getAttribute("aria-disabled") === "true") event.preventDefault();
  for (const [name, act] of Object.entries(acts)) if (name in button.dataset) act();
});

document.addEventListener("change", (event) => {
  if (event.target.name === "note" && form()?.contains(event.target)) form().requestSubmit();
});

// Where the control of a picture is gone, the next one's has the focus.
let wasAt = null;
document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  const place = [...table().querySelectorAll("[data-pick]")].indexOf(event.submitter?.closest("[data-pick]"));
  wasAt = event.submitter?.name ? { name: event.submitter.name, place } : null;
}, true);

document.addEventListener("htmx:afterSettle", () => {
  if (isOwn) keep(shown());
  for (const it of table().querySelectorAll(".shot")) it.draggable = true;
  table().querySelector("[data-shared]").hidden = isOwn;
  if (wasAt?.name === "remove") {
    const left = table().querySelectorAll('[name="remove"]');
    (left[Math.min(wasAt.place, left.length - 1)] ?? document.getElementById("main")).focus();
    say(table().dataset.said);
  } else if (wasAt?.name === "move") {
    const item = document.activeElement.closest("[data-pick]");
    const place = [...table().querySelectorAll("[data-pick]")].indexOf(item) + 1;
    if (place) say(t("Now place {place}.", { place }));
  }
  wasAt = null;
});

// Dragging, for a mouse; the buttons do the same for everybody.
let dragged = null;
const unmark = () => {
  for (const it of table().querySelectorAll(".is-before, .is-after")) it.classList.remove("is-before", "is-after");
};
const goal = (event) => {
  const item = dragged && event.target.closest?.("#table [data-pick]");
  if (!item || item === dragged) return null;
  const box = item.getBoundingClientRect();
  return { item, isAfter: event.clientX > box.left + box.width / 2 };
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("#table .shot")?.closest("[data-pick]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.pick);
  dragged.classList.add("is-dragged");
});
document.addEventListener("dragover", (event) => {
  const to = goal(event);
  unmark();
  if (!to) return;
  event.preventDefault();
  to.item.classList.add(to.isAfter ? "is-after" : "is-before");
});
document.addEventListener("drop", (event) => {
  const to = goal(event);
  if (!to) return;
  event.preventDefault();
  to.item[to.isAfter ? "after" : "before"](dragged);
  form().requestSubmit();
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  unmark();
});

addEventListener("pageshow", (event) => event.persisted && open());
open();
showCount();
