// What has to happen before the first paint, so not a module: the surfaces, and the picture
// that moves from its card to its page.

// The surfaces that the visitor chose; kept in this browser alone.

(() => {
  const KEY = "lighttable-theme";
  const root = document.documentElement;
  const known = (name) => (name === "light" || name === "dark" ? name : "");

  function kept() {
    try {
      return known(localStorage.getItem(KEY));
    } catch {
      return ""; // no storage: the system's
    }
  }

  function show(name) {
    if (name) root.dataset.theme = name;
    else delete root.dataset.theme;
    // The browser's own bars follow.
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.dataset.media ??= meta.media;
      const isOwn = meta.dataset.media.includes(name);
      meta.media = name ? (isOwn ? "all" : "not all") : meta.dataset.media;
    }
  }

  show(kept());
  addEventListener("storage", (event) => event.key === KEY && show(kept()));
  addEventListener("pageshow", (event) => event.persisted && show(kept()));
  addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll('input[name="theme"]')) {
      choice.checked = choice.value === kept();
      choice.addEventListener("change", () => {
        show(choice.value);
        try {
          if (choice.value) localStorage.setItem(KEY, choice.value);
          else localStorage.removeItem(KEY);
        } catch {
          // no storage: for this page only
        }
      });
    }
  });
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
    if (!img) return;
    const other = stage();
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
