// Where the pixels of a picture come from: tiles of a IIIF service, else whole files.
// A level is one resolution of the whole picture, cut into tiles or in one piece.

import { t } from "./words.js";

const ceil = Math.ceil;

function tileUrl(service, x, y, across, down, factor) {
  const { base, version, width, height, quality, format } = service;
  const isWhole = across === width && down === height;
  const [w, h] = [ceil(across / factor), ceil(down / factor)];
  const region = isWhole ? "full" : `${x},${y},${across},${down}`;
  let size = version >= 3 ? `${w},${h}` : `${w},`;
  if (w === across && h === down && isWhole) size = version >= 3 ? "max" : "full";
  return `${base}/${region}/${size}/0/${quality}.${format}`;
}

function tiledLevel(service, factor) {
  const { width, height } = service;
  const [stepX, stepY] = [service.tileWidth * factor, service.tileHeight * factor];
  return {
    width: ceil(width / factor),
    columns: ceil(width / stepX),
    rows: ceil(height / stepY),
    stepX,
    stepY,
    url(column, row) {
      const [x, y] = [column * stepX, row * stepY];
      return tileUrl(service, x, y, Math.min(stepX, width - x), Math.min(stepY, height - y), factor);
    },
  };
}

const wholeLevel = (url, width, full) => ({
  width, columns: 1, rows: 1, stepX: full.width, stepY: full.height, url: () => url,
});

const first = (value) => (Array.isArray(value) ? value[0] : value);

// By context, else by type, else by profile: documents leave out one or the other.
function versionOf(info) {
  for (const value of [info["@context"], info.type ?? info["@type"], info.profile]) {
    const found = /image\/([23])|image-api\/(1)|image\/(1)|ImageService([23])/.exec(JSON.stringify(value ?? ""));
    if (found) return Number(found[1] ?? found[2] ?? found[3] ?? found[4]);
  }
  return info.tiles || info.id ? (info.id ? 3 : 2) : 1;
}

// info.json of Image API 1.1, 2.x and 3.0, as far as tiles need it.
export function readInfo(info, url) {
  const version = versionOf(info);
  const tiles = first(info.tiles) ?? { width: info.tile_width, height: info.tile_height, scaleFactors: info.scale_factors };
  const level = /level([0-2])/.exec(JSON.stringify(info.profile ?? ""))?.[1] ?? "0";
  const service = {
    base: url.replace(/\/info\.json$/, ""), // what the document calls itself decides nothing
    version,
    width: info.width,
    height: info.height,
    tileWidth: tiles?.width,
    tileHeight: tiles?.height ?? tiles?.width,
    factors: tiles?.scaleFactors,
    quality: version === 1 ? "native" : "default",
    format: "jpg",
  };
  if (!(service.tileWidth > 0 && service.factors?.length) && level !== "0") {
    Object.assign(service, { tileWidth: 512, tileHeight: 512, factors: halvings(info.width, info.height) });
  }
  return service.width > 0 && service.height > 0 && service.factors?.length ? service : null;
}

function halvings(width, height) {
  const factors = [1];
  while (Math.max(width, height) / factors.at(-1) > 512) factors.push(factors.at(-1) * 2);
  return factors;
}

async function findService(given) {
  if (given.service || !given.info) return given.service;
  try {
    const answer = await fetch(given.info, { credentials: "omit", signal: AbortSignal.timeout(8000) });
    return answer.ok ? readInfo(await answer.json(), given.info) : null;
  } catch {
    return null; // no CORS, no network, no JSON: the files are there
  }
}

// Native size and levels, coarsest first. `kind` says what is shown at native size.
export async function openSource(given) {
  const service = await findService(given);
  if (service) {
    const factors = [...service.factors].sort((a, b) => b - a);
    return {
      width: service.width, height: service.height, kind: "tiles",
      levels: factors.map((factor) => tiledLevel(service, factor)),
    };
  }
  const files = given.files.filter((file) => file.width > 0);
  const top = files.at(-1);
  const full = top.height > 0 ? top : await measured(top.url);
  return {
    width: full.width, height: full.height, kind: "files",
    levels: files.map((file) => wholeLevel(file.url, Math.min(file.width, full.width), full)),
  };
}

function measured(url) {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => failed(new Error(t("The picture did not load.")));
    image.src = url;
  });
}
