// Measures every rendition by loading it here: works for every host that shows pictures to
// visitors. Four at a time; bytes where the host lets pages see them.

import { say } from "./bench-say.js";
import { number, t } from "./words.js";

const AT_ONCE = 4;
const SECONDS = 30;

export const sizeText = (bytes) =>
  bytes < 1000 ? `${bytes} B` : bytes < 999_500 ? `${Math.round(bytes / 1000)} kB` : `${number(bytes / 1e6, 1)} MB`;

function bytesOf(url) {
  const entries = performance.getEntriesByName(new URL(url, location.href).href, "resource");
  return Math.max(0, ...entries.map((entry) => entry.encodedBodySize));
}

function load(url, stopped) {
  return new Promise((done) => {
    const image = new Image();
    const end = (error) => {
      clearTimeout(timer);
      image.onload = image.onerror = null;
      const { naturalWidth: width, naturalHeight: height } = image;
      if (error) image.removeAttribute("src");
      done(error ? { error } : { width, height, bytes: bytesOf(url) });
    };
    const timer = setTimeout(() => end(t("not loaded within {count} s", { count: SECONDS })), SECONDS * 1000);
    stopped.addEventListener("abort", () => end("stopped"), { once: true });
    image.onload = () => end(image.naturalWidth ? "" : t("it has no pixels"));
    image.onerror = () => end(t("did not load"));
    image.decoding = "async";
    image.src = url;
  });
}

function verdict(row, found) {
  const declared = { width: Number(row.dataset.width), height: Number(row.dataset.height) };
  if (found.error) return found.error;
  if (declared.width && found.width !== declared.width) return t("{measured} px wide, not {declared}", { measured: number(found.width), declared: number(declared.width) });
  if (declared.height && Math.abs(found.height - declared.height) > 1) return t("{measured} px high, not {declared}", { measured: number(found.height), declared: number(declared.height) });
  return "";
}

function show(row, found) {
  const set = (name, text) => (row.querySelector(`[data-cell="${name}"]`).textContent = text);
  const wrong = verdict(row, found);
  if (!found.error) {
    set("measured", `${found.width} × ${found.height}`);
    set("ratio", (found.width / found.height).toFixed(3));
    set("megapixels", ((found.width * found.height) / 1e6).toFixed(2));
    if (found.bytes) set("bytes", sizeText(found.bytes));
  }
  const state = row.querySelector('[data-cell="state"]');
  state.textContent = wrong ? `▲ ${wrong}` : t("as declared");
  state.classList.toggle("is-trouble", Boolean(wrong));
  return Boolean(wrong);
}

function showBytes(bench, url, bytes) {
  if (!bytes) return;
  for (const cell of bench.querySelectorAll(`[data-of="${CSS.escape(url)}"] [data-bytes]`)) cell.textContent = sizeText(bytes);
}

async function measure(bench, stopped, progress) {
  const rows = [...bench.querySelectorAll("[data-file]")];
  const waiting = [...rows];
  let done = 0;
  let wrong = 0;
  const work = async () => {
    for (let row = waiting.shift(); row && !stopped.aborted; row = waiting.shift()) {
      const found = await load(row.dataset.file, stopped);
      if (stopped.aborted) return;
      if (show(row, found)) wrong += 1;
      showBytes(bench, row.dataset.file, found.bytes);
      done += 1;
      progress(done, rows.length, wrong);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, wrong, total: rows.length };
}

export function startMeasuring(bench) {
  const button = bench.querySelector("[data-measure]");
  const box = bench.querySelector("[data-measure-progress]");
  if (!button) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-measure-said]");
  const stop = box.querySelector("[data-measure-stop]");
  button.addEventListener("click", async () => {
    const controller = new AbortController();
    const onStop = () => controller.abort();
    stop.addEventListener("click", onStop);
    performance.setResourceTimingBufferSize?.(2000);
    button.disabled = true;
    box.hidden = stop.hidden = false;
    bar.value = 0;
    words.textContent = "";
    const { done, wrong, total } = await measure(bench, controller.signal, (count, all, bad) => {
      bar.max = all;
      bar.value = count;
      words.textContent = t(bad ? "{count} of {total} measured, {bad} not as declared" : "{count} of {total} measured", { count, total: all, bad });
    });
    stop.removeEventListener("click", onStop);
    const text = t(wrong ? "{count} of {total} files measured, {bad} not as declared." : "{count} of {total} files measured, none not as declared.", { count: done, total, bad: wrong });
    const hadFocus = stop === document.activeElement;
    words.textContent = text;
    button.disabled = false;
    stop.hidden = true;
    if (hadFocus) button.focus();
    say(text);
  });
}
