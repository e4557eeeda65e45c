// The two-dimensional picker: hue across, lightness up, vividness on a slider of its own.
// Every point of it is a colour that sRGB can show.

import { bytesOf, hexOf, mostChroma, named, nearestName } from "./picker-color.js";
import { t } from "./words.js";

const LIGHTEST = 0.97;
const DARKEST = 0.12;
const KEYS = {
  ArrowLeft: ["hue", -1],
  ArrowRight: ["hue", 1],
  ArrowDown: ["light", -1],
  ArrowUp: ["light", 1],
  PageDown: ["vivid", -1],
  PageUp: ["vivid", 1],
};
const STEPS = { hue: [5, 30], light: [0.02, 0.1], vivid: [5, 20] };

class Picker {
  constructor(box) {
    this.box = box;
    this.plane = box.querySelector("[data-plane]");
    this.canvas = this.plane.querySelector("canvas");
    this.point = this.plane.querySelector(".plane__point");
    this.slider = box.querySelector("[data-vivid]");
    this.said = box.querySelector("[data-picked]");
    this.chip = box.querySelector("[data-chip]");
    this.value = { hue: 30, light: 0.55, vivid: 70 };
    const options = box.querySelectorAll("#css-names option");
    this.known = named([...options].map((it) => it.value));
    this.labels = new Map([...options].map((it) => [it.value, it.label || it.value]));
    this.listen();
    this.show();
  }

  listen() {
    this.plane.addEventListener("keydown", (event) => this.step(event));
    this.plane.addEventListener("pointerdown", (event) => {
      this.plane.setPointerCapture(event.pointerId);
      this.move(event);
    });
    this.plane.addEventListener("pointermove", (event) => event.buttons && this.move(event));
    this.slider.addEventListener("input", () => this.set({ vivid: Number(this.slider.value) }));
    this.box.addEventListener("toggle", () => this.box.open && this.show());
    this.box.querySelector("[data-add-picked]").addEventListener("click", () => this.add());
    // Nothing in here is a field of the search until it is added.
    this.box.addEventListener("change", (event) => event.stopPropagation());
  }

  step(event) {
    const way = KEYS[event.key];
    if (event.key === "Enter") this.add();
    if (!way) return;
    event.preventDefault();
    const [what, sign] = way;
    const step = STEPS[what][event.shiftKey ? 1 : 0];
    this.set({ [what]: this.value[what] + sign * step });
  }

  move(event) {
    const { left, top, width, height } = this.plane.getBoundingClientRect();
    const light = LIGHTEST - ((event.clientY - top) / height) * (LIGHTEST - DARKEST);
    this.set({ hue: Math.min(359, Math.max(0, ((event.clientX - left) / width) * 360)), light });
  }

  set(change) {
    const next = { ...this.value, ...change };
    next.hue = Math.round((next.hue + 360) % 360) % 360;
    next.light = Math.min(LIGHTEST, Math.max(DARKEST, next.light));
    next.vivid = Math.min(100, Math.max(0, next.vivid));
    const isPlaneOld = next.vivid !== this.value.vivid;
    this.value = next;
    this.show(isPlaneOld);
  }

  get hex() {
    const { hue, light, vivid } = this.value;
    return hexOf(bytesOf(light, (mostChroma(light, hue) * vivid) / 100, hue));
  }

  show(isPlaneOld = true) {
    if (!this.box.open) return;
    if (isPlaneOld) this.draw();
    const { hue, light, vivid } = this.value;
    const { hex } = this;
    const nearest = nearestName(hex, this.known);
    const name = this.labels.get(nearest) ?? nearest;
    this.point.style.left = `${(hue / 360) * 100}%`;
    this.point.style.top = `${((LIGHTEST - light) / (LIGHTEST - DARKEST)) * 100}%`;
    this.point.style.background = hex;
    this.chip.style.background = hex;
    this.slider.value = vivid;
    this.said.textContent = t("near {name} {color}", { name, color: hex });
    this.plane.setAttribute("aria-valuenow", hue);
    this.plane.setAttribute(
      "aria-valuetext",
      t("near {name}, hue {hue}°, lightness {light}%, vividness {vivid}%", { name, hue, light: Math.round(light * 100), vivid }),
    );
  }

  draw() {
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d");
    const image = context.createImageData(width, height);
    for (let y = 0; y < height; y += 1) {
      const light = LIGHTEST - ((y + 0.5) / height) * (LIGHTEST - DARKEST);
      for (let x = 0; x < width; x += 1) {
        const hue = ((x + 0.5) / width) * 360;
        const chroma = (mostChroma(light, hue) * this.value.vivid) / 100;
        image.data.set([...bytesOf(light, chroma, hue), 255], (y * width + x) * 4);
      }
    }
    context.putImageData(image, 0, 0);
  }

  add() {
    const field = document.getElementById("add");
    field.value = this.hex;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const ready = new WeakSet();

export function startPickers(root = document) {
  for (const box of root.querySelectorAll("[data-picker]")) {
    if (ready.has(box)) continue;
    ready.add(box);
    box.hidden = false;
    // Only who opens it needs its names and its plane.
    if (box.open) new Picker(box);
    else box.addEventListener("toggle", () => new Picker(box), { once: true });
  }
}
