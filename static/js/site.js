// What every page needs. The module of a page imports this one, so that a page loads a single
// file (gallery/bundling.py).

import "./pictures.js";
import "./fragments.js";
import "./keys.js";
