// The frame around one viewer or several: buttons, full screen, what is said aloud.

import { STEP } from "./viewer-input.js";
import { number, t } from "./words.js";

const QUIET = 500; // ms without movement before it is said

export const percent = (viewer) => {
  const share = viewer.share;
  const text = share < 0.1 ? t("{number}%", { number: number(share * 100, 1) }) : t("{number}%", { number: Math.round(share * 100) });
  return share > 1.004 ? t("enlarged {number}×", { number: number(share, 1) }) : text;
};

export function fullScreen(frame) {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (frame.requestFullscreen) return frame.requestFullscreen();
  frame.classList.toggle("is-full"); // iPhones have full screen for videos only
  return undefined;
}

export function tools(frame, viewers, act) {
  const actions = {
    in: () => act((viewer) => viewer.zoomBy(STEP)),
    out: () => act((viewer) => viewer.zoomBy(1 / STEP)),
    whole: () => act((viewer) => viewer.reset()),
    native: () => act((viewer) => viewer.zoomTo(viewer.native)),
    full: () => fullScreen(frame),
    retry: () => viewers.forEach((viewer) => viewer.tiles.retry()),
  };
  const bar = frame.querySelector("[data-viewer-tools]");
  bar.hidden = false;
  bar.addEventListener("click", (event) => actions[event.target.closest("[data-act]")?.dataset.act]?.());
  const button = bar.querySelector('[data-act="full"]');
  document.addEventListener("fullscreenchange", () => {
    const isFull = document.fullscreenElement === frame;
    button.textContent = isFull ? t("Leave full screen") : t("Full screen");
    button.setAttribute("aria-pressed", String(isFull));
  });
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") frame.classList.remove("is-full");
  });
}

// Says `text()` once the picture stands still.
export function announcer(said, text) {
  let timer = 0;
  let last = text();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (text() === last) return;
      last = text();
      said.textContent = last;
    }, QUIET);
  };
}
