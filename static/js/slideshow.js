// The pictures of the wall or the table one after another, as large as the window. Nothing
// moves by itself until "Play"; the files are those that the page names already.

import { t } from "./words.js";

const SECONDS = 6;
const dialog = document.getElementById("slides");
const part = (name) => dialog.querySelector(`[data-slide${name}]`);
const img = Object.assign(document.createElement("img"), { decoding: "async" });
part("").append(img);
const play = part("-play");

let shown = [];
let place = 0;
let timer = 0;

const pictures = () =>
  [...document.querySelectorAll("#wall .card, #wall .contact, #table .contact")].flatMap((item) => {
    const picture = item.querySelector("img[data-picture]");
    return picture ? [{ picture, link: item.querySelector("h2 a, h3 a") }] : [];
  });

// Where the size of each file is known, the browser takes the one for this box.
function sizes({ width, height }) {
  const share = (width / height) * 100;
  return `min(100vw, calc(${share.toFixed(1)}vh - ${(share * 0.72).toFixed(0)}px))`;
}

function load(target, picture) {
  const widths = (picture.srcset.match(/\s\d+w\b/g) ?? []).length;
  target.removeAttribute("srcset");
  target.sizes = widths ? sizes({ width: picture.getAttribute("width"), height: picture.getAttribute("height") }) : "";
  if (picture.srcset) target.srcset = picture.srcset;
  target.src = picture.src;
}

function show(to) {
  place = (to + shown.length) % shown.length;
  const { picture, link } = shown[place];
  load(img, picture);
  img.alt = picture.alt;
  img.width = picture.getAttribute("width");
  img.height = picture.getAttribute("height");
  part("-place").textContent = t("{place} of {count}", { place: place + 1, count: shown.length });
  part("-link").textContent = link.textContent;
  part("-link").href = link.href;
  load(new Image(), shown[(place + 1) % shown.length].picture); // the next one is at hand
}

function setPlaying(isPlaying) {
  clearInterval(timer);
  timer = isPlaying ? setInterval(() => show(place + 1), SECONDS * 1000) : 0;
  play.textContent = isPlaying ? t("Pause") : t("Play");
  play.setAttribute("aria-pressed", String(isPlaying));
  // Read out where the visitor leads, not every six seconds.
  dialog.querySelector("[role=status]").ariaLive = isPlaying ? "off" : "polite";
}

function step(by) {
  setPlaying(false);
  show(place + by);
}

async function full() {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await dialog.requestFullscreen?.();
}

// Only who opens it loads it, and its sheet.
const styled = new Promise((done) => {
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: dialog.dataset.sheet });
  sheet.addEventListener("load", done);
  sheet.addEventListener("error", done);
  document.head.append(sheet);
});

export async function open() {
  await styled;
  shown = pictures();
  if (!shown.length || dialog.open) return;
  dialog.showModal();
  show(0);
}

dialog.addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (!button) return;
  if ("slideStep" in button.dataset) step(Number(button.dataset.slideStep));
  else if (button === play) setPlaying(!timer);
  else if ("slideFull" in button.dataset) full();
});

dialog.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowLeft") step(-1);
  else if (event.key === "ArrowRight") step(1);
  else if (event.key === "f") full();
});

dialog.addEventListener("close", () => {
  setPlaying(false);
  if (document.fullscreenElement) document.exitFullscreen();
  shown[place]?.link.focus(); // where the slideshow stopped
});
