// Keys of every page. Never while something is typed, and the single-letter ones can be
// turned off (WCAG 2.1.4).

import "./table-keep.js"; // the count in the masthead of every page

const KEY = "lighttable-keys";
const help = document.getElementById("help");
const toggle = help?.querySelector("[data-keys-on]");

function kept() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

if (toggle) {
  toggle.checked = kept();
  toggle.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, toggle.checked ? "on" : "off");
    } catch {
      // no storage: for this page only
    }
  });
}

async function openSlides() {
  const { open: openThem } = await import("./slideshow.js");
  openThem();
}

const open = () => help.open || help.showModal();
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-opens="help"]')) open();
  if (event.target.closest?.('[data-opens="slides"]')) openSlides();
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog").close();
  if (event.target === help) help.close(); // beside the dialog, on its backdrop
});

const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=application], [role=slider]";
const isTyping = (it) => it.isContentEditable || it.matches?.(FIELDS);
const links = () => [...document.querySelectorAll("#wall .card__title a")];
const current = () => document.activeElement.closest?.("#wall .card")?.querySelector(".card__title a");

const middle = (link) => {
  const box = link.closest(".card").getBoundingClientRect();
  return { x: box.left + box.width / 2, top: box.top };
};

// The nearest card of the row above (-1) or below (1).
function inRow(all, from, way) {
  const here = middle(from);
  const others = all.map((link) => ({ link, ...middle(link) })).filter((it) => (it.top - here.top) * way > 1);
  if (!others.length) return null;
  const row = Math.min(...others.map((it) => it.top * way));
  const near = others.filter((it) => Math.abs(it.top * way - row) <= 1);
  return near.reduce((best, it) => (Math.abs(it.x - here.x) < Math.abs(best.x - here.x) ? it : best)).link;
}

function step(key) {
  const all = links();
  const from = current();
  if (!from) {
    if (key !== "ArrowRight" || document.activeElement.matches("a, button, input, summary")) return null;
    return all.find((link) => link.closest(".card").getBoundingClientRect().top >= 0);
  }
  const place = all.indexOf(from);
  const ways = {
    ArrowLeft: () => all[place - 1],
    ArrowRight: () => all[place + 1],
    ArrowUp: () => inRow(all, from, -1),
    ArrowDown: () => inRow(all, from, 1),
    Home: () => all[0],
    End: () => all.at(-1),
  };
  return ways[key]?.();
}

function letter(key) {
  if (!toggle.checked) return false;
  const words = document.getElementById("q");
  if (key === "?") open();
  else if (key === "/" && words) {
    words.focus();
    words.select();
  } else if (key === "x") current()?.closest(".card").querySelector(".card__pick input")?.click();
  else return false;
  return true;
}

function leave() {
  if (!document.querySelector("main > .picture")) return;
  const isFromWall = document.referrer && new URL(document.referrer).origin === location.origin && history.length > 1;
  const home = document.querySelector(".brand");
  if (isFromWall && new URL(document.referrer).pathname === home.pathname) history.back();
  else home.click();
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (help.open || document.querySelector("dialog[open], :popover-open") || isTyping(target)) return;
  if (key === "Escape") leave();
  else if (letter(key.toLowerCase())) event.preventDefault();
  else if (!target.matches("input") && !event.shiftKey) {
    const next = step(key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.closest(".card").scrollIntoView({ block: "nearest" });
  }
});
