// Draws the IIIF region on the picture: by mouse, pen or finger, and by the arrow keys.

import { say } from "./bench-say.js";
import { t } from "./words.js";

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

export function startDrawing(bench) {
  const area = bench.querySelector("[data-draw]");
  const field = bench.querySelector("#region");
  if (!area || !field || !field.form.elements.region) return;
  const frame = area.querySelector("[data-draw-frame]");
  const whole = { width: Number(area.dataset.width), height: Number(area.dataset.height) };
  const step = () => Math.max(1, Math.round(Math.max(whole.width, whole.height) / 100));
  const rects = [...frame.querySelectorAll("rect")];

  const get = () => Object.fromEntries(["x", "y", "width", "height"].map((name) => [name, Number(rects[0].getAttribute(name))]));

  function draw(box) {
    for (const rect of rects) for (const [name, value] of Object.entries(box)) rect.setAttribute(name, value);
    area.setAttribute("aria-label", label(box));
  }

  const label = (box) => t("Region: {width} by {height} pixels at {x}, {y}", box);

  function tell(box) {
    const isWhole = box.x === 0 && box.y === 0 && box.width === whole.width && box.height === whole.height;
    field.value = isWhole ? "full" : `${box.x},${box.y},${box.width},${box.height}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function at(event) {
    const seen = area.getBoundingClientRect();
    return {
      x: clamp(Math.round(((event.clientX - seen.left) / seen.width) * whole.width), 0, whole.width),
      y: clamp(Math.round(((event.clientY - seen.top) / seen.height) * whole.height), 0, whole.height),
    };
  }

  const between = (one, two) => ({
    x: Math.min(one.x, two.x),
    y: Math.min(one.y, two.y),
    width: Math.max(1, Math.abs(one.x - two.x)),
    height: Math.max(1, Math.abs(one.y - two.y)),
  });

  area.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    area.focus({ preventScroll: true });
    area.setPointerCapture(event.pointerId);
    const from = at(event);
    const before = get();
    const move = (moved) => draw(between(from, at(moved)));
    area.addEventListener("pointermove", move);
    area.addEventListener(
      "lostpointercapture",
      () => {
        area.removeEventListener("pointermove", move);
        const drawn = get();
        // A click without a stroke is no region.
        if (drawn.width < step() / 2 || drawn.height < step() / 2) draw(before);
        else tell(drawn);
      },
      { once: true },
    );
  });

  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  area.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.altKey || event.metaKey) return;
    event.preventDefault();
    const by = step() * (event.ctrlKey ? 10 : 1);
    const box = get();
    if (event.shiftKey) {
      box.width = clamp(box.width + way[0] * by, 1, whole.width - box.x);
      box.height = clamp(box.height + way[1] * by, 1, whole.height - box.y);
    } else {
      box.x = clamp(box.x + way[0] * by, 0, whole.width - box.width);
      box.y = clamp(box.y + way[1] * by, 0, whole.height - box.height);
    }
    draw(box);
    tell(box);
  });

  area.addEventListener("keyup", (event) => KEYS[event.key] && say(label(get())));

  // What was typed comes back drawn.
  document.addEventListener("htmx:afterSettle", () => {
    const numbers = document.getElementById("iiif-answer")?.dataset.frame.split(" ").map(Number);
    if (numbers?.length === 4 && numbers[2]) draw({ x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3] });
    for (const name of ["region", "size", "rotation", "quality", "format"]) {
      const input = field.form.elements[name];
      if (document.getElementById(`${name}-problem`)) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  });

  area.tabIndex = 0;
  area.setAttribute("role", "application");
  area.setAttribute("aria-roledescription", t("region to draw"));
  area.setAttribute("aria-describedby", "draw-help");
  area.setAttribute("aria-label", label(get()));
}
