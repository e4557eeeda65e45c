// Ticked pictures stay ticked from one search to the next, four at most.

const KEY = "lighttable-picks";
const MOST = 4;
const said = document.getElementById("said");

const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]").filter((it) => typeof it === "string").slice(0, MOST);
  } catch {
    return [];
  }
};
const keep = (picks) => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(picks));
  } catch {
    // no storage: what is on the page is ticked, and that is all
  }
};

const boxes = () => [...document.querySelectorAll('input[name="pick"][form="compare"]')];

function show() {
  const form = document.getElementById("compare");
  if (!form) return;
  const picks = kept();
  const here = new Set();
  for (const box of boxes()) {
    box.checked = picks.includes(box.value);
    if (box.checked) here.add(box.value);
  }
  // Those on other pages travel along unseen.
  for (const old of form.querySelectorAll('input[type="hidden"]')) old.remove();
  for (const value of picks.filter((it) => !here.has(it))) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "pick", value }));
  }
  form.classList.toggle("has-picks", picks.length > 0);
  const count = picks.length === 1 ? "1 picture ticked; tick at least one more." : `${picks.length} pictures ticked.`;
  form.querySelector("[data-picks-said]").textContent = count;
}

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!box.matches?.('input[name="pick"][form="compare"]')) return;
  const picks = kept().filter((it) => it !== box.value);
  if (box.checked && picks.length >= MOST) {
    box.checked = false;
    said.textContent = "Four are ticked already; untick one first.";
    document.querySelector("[data-picks-said]").textContent = said.textContent;
    return;
  }
  if (box.checked) picks.push(box.value);
  keep(picks);
  show();
  said.textContent = document.querySelector("[data-picks-said]").textContent;
});

document.addEventListener("reset", (event) => {
  if (event.target.id !== "compare") return;
  event.preventDefault();
  keep([]);
  show();
  said.textContent = "Nothing is ticked.";
});

document.addEventListener("htmx:afterSettle", show);
addEventListener("pageshow", show); // also from the back-forward cache
show();
