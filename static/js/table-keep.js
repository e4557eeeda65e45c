// The visitor's own light table: picks in order with their notes, in this browser alone.

import { t } from "./words.js";

const KEY = "lighttable-table";
export const MOST = 100;
const PICK = /^[a-z]+:[0-9]+$/;

export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const isGood = (it) => PICK.test(it?.pick) && typeof it.note === "string";
    return Array.isArray(found) ? found.filter(isGood).slice(0, MOST) : [];
  } catch {
    return []; // no storage, or not ours
  }
}

export function keep(placed) {
  try {
    localStorage.setItem(KEY, JSON.stringify(placed.slice(0, MOST)));
  } catch {
    // no storage: what is on the page is all
  }
  showCount();
}

export function addressOf(placed) {
  const query = new URLSearchParams();
  const hasNotes = placed.some((it) => it.note);
  for (const { pick, note } of placed) {
    query.append("pick", pick);
    if (hasNotes) query.append("note", note);
  }
  const path = document.querySelector("[data-table-link]").pathname;
  return placed.length ? `${path}?${query}` : path;
}

export function showCount() {
  const link = document.querySelector("[data-table-link]");
  if (!link) return;
  const placed = kept();
  link.search = new URL(addressOf(placed), location.href).search;
  link.querySelector("[data-table-count]").textContent = placed.length ? ` (${placed.length})` : "";
}

// The button of a picture's own page; once it lies there the same button leads to the table.
function showLaid() {
  const picks = kept().map((it) => it.pick);
  for (const link of document.querySelectorAll("[data-lay]")) {
    if (!picks.includes(link.dataset.lay)) continue;
    link.textContent = t("On the light table");
    link.href = addressOf(kept());
  }
}

document.addEventListener("click", (event) => {
  const pick = event.target.closest?.("[data-lay]")?.dataset.lay;
  const placed = kept();
  if (!pick || placed.length >= MOST || placed.some((it) => it.pick === pick)) return;
  event.preventDefault();
  keep([...placed, { pick, note: "" }]);
  showLaid();
  document.getElementById("said").textContent = t("On the light table, {count} in all.", { count: placed.length + 1 });
});

addEventListener("storage", (event) => event.key === KEY && showCount());
addEventListener("pageshow", showCount);
showCount();
showLaid();
