// Two to four pictures in step: what one is moved to, all are.

import "./site.js";
import { openSource } from "./viewer-source.js";
import { Viewer } from "./viewer.js";
import { listen } from "./viewer-input.js";
import { announcer, fullScreen, percent, tools } from "./viewer-frame.js";
import { t } from "./words.js";

const frame = document.querySelector("[data-compare]");

function inStep(viewers) {
  const agree = () => {
    const most = Math.max(...viewers.map((viewer) => viewer.native / viewer.fit));
    for (const viewer of viewers) viewer.mostZoom = most;
  };
  agree(); // the largest share of one is the largest of all
  new ResizeObserver(agree).observe(frame);
  for (const viewer of viewers) {
    viewer.addEventListener("move", () => {
      for (const other of viewers) if (other !== viewer) other.show(viewer.view);
    });
  }
}

function wire(viewer, viewers) {
  const { stage } = viewer;
  const zoom = stage.parentElement.querySelector("[data-zoom]");
  const { letter } = stage.dataset;
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-roledescription", t("zoomable picture"));
  stage.setAttribute("aria-label", `${letter}: ${stage.querySelector("img").alt}`);
  stage.setAttribute("aria-describedby", "viewer-help");
  viewer.addEventListener("draw", () => {
    zoom.textContent = percent(viewer);
    stage.dataset.state = viewer.tiles.isComplete ? "complete" : "loading";
    stage.dataset.view = Object.values(viewer.view).map((it) => it.toFixed(3)).join(" ");
    if (viewer.tiles.isComplete || viewer.zoom > 1.01) stage.classList.add("is-drawn");
    frame.querySelector("[data-trouble]").hidden = !viewers.some((it) => it.tiles.failed);
  });
  listen(viewer, { full: () => fullScreen(frame) });
}

async function start() {
  const stages = [...frame.querySelectorAll("[data-stage]")];
  const opened = await Promise.allSettled(stages.map((stage) => openSource(JSON.parse(stage.dataset.source))));
  const viewers = opened.flatMap((it, index) => (it.status === "fulfilled" ? [new Viewer(stages[index], it.value, { enlarges: true })] : []));
  if (!viewers.length) return;
  frame.classList.add("is-ready");
  for (const viewer of viewers) wire(viewer, viewers);
  inStep(viewers);
  const say = announcer(document.getElementById("said"), () =>
    viewers.map((viewer) => `${viewer.stage.dataset.letter} ${percent(viewer)}`).join(", "),
  );
  viewers[0].addEventListener("draw", say);
  // The others follow the first.
  tools(frame, viewers, (act) => act(viewers[0]));
}

if (frame) start();
