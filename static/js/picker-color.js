// OKLCH and hex, for the picker. The same constants as gallery/color/spaces.py: Björn
// Ottosson, "A perceptual color space for image processing", 2020.

const toEncoded = (light) =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * Math.max(light, 0) ** (1 / 2.4) - 0.055;
const toLinear = (unit) => (unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4);

// Lightness 0 to 1, chroma, hue in degrees → linear red, green, blue, outside 0 to 1 where
// sRGB cannot show it.
export function linearOf(lightness, chroma, hue) {
  const turn = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(turn);
  const b = chroma * Math.sin(turn);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const isShown = (linear) => linear.every((part) => part > -0.0005 && part < 1.0005);

// The most chroma that sRGB has at this lightness and hue.
export function mostChroma(lightness, hue) {
  let low = 0;
  let high = 0.35;
  for (let step = 0; step < 12; step += 1) {
    const middle = (low + high) / 2;
    if (isShown(linearOf(lightness, middle, hue))) low = middle;
    else high = middle;
  }
  return low;
}

export const bytesOf = (lightness, chroma, hue) =>
  linearOf(lightness, chroma, hue).map((part) =>
    Math.round(Math.min(1, Math.max(0, toEncoded(part))) * 255),
  );

export const hexOf = (bytes) => `#${bytes.map((it) => it.toString(16).padStart(2, "0")).join("")}`;

export function labOf(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => toLinear(parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  ];
}

// Hexes of CSS names, as the browser itself knows them.
export function named(names) {
  const context = document.createElement("canvas").getContext("2d");
  return names.map((name) => {
    context.fillStyle = "#000000";
    context.fillStyle = name.replaceAll(" ", "");
    return { name, lab: labOf(context.fillStyle) };
  });
}

export function nearestName(hex, known) {
  const lab = labOf(hex);
  const away = (it) => it.lab.reduce((sum, part, at) => sum + (part - lab[at]) ** 2, 0);
  return known.reduce((best, it) => (away(it) < away(best) ? it : best)).name;
}
