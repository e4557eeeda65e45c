// The surfaces that the visitor chose, before the first paint; kept in this browser alone.

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
