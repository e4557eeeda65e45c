// The crop X-ray in the browser: by eye, with the crop laid over the picture so that all is
// black where they agree, and by matching where the provider's server allows it.

import "./site.js";
import { match, open } from "./crop-match.js";
import { t } from "./words.js";

const SLIDERS = [
  ["size", t("Size"), t("% of the largest frame")],
  ["x", t("Across"), t("% of the way")],
  ["y", t("Down"), t("% of the way")],
];
const LEAST_SCORE = 0.6;

const make = (name, properties = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
};

class ByEye {
  constructor(place) {
    this.place = place;
    this.section = place.closest(".xray");
    this.box = this.section.querySelector(".xray__box[data-whole]");
    this.picture = this.box.querySelector("img");
    this.said = make("p", { className: "xray__said" });
    this.said.setAttribute("role", "status");
    this.sliders = {};
    this.build();
    if ("auto" in place.dataset) this.matchHere();
  }

  build() {
    const rows = make("div", { className: "xray__sliders" });
    for (const [name, label, unit] of SLIDERS) {
      const id = `xray-${name}`;
      const input = make("input", { type: "range", id, min: name === "size" ? 20 : 0, max: 100, step: 0.5 });
      const output = make("output");
      output.setAttribute("for", id);
      input.setAttribute("aria-description", unit);
      input.addEventListener("input", () => this.show());
      const title = make("label", { textContent: label });
      title.htmlFor = id;
      this.sliders[name] = { input, output };
      rows.append(title, input, output);
    }
    const button = make("button", { type: "button", textContent: t("Match in this browser") });
    button.addEventListener("click", () => this.matchHere());
    const details = make("details", {}, make("summary", { textContent: t("Check it by eye") }));
    details.append(
      make("p", { className: "quiet", textContent: t("The crop lies over the picture: all is black where the two agree. Move it until it vanishes.") }),
      rows,
      make("div", { className: "xray__tools" }, button),
    );
    details.addEventListener("toggle", () => (details.open ? this.start() : this.stop()));
    this.details = details;
    this.place.append(details, this.said);
    this.place.hidden = false;
  }

  // Largest frame of 3:2 in shares of the picture.
  get most() {
    const { naturalWidth: w, naturalHeight: h } = this.picture;
    const ratio = 1.5 / (w / h || 1.5);
    return ratio >= 1 ? [1, 1 / ratio] : [ratio, 1];
  }

  async start() {
    if (this.laid) return;
    this.laid = make("img", { className: "xray__laid", alt: "", src: this.box.dataset.cut });
    this.picture.loading = "eager";
    await Promise.allSettled([this.laid.decode(), this.picture.decode()]);
    if (!this.details.open) return;
    this.box.classList.add("is-by-eye");
    this.picture.after(this.laid);
    const { x, y, w } = this.place.dataset;
    if (!this.placed) {
      const [width, height] = ["width", "height"].map((name) => Number(this.picture.getAttribute(name)));
      const frame = w ? { x: x / width, y: y / height, width: w / width } : { x: 0, y: 0, width: this.most[0] };
      this.set(frame);
    }
    this.show();
  }

  stop() {
    this.laid?.remove();
    this.laid = null;
    this.box.classList.remove("is-by-eye");
  }

  set({ x, y, width }) {
    const scale = width / this.most[0];
    const room = [1 - width, 1 - this.most[1] * scale];
    this.sliders.size.input.value = scale * 100;
    this.sliders.x.input.value = room[0] > 0.002 ? (x / room[0]) * 100 : 50;
    this.sliders.y.input.value = room[1] > 0.002 ? (y / room[1]) * 100 : 50;
    this.placed = true;
  }

  get frame() {
    const value = (name) => Number(this.sliders[name].input.value) / 100;
    const [width, height] = this.most.map((it) => it * value("size"));
    return { x: (1 - width) * value("x"), y: (1 - height) * value("y"), width, height };
  }

  show() {
    const { x, y, width, height } = this.frame;
    if (this.laid) {
      const share = (it) => `${it * 100}%`;
      Object.assign(this.laid.style, { left: share(x), top: share(y), width: share(width), height: share(height) });
    }
    for (const { input, output } of Object.values(this.sliders)) output.textContent = `${Number(input.value)}%`;
    this.outline({ x, y, width, height });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(t("By eye, the crop leaves out {share}% of the area.", { share: Math.round((1 - width * height) * 100) })), 400);
  }

  // The frame itself, in the drawing that the server sent along, empty where it found none.
  outline({ x, y, width, height }) {
    const drawing = this.box.querySelector(".xray__frame");
    const [w, h] = [drawing.viewBox.baseVal.width, drawing.viewBox.baseVal.height];
    drawing.querySelector(".xray__shade")?.remove();
    for (const name of ["xray__out", "xray__in"]) {
      const rect = drawing.querySelector(`.${name}`) ?? drawing.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
      rect.setAttribute("class", name);
      for (const [key, value] of Object.entries({ x: x * w, y: y * h, width: width * w, height: height * h })) rect.setAttribute(key, value);
    }
  }

  say(text) {
    this.said.textContent = text;
  }

  async matchHere() {
    this.say(t("Matching…"));
    try {
      const images = await Promise.all([open(this.box.dataset.whole), open(this.box.dataset.cut)]);
      const found = match(...images);
      if (found.score < LEAST_SCORE) return this.say(t("The two do not seem to show the same picture."));
      await this.picture.decode().catch(() => {});
      this.set(found);
      this.show();
      clearTimeout(this.timer);
      const lost = Math.round((1 - found.width * found.height) * 100);
      this.say(t("Matched in this browser: the crop leaves out {lost}% of the area; the two agree to {score}%. An estimate.", { lost, score: Math.round(found.score * 100) }));
    } catch (error) {
      this.say(`${error.message} ${t("Lay the crop over by eye instead.")}`);
      this.details.open = true;
    }
    return undefined;
  }
}

const begin = (root) => {
  for (const place of root.querySelectorAll("[data-xray][hidden]")) new ByEye(place);
};
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.detail.elt.parentElement ?? document));
