// The colour map by keyboard: one stop for Tab, arrow keys to the neighbours.

import "./site.js";

const map = document.getElementById("map");
const said = document.getElementById("map-said");
const NS = "http://www.w3.org/2000/svg";
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const sides = (link) => {
  const rect = link.firstElementChild;
  const [x, y, width, height] = ["x", "y", "width", "height"].map((it) => Number(rect.getAttribute(it)));
  return { x, y, width, height, middleX: x + width / 2, middleY: y + height / 2 };
};

// The neighbour over the shared edge, or the nearest beyond it.
function neighbour(from, [dx, dy], links) {
  const here = sides(from);
  let best = null;
  let least = Infinity;
  for (const link of links) {
    if (link === from) continue;
    const there = sides(link);
    const ahead = dx
      ? dx > 0 ? there.x - (here.x + here.width) : here.x - (there.x + there.width)
      : dy > 0 ? there.y - (here.y + here.height) : here.y - (there.y + there.height);
    if (ahead < -0.05) continue;
    const aside = dx
      ? Math.max(0, there.y - here.middleY, here.middleY - (there.y + there.height))
      : Math.max(0, there.x - here.middleX, here.middleX - (there.x + there.width));
    const far = Math.max(0, ahead) + aside * 4;
    if (far < least) [best, least] = [link, far];
  }
  return best;
}

function rings() {
  return ["map__ring map__ring--dark", "map__ring"].map((name) => {
    const ring = document.createElementNS(NS, "rect");
    ring.setAttribute("class", name);
    ring.setAttribute("aria-hidden", "true");
    return ring;
  });
}

function start() {
  const links = [...map.querySelectorAll("a")];
  const marks = rings();
  let stop = map.querySelector("[data-largest]") ?? links[0];
  stop.setAttribute("tabindex", "0");
  said.hidden = false;
  const tell = (link) => (said.textContent = link.getAttribute("aria-label"));
  tell(stop);

  map.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    stop.setAttribute("tabindex", "-1");
    stop = link;
    stop.setAttribute("tabindex", "0");
    tell(link);
    for (const ring of marks) {
      for (const it of ["x", "y", "width", "height"]) {
        ring.setAttribute(it, link.firstElementChild.getAttribute(it));
      }
      map.append(ring);
    }
  });
  map.addEventListener("focusout", () => marks.forEach((ring) => ring.remove()));
  map.addEventListener("pointerover", (event) => {
    const link = event.target.closest("a");
    if (link) tell(link);
  });
  map.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    neighbour(stop, way, links)?.focus();
  });
}

if (map) start();
