// Finds a crop on the whole picture in the visitor's own browser, where the server may not
// read the files: the same correlation as gallery/responsive/crop_match.py, in a canvas.
// A host that does not allow it by CORS keeps its pixels to itself: then this throws.

import { t } from "./words.js";

const COARSE = 48; // px, the picture's longer side in the first search
const FINE = 72; // px, the crop's longer side in the close look
const LARGEST_BONUS = 0.004;

export class PixelsRefused extends Error {}

export async function open(url) {
  const image = new Image();
  image.crossOrigin = "anonymous";
  image.src = url;
  try {
    await image.decode();
  } catch {
    throw new PixelsRefused(t("The provider’s server does not let a browser read its files’ pixels."));
  }
  return image;
}

function surface(width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  return context;
}

// Part of a picture at `width` × `height`, without its mean and of length 1.
function pixels(image, part, width, height, context = surface(width, height)) {
  context.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, width, height);
  const data = context.getImageData(0, 0, width, height).data;
  const values = new Float32Array(width * height * 3);
  const mean = [0, 0, 0];
  for (let i = 0, j = 0; i < data.length; i += 4) {
    for (let c = 0; c < 3; c += 1, j += 1) mean[c] += values[j] = data[i + c];
  }
  let squares = 0;
  for (let j = 0; j < values.length; j += 1) {
    values[j] -= mean[j % 3] / (width * height);
    squares += values[j] ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  return values.map((value) => value / length);
}

const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const whole = (image) => ({ x: 0, y: 0, width: image.naturalWidth, height: image.naturalHeight });
const fitted = (image, side) => {
  const scale = side / Math.max(image.naturalWidth, image.naturalHeight);
  return [image.naturalWidth, image.naturalHeight].map((it) => Math.max(3, Math.round(it * scale)));
};

// The frame {x, y, width, height} in shares of the picture, and its score up to 1.
export function match(picture, crop) {
  const ratio = crop.naturalWidth / crop.naturalHeight / (picture.naturalWidth / picture.naturalHeight);
  const most = ratio >= 1 ? [1, 1 / ratio] : [ratio, 1];
  const [templateWidth, templateHeight] = fitted(crop, FINE);
  const template = pixels(crop, whole(crop), templateWidth, templateHeight);
  const context = surface(templateWidth, templateHeight);

  const scored = (scale, x, y) => {
    const size = Math.min(1, Math.max(0.2, scale));
    const [width, height] = [most[0] * size, most[1] * size];
    const left = Math.min(Math.max(x, 0), 1 - width);
    const top = Math.min(Math.max(y, 0), 1 - height);
    const [w, h] = [picture.naturalWidth, picture.naturalHeight];
    const part = { x: left * w, y: top * h, width: width * w, height: height * h };
    const score = dot(pixels(picture, part, templateWidth, templateHeight, context), template);
    return { scale: size, x: left, y: top, width, height, score };
  };

  const climb = (start) => {
    let best = scored(start.scale, start.x, start.y);
    for (let step = 0.012; step > 0.001; ) {
      const [dx, dy] = [(most[0] * step) / 2, (most[1] * step) / 2];
      const around = [
        [0, -step, 0], [0, step, 0], [0, 0, -step], [0, 0, step], [step, -dx, -dy], [-step, dx, dy],
      ].map(([s, x, y]) => scored(best.scale + s, best.x + x, best.y + y));
      const better = around.reduce((a, b) => (b.score > a.score ? b : a));
      if (better.score > best.score) best = better;
      else step /= 2;
    }
    return best;
  };

  const starts = coarse(picture, crop, most).sort((a, b) => b.score - a.score).slice(0, 3);
  const found = starts.map(climb).sort((a, b) => b.score - a.score);
  return found.find((it) => it.scale > 0.985 && it.score > found[0].score - LARGEST_BONUS) ?? found[0];
}

// The best place of every scale, by trying them all on a very small picture.
function coarse(picture, crop, most) {
  const [width, height] = fitted(picture, COARSE);
  const context = surface(width, height);
  context.drawImage(picture, 0, 0, width, height);
  const data = context.getImageData(0, 0, width, height).data;
  const found = [];
  for (let scale = 1; scale >= 0.25; scale *= 0.93) {
    const [w, h] = most.map((it, axis) => Math.max(3, Math.round(it * scale * [width, height][axis])));
    const template = pixels(crop, whole(crop), w, h);
    let best = { score: -1 };
    for (let y = 0; y <= height - h; y += 1) {
      for (let x = 0; x <= width - w; x += 1) {
        const score = correlation(data, width, x, y, template, w, h);
        if (score > best.score) best = { scale, x: x / width, y: y / height, score };
      }
    }
    found.push(best);
  }
  return found;
}

function correlation(data, stride, left, top, template, w, h) {
  const sum = [0, 0, 0];
  let [squares, product, j] = [0, 0, 0];
  for (let y = 0; y < h; y += 1) {
    let i = ((top + y) * stride + left) * 4;
    for (let x = 0; x < w; x += 1, i += 4) {
      for (let c = 0; c < 3; c += 1, j += 1) {
        const value = data[i + c];
        sum[c] += value;
        squares += value * value;
        product += value * template[j];
      }
    }
  }
  const spread = squares - (sum[0] ** 2 + sum[1] ** 2 + sum[2] ** 2) / (w * h);
  return spread > 1e-6 ? product / Math.sqrt(spread) : -1;
}
