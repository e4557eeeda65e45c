// Around htmx: say what arrived, show what failed, never fail silently.

import { t } from "./words.js";

const box = document.getElementById("problem");
const said = document.getElementById("said");

const say = (text) => {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
};

function show(text, again) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = t("Try again");
  button.addEventListener("click", () => {
    hide();
    again();
  });
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = t("Dismiss");
  close.addEventListener("click", hide);
  box.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }), button, close);
  box.hidden = false;
}

function hide() {
  box.hidden = true;
  box.replaceChildren();
}

function reason(xhr) {
  if (!xhr || !xhr.status) return t("The gallery could not be reached.");
  if (xhr.status >= 500) return t("The gallery could not answer ({status}).", xhr);
  return t("That did not work ({status}).", xhr);
}

// An answer that says "no such page" or "nobody answers" in our own words is shown like any
// other; htmx by itself would drop it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 400 && xhr.getResponseHeader("Lighttable-Fragment")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { elt, xhr, requestConfig } = event.detail;
    if ("quiet" in elt.dataset) return; // what is shown stays true without it
    const path = requestConfig?.path ?? location.href;
    const query = new URLSearchParams(requestConfig?.formData ?? []).toString();
    const target = query && !path.includes("?") ? `${path}?${query}` : path;
    show(reason(xhr), () => location.assign(target));
  });
}

// Links that change the search. htmx prepares every element that it is told of before anything
// can be used, and of these a page has a hundred; so it only hears of the one that is followed.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-swap]");
  const isPlain = !event.button && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || event.defaultPrevented || !window.htmx) return;
  event.preventDefault();
  Object.assign(link.dataset, { hxSync: "#search:replace", hxIndicator: "#progress" });
  const page = { target: "#page", select: "#page", swap: "outerHTML" };
  window.htmx.ajax("GET", link.getAttribute("href"), { source: link, ...page });
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!("quiet" in event.detail.elt.dataset)) hide();
});

document.addEventListener("htmx:afterSettle", (event) => {
  const results = document.getElementById("results");
  const { elt, requestConfig } = event.detail;
  if (!results || "quiet" in (requestConfig?.elt?.dataset ?? {}) || elt.id === "notes") return;
  say(results.dataset.said);
});

// Fragments change the address of a page and not its foot: the other language is of what is shown.
document.querySelector(".languages")?.addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  const own = document.querySelector(".languages [aria-current]");
  if (!link || !own) return;
  const prefix = `/${own.hreflang}/`;
  const path = location.pathname.startsWith(prefix) ? location.pathname.slice(prefix.length) : location.pathname.slice(1);
  link.href = `/${link.hreflang}/${path}${location.search}`;
});
