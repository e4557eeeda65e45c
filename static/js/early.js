// What has to happen before the first paint, so not a module.

// The surfaces and the density of the wall that the visitor chose; kept in this browser alone.

(() => {
  const root = document.documentElement;

  // One choice among radio buttons of this name: kept, shown on the root element, in step with
  // other windows and with buttons that arrive in a fragment.
  function choice(name, values, shown = () => {}) {
    const KEY = `lighttable-${name}`;
    const known = (value) => (values.includes(value) ? value : "");
    const buttons = () => document.querySelectorAll(`input[name="${name}"]`);

    function kept() {
      try {
        return known(localStorage.getItem(KEY));
      } catch {
        return ""; // no storage: as it comes
      }
    }

    function show(value) {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
      for (const button of buttons()) button.checked = button.value === value;
      shown(value);
    }

    show(kept());
    addEventListener("storage", (event) => event.key === KEY && show(kept()));
    addEventListener("pageshow", (event) => event.persisted && show(kept()));
    addEventListener("DOMContentLoaded", () => show(root.dataset[name] ?? ""));
    addEventListener("htmx:afterSettle", () => show(root.dataset[name] ?? ""));
    addEventListener("change", ({ target }) => {
      if (target.name !== name) return;
      show(known(target.value));
      try {
        if (target.value) localStorage.setItem(KEY, target.value);
        else localStorage.removeItem(KEY);
      } catch {
        // no storage: for this page only
      }
    });
  }

  // The browser's own bars follow the surfaces.
  choice("theme", ["light", "dark"], (name) => {
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.dataset.media ??= meta.media;
      const isOwn = meta.dataset.media.includes(name);
      meta.media = name ? (isOwn ? "all" : "not all") : meta.dataset.media;
    }
  });

  // `sizes` of the pictures that are not lazy speak of the wall as it comes.
  choice("density", ["dense", "roomy"], (name) => {
    for (const img of document.querySelectorAll("#wall img[sizes]:not([loading])")) {
      if (!name && !img.dataset.sizes) continue; // setting it asks for a file once more
      img.dataset.sizes ??= img.sizes;
      img.sizes = name ? `${img.clientWidth}px` : img.dataset.sizes;
    }
  });
})();

// Pictures outside the window wait until the visitor does something: what is looked at comes
// first, also over a slow line. After that the browser's own `loading="lazy"` decides.
(() => {
  const root = document.documentElement;
  const SIGNS = ["pointermove", "pointerdown", "wheel", "scroll", "keydown", "focusin", "beforeprint"];
  const LAZY = '.frame:has(img[loading="lazy"])';
  if (!window.IntersectionObserver) return;

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.dataset.near = "";
  });
  const observe = () => document.querySelectorAll(LAZY).forEach((frame) => near.observe(frame));
  function release() {
    delete root.dataset.held;
    near.disconnect();
    for (const sign of SIGNS) removeEventListener(sign, release, true);
  }

  root.dataset.held = "";
  for (const sign of SIGNS) addEventListener(sign, release, { capture: true, passive: true });
  const start = () => "held" in root.dataset && observe();
  addEventListener("DOMContentLoaded", start);
  addEventListener("htmx:afterSettle", start); // a fragment brought other pictures
})();

// From a card to its picture's page and back, the picture itself moves (only where the browser
// can and motion is allowed: static/css/wall.css).

(() => {
  const NAME = "picture";
  const stage = () => document.querySelector(".picture__stage img");

  // The card's picture that leads to this address.
  function cardOf(address) {
    if (!address) return null;
    const { pathname } = new URL(address);
    const link = [...document.querySelectorAll(".card__title a")].find((it) => it.pathname === pathname);
    return link?.closest(".card").querySelector(".frame img") ?? null;
  }

  async function name(transition, address) {
    transition.ready.catch(() => {}); // skipped, as where the next page allows no motion
    const img = cardOf(address);
    const other = stage();
    // No picture moves: while a page comes in, what is pressed would be lost.
    if (!img && !other) transition.skipTransition();
    if (!img) return;
    if (other) other.style.viewTransitionName = "none"; // one picture moves, not two
    img.style.viewTransitionName = NAME;
    await transition.finished.catch(() => {});
    img.style.viewTransitionName = "";
    if (other) other.style.viewTransitionName = "";
  }

  addEventListener("pageswap", (event) => {
    if (event.viewTransition) name(event.viewTransition, event.activation?.entry?.url);
  });
  addEventListener("pagereveal", (event) => {
    if (event.viewTransition) name(event.viewTransition, window.navigation?.activation?.from?.url);
  });
})();
