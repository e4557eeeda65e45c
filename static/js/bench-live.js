// The live frame: resized by the slider, the grip or the links, read for what it took.

import { t } from "./words.js";

const AFTER_MS = 250; // rest after the last change before the page is loaded anew

const HEIGHTS = [[320, 568], [360, 780], [414, 896], [768, 1024], [1024, 768], [1280, 800], [1440, 900], [1920, 1080], [2560, 1440]];
const heightFor = (width) => HEIGHTS.reduce((best, pair) => (Math.abs(pair[0] - width) < Math.abs(best[0] - width) ? pair : best))[1];

const KEPT = t("A sharper file that this browser has already: it saves loading the predicted one");

const path = (url) => new URL(url, location.href).href;

export function startLive(bench) {
  const section = bench.querySelector("[data-live]");
  if (!section) return;
  const find = (name) => section.querySelector(`[data-live-${name}]`);
  const frame = find("frame");
  const range = section.querySelector("#frame-width");
  const said = section.querySelector("[data-frame-said]");
  const box = find("window-box");
  const room = find("room");
  let timer;
  let turn = 0;

  function fit() {
    // A window wider than the page is shown smaller; what it holds is laid out as wide as it is.
    const scale = Math.min(1, room.clientWidth / (Number(frame.getAttribute("width")) + 22));
    box.style.transform = scale < 1 ? `scale(${scale})` : "none";
    room.style.height = `${Math.ceil((Number(frame.getAttribute("height")) + 4) * scale)}px`;
    room.style.overflow = "hidden";
    return scale;
  }

  const picture = () => frame.contentDocument?.querySelector("img");

  async function ask() {
    const mine = ++turn;
    const img = picture();
    const width = frame.contentWindow.innerWidth;
    const height = frame.contentWindow.innerHeight;
    const dpr = devicePixelRatio;
    find("window").textContent = width;
    find("dpr").textContent = Number(dpr.toFixed(3));
    find("taken").textContent = img?.currentSrc ? "" : t("nothing yet");
    const query = new URLSearchParams({ width, height, dpr });
    const answer = await fetch(`${section.dataset.predictionUrl}&${query}`).catch(() => null);
    if (mine !== turn) return;
    if (!answer?.ok) {
      find("predicted").textContent = t("The gallery could not answer; try again.");
      return;
    }
    show(img, await answer.json());
  }

  function show(img, predicted) {
    const isSame = path(predicted.url) === img.currentSrc;
    find("predicted").textContent = `${predicted.file}${predicted.fit ? `, ${predicted.verdict ? `${predicted.verdict} ` : ""}${predicted.fit}` : ""}`;
    find("taken").textContent = fileOf(img.currentSrc);
    find("laid").textContent = t("{width} px; sizes says {said} px", { width: img.getBoundingClientRect().width.toFixed(0), said: predicted.shown });
    const verdict = find("verdict");
    verdict.textContent = isSame ? t("As predicted") : isLarger(predicted, img) ? KEPT : t("Another file than predicted");
    verdict.dataset.same = isSame;
    section.dataset.read = `${frame.contentWindow.innerWidth}@${devicePixelRatio}`;
  }

  // Chromium takes a sharper file that it has in memory before it loads the right one.
  const isLarger = (predicted, img) => parseInt(fileOf(img.currentSrc), 10) > parseInt(predicted.file, 10);

  function fileOf(url) {
    const row = [...bench.querySelectorAll("[data-file]")].find((one) => path(one.dataset.file) === url);
    if (row && Number(row.dataset.width)) return `${row.dataset.width}w`;
    return decodeURI(new URL(url).pathname.split("/").slice(-4).join("/"));
  }

  function read() {
    const img = picture();
    if (!img) return;
    if (img.complete) ask();
    for (const name of ["load", "error"]) img.addEventListener(name, ask);
  }

  function resize(width, { now = false } = {}) {
    const wanted = Math.round(Math.min(Number(range.max), Math.max(Number(range.min), width)));
    delete section.dataset.read;
    frame.setAttribute("width", wanted);
    frame.setAttribute("height", heightFor(wanted));
    range.value = wanted;
    said.textContent = `${wanted} px`;
    for (const link of section.querySelectorAll("[data-frame-width]")) {
      if (Number(link.dataset.frameWidth) === wanted) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    fit();
    clearTimeout(timer);
    // Loaded anew, because a browser that already has a larger file goes on showing it.
    timer = setTimeout(() => frame.contentWindow.location.reload(), now ? 0 : AFTER_MS);
  }

  range.addEventListener("input", () => resize(Number(range.value)));
  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-frame-width]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    resize(Number(link.dataset.frameWidth), { now: true });
  });

  const grip = find("grip");
  grip.addEventListener("pointerdown", (event) => {
    const from = { x: event.clientX, width: Number(frame.getAttribute("width")), scale: fit() };
    grip.setPointerCapture(event.pointerId);
    section.classList.add("is-dragging");
    const move = (moved) => resize(from.width + (moved.clientX - from.x) / from.scale);
    grip.addEventListener("pointermove", move);
    const end = () => {
      grip.removeEventListener("pointermove", move);
      section.classList.remove("is-dragging");
    };
    grip.addEventListener("lostpointercapture", end, { once: true });
  });

  frame.addEventListener("load", read);
  if (frame.contentDocument?.readyState === "complete") read();
  addEventListener("resize", fit);
  fit();
}
