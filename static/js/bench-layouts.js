// Reads what only a browser knows: how wide the layouts come out, and what a IIIF service
// on another host says of itself. Both go back to the bench as part of its address.

import { t } from "./words.js";

const WINDOWS = [360, 768, 1280, 1920];

function openFrame(url, width) {
  return new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.title = t("Measuring a layout");
    frame.width = width;
    frame.height = 0.625 * width;
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    Object.assign(frame.style, { position: "fixed", left: "-99999px", top: "0", border: "0" });
    const timer = setTimeout(() => end(0), 15_000);
    const end = (found) => {
      clearTimeout(timer);
      frame.remove();
      done(found);
    };
    frame.addEventListener("load", () => end(frame.contentDocument.querySelector("img")?.getBoundingClientRect().width ?? 0));
    frame.src = url;
    document.body.append(frame);
  });
}

async function layOut(bench, button) {
  const found = [Math.round(devicePixelRatio * 1000) / 1000];
  button.disabled = true;
  for (const name of ["picture", "first", "wall", "bench"]) {
    for (const width of WINDOWS) {
      const laid = await openFrame(`${bench.dataset.url}frame/?layout=${name}`, width);
      if (laid) found.push(`${name},${width},${laid.toFixed(1)}`);
    }
  }
  go({ laid: found.join(";") }, "lint");
}

function go(changed, anchor) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(changed)) url.searchParams.set(name, value);
  url.hash = anchor;
  location.assign(url);
}

// Only what decides what may be asked; the rest of an info.json may be long.
const KEPT = [
  "@context", "@id", "id", "@type", "type", "protocol", "profile", "width", "height", "sizes", "tiles",
  "maxWidth", "maxHeight", "maxArea", "extraFormats", "extraQualities", "extraFeatures", "formats", "qualities",
  "scale_factors", "tile_width", "tile_height", "preferredFormats",
];

async function readInfo(form, said) {
  said.textContent = t("Asking…");
  try {
    const answer = await fetch(form.dataset.readInfo, { signal: AbortSignal.timeout(15_000), credentials: "omit" });
    if (!answer.ok) throw new Error(t("it answered {status}", answer));
    const info = await answer.json();
    go({ info: JSON.stringify(Object.fromEntries(KEPT.filter((name) => name in info).map((name) => [name, info[name]]))) }, "iiif");
  } catch (error) {
    said.textContent = t("The service did not say: {reason}.", { reason: error.message });
  }
}

export function startLayouts(bench) {
  const button = bench.querySelector("[data-lay-out]");
  button?.addEventListener("click", () => layOut(bench, button));
  const form = bench.querySelector("[data-read-info]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    readInfo(form, form.querySelector("[data-read-info-said]"));
  });
}
