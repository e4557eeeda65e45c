// Deep look: one picture, as near as its pixels go.

import "./site.js";
import { openSource } from "./viewer-source.js";
import { Viewer } from "./viewer.js";
import { listen } from "./viewer-input.js";
import { announcer, fullScreen, percent, tools } from "./viewer-frame.js";
import { t } from "./words.js";

const frame = document.querySelector("[data-viewer]");
const stage = frame?.querySelector("[data-stage]");

function ready(viewer) {
  const picture = stage.querySelector("img");
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-roledescription", t("zoomable picture"));
  stage.setAttribute("aria-label", picture.alt);
  stage.setAttribute("aria-describedby", "viewer-help");
  frame.classList.add("is-ready");

  const zoom = frame.querySelector("[data-zoom]");
  const trouble = frame.querySelector("[data-trouble]");
  const text = () => t("Zoom {share}", { share: percent(viewer) });
  const say = announcer(document.getElementById("said"), text);
  const button = (name) => frame.querySelector(`[data-act="${name}"]`);
  viewer.addEventListener("draw", () => {
    zoom.textContent = text();
    trouble.hidden = !viewer.tiles.failed;
    if (viewer.tiles.isComplete || viewer.zoom > 1.01) stage.classList.add("is-drawn");
    stage.dataset.state = viewer.tiles.isComplete ? "complete" : "loading";
    button("in").setAttribute("aria-disabled", String(viewer.scale >= viewer.most * 0.999));
    button("out").setAttribute("aria-disabled", String(viewer.scale <= viewer.fit * 1.001));
    say();
  });
  listen(viewer, { full: () => fullScreen(frame) });
  tools(frame, [viewer], (act) => act(viewer));
  keepPlace(viewer);
}

// The address says where one looks, so that it can be sent to somebody.
function keepPlace(viewer) {
  const given = location.hash.match(/^#at=([\d.]+),([\d.]+),([\d.]+)$/);
  if (given) viewer.show({ u: Number(given[1]), v: Number(given[2]), zoom: Number(given[3]) });
  let timer = 0;
  viewer.addEventListener("move", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { u, v, zoom } = viewer.view;
      const hash = zoom > 1.001 ? `#at=${u.toFixed(4)},${v.toFixed(4)},${zoom.toFixed(3)}` : location.pathname + location.search;
      history.replaceState(history.state, "", hash);
    }, 300);
  });
}

if (stage?.dataset.source) {
  openSource(JSON.parse(stage.dataset.source)).then(
    (source) => ready(new Viewer(stage, source)),
    (error) => (document.getElementById("said").textContent = error.message),
  );
}
