// A picture to zoom and pan, drawn on a canvas from the levels of viewer-source.js.
//
// `scale` is CSS px per picture px; the middle of the view is (x, y) in picture px. A view
// in shares, {u, v, zoom}, is what two viewers in step tell each other: zoom 1 is the whole
// picture. Nothing is enlarged: at the largest scale one picture px is one px of the screen.

import { Tiles } from "./viewer-tiles.js";

const clamp = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

export class Viewer extends EventTarget {
  // `enlarges`: small pictures fill the stage too, and say how much they are enlarged.
  constructor(stage, source, { enlarges = false } = {}) {
    super();
    this.enlarges = enlarges;
    this.stage = stage;
    this.source = source;
    this.mostZoom = 0; // set by those in step with a larger picture
    this.canvas = document.createElement("canvas");
    this.canvas.className = "viewer__canvas";
    stage.append(this.canvas);
    this.context = this.canvas.getContext("2d");
    this.tiles = new Tiles(() => this.redraw());
    [this.x, this.y, this.scale] = [source.width / 2, source.height / 2, 0];
    new ResizeObserver(() => this.resize()).observe(stage);
    this.resize();
  }

  get density() {
    return window.devicePixelRatio || 1;
  }

  get native() {
    return 1 / this.density;
  }

  // The whole picture, as large as the stage and its own pixels allow.
  get fit() {
    const { width, height } = this.source;
    const most = this.enlarges ? Infinity : this.native;
    return Math.min(this.stage.clientWidth / width, this.stage.clientHeight / height, most);
  }

  get most() {
    return Math.max(this.native, this.fit * Math.max(1, this.mostZoom));
  }

  get zoom() {
    return this.scale / this.fit;
  }

  // Screen px per picture px, 1 at native resolution.
  get share() {
    return this.scale * this.density;
  }

  get view() {
    return { u: this.x / this.source.width, v: this.y / this.source.height, zoom: this.zoom };
  }

  show({ u, v, zoom }) {
    this.place(u * this.source.width, v * this.source.height, zoom * this.fit);
  }

  reset() {
    this.place(this.source.width / 2, this.source.height / 2, this.fit);
    this.moved();
  }

  // Zoom by `factor` so that the point under (clientX, clientY) stays; none: the middle.
  zoomBy(factor, clientX, clientY) {
    this.zoomTo(this.scale * factor, clientX, clientY);
  }

  zoomTo(scale, clientX, clientY) {
    const box = this.stage.getBoundingClientRect();
    const dx = clientX === undefined ? 0 : clientX - box.left - box.width / 2;
    const dy = clientY === undefined ? 0 : clientY - box.top - box.height / 2;
    const next = clamp(scale, this.fit, this.most);
    this.place(this.x + dx / this.scale - dx / next, this.y + dy / this.scale - dy / next, next);
    this.moved();
  }

  // Move the view by CSS px.
  panBy(dx, dy) {
    this.place(this.x + dx / this.scale, this.y + dy / this.scale, this.scale);
    this.moved();
  }

  place(x, y, scale) {
    const { width, height } = this.source;
    this.scale = clamp(scale, this.fit, this.most);
    const [halfX, halfY] = [this.stage.clientWidth / this.scale / 2, this.stage.clientHeight / this.scale / 2];
    this.x = halfX * 2 >= width ? width / 2 : clamp(x, halfX, width - halfX);
    this.y = halfY * 2 >= height ? height / 2 : clamp(y, halfY, height - halfY);
    this.redraw();
    this.dispatchEvent(new Event("place"));
  }

  moved() {
    this.dispatchEvent(new Event("move"));
  }

  resize() {
    const { clientWidth, clientHeight } = this.stage;
    if (!clientWidth || !clientHeight) return;
    const wasWhole = !this.scale || this.scale <= this.fitBefore * 1.001;
    this.canvas.width = Math.round(clientWidth * this.density);
    this.canvas.height = Math.round(clientHeight * this.density);
    this.fitBefore = this.fit;
    this.place(this.x, this.y, wasWhole ? this.fit : this.scale);
  }

  redraw() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  // The coarsest level with at least the pixels of the screen, else the finest.
  levelFor() {
    const needed = this.source.width * this.share * 0.98;
    return this.source.levels.find((level) => level.width >= needed) ?? this.source.levels.at(-1);
  }

  draw() {
    const { context, canvas } = this;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    const target = this.levelFor();
    const wanted = [];
    for (const level of this.source.levels) {
      const urls = this.drawLevel(level);
      if (level === this.source.levels[0] || level === target) wanted.push(...urls);
      if (level === target) break;
    }
    this.tiles.want(wanted);
    this.dispatchEvent(new Event("draw"));
  }

  // Draw what is loaded of `level`, and return the URLs of all that is in view, nearest first.
  drawLevel(level) {
    const { width, height } = this.source;
    const [screenX, screenY] = [this.canvas.width / 2, this.canvas.height / 2];
    const left = Math.max(0, this.x - screenX / this.share);
    const right = Math.min(width, this.x + screenX / this.share);
    const top = Math.max(0, this.y - screenY / this.share);
    const bottom = Math.min(height, this.y + screenY / this.share);
    const toX = (x) => Math.round((Math.min(x, width) - this.x) * this.share + screenX);
    const toY = (y) => Math.round((Math.min(y, height) - this.y) * this.share + screenY);
    const found = [];
    for (let row = Math.floor(top / level.stepY); row * level.stepY < bottom; row += 1) {
      for (let column = Math.floor(left / level.stepX); column * level.stepX < right; column += 1) {
        const [x, y] = [column * level.stepX, row * level.stepY];
        const url = level.url(column, row);
        const far = Math.hypot(x + level.stepX / 2 - this.x, y + level.stepY / 2 - this.y);
        found.push({ url, far });
        const image = this.tiles.image(url);
        if (!image) continue;
        const [x0, y0] = [toX(x), toY(y)];
        this.context.drawImage(image, x0, y0, toX(x + level.stepX) - x0, toY(y + level.stepY) - y0);
      }
    }
    return found.sort((a, b) => a.far - b.far).map(({ url }) => url);
  }
}
