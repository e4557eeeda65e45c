// The search page.

import "./site.js";
import "./compare-picks.js";
import "./color-panel.js";
import "./place.js";
