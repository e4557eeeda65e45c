// Loads the tiles that are wanted, nearest first, a few at a time, and keeps the latest.

const AT_ONCE = 6;
const KEPT = 240;

export class Tiles {
  constructor(changed) {
    this.changed = changed;
    this.known = new Map(); // URL → {image, state}, least recently wanted first
    this.wanted = [];
    this.running = 0;
  }

  get failed() {
    return this.wanted.some((url) => this.known.get(url)?.state === "failed");
  }

  get isComplete() {
    return this.wanted.every((url) => this.known.get(url)?.state === "loaded");
  }

  image(url) {
    const tile = this.known.get(url);
    return tile?.state === "loaded" ? tile.image : null;
  }

  want(urls) {
    this.wanted = urls;
    const wanted = new Set(urls);
    for (const [url, tile] of this.known) {
      if (tile.state === "loading" && !wanted.has(url)) {
        tile.image.onload = tile.image.onerror = null;
        tile.image.src = "";
        this.known.delete(url);
        this.running -= 1;
      }
    }
    this.next();
  }

  next() {
    for (const url of this.wanted) {
      if (this.running >= AT_ONCE) return;
      const tile = this.known.get(url);
      if (!tile) this.load(url);
      else if (tile.state === "loaded") {
        this.known.delete(url); // to the end: recently wanted
        this.known.set(url, tile);
      }
    }
    for (const [url, tile] of this.known) {
      if (this.known.size <= KEPT) return;
      if (tile.state === "loaded" && !this.wanted.includes(url)) this.known.delete(url);
    }
  }

  load(url) {
    const image = new Image();
    const tile = { image, state: "loading" };
    this.known.set(url, tile);
    this.running += 1;
    const ended = (state) => () => {
      tile.state = state;
      this.running -= 1;
      this.next();
      this.changed();
    };
    image.onload = ended("loaded");
    image.onerror = ended("failed");
    image.decoding = "async";
    image.src = url;
  }

  retry() {
    for (const [url, tile] of this.known) if (tile.state === "failed") this.known.delete(url);
    this.next();
  }
}
