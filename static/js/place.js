// "Load more" leaves several pages on one wall. Coming back to it, the browser asks for its
// address and gets the last of them alone, unless it had kept the whole page; so the
// earlier ones are asked for again, and the wall stands where it stood.

const KEY = "lighttable-wall";
const wall = () => document.getElementById("wall");
const pageOf = (url) => Number(new URL(url, location.href).searchParams.get("page") ?? 1);

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function keep(changes) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept(), ...changes }));
  } catch {
    // no storage: coming back shows the last page alone
  }
}

let first = pageOf(location.href); // the first page on this wall

document.addEventListener("htmx:afterSettle", (event) => {
  const source = event.detail.requestConfig?.elt;
  if (event.target.id !== "wall" && !source?.classList.contains("more")) first = pageOf(location.href);
});

addEventListener("pagehide", () => {
  if (wall()) keep({ address: location.href, first, top: scrollY });
});

async function cardsOf(number) {
  const url = new URL(location.href);
  url.searchParams.set("page", number);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(`page ${number}: ${answer.status}`);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...part.querySelectorAll("#wall > li")];
}

async function restore(before) {
  const numbers = Array.from({ length: pageOf(location.href) - before.first }, (_, i) => before.first + i);
  const pages = await Promise.all(numbers.map(cardsOf));
  wall().prepend(...pages.flat().map((card) => document.importNode(card, true)));
  first = before.first;
  window.htmx?.process(wall());
  scrollTo({ top: before.top, behavior: "instant" });
}

const before = kept();
const [entry] = performance.getEntriesByType("navigation");
const isBack = entry?.type === "back_forward" || entry?.type === "reload";
if (isBack && wall() && before.address === location.href && before.first < pageOf(location.href)) {
  restore(before).catch(() => {}); // the page as it came is a true page of its own
}
