// What the rendition bench gains with JavaScript. Without it everything is a link or a form.

import "./site.js";
import "./crop.js";
import { startMeasuring } from "./bench-measure.js";
import { startLive } from "./bench-live.js";
import { startDrawing } from "./bench-draw.js";
import { startLayouts } from "./bench-layouts.js";
import { startCopying } from "./bench-copy.js";

const bench = document.getElementById("bench");

startMeasuring(bench);
startLive(bench);
startDrawing(bench);
startLayouts(bench);
startCopying(bench);
bench.dataset.ready = "";
