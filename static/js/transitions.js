// From a card to its picture's page and back, the picture itself moves (only where the browser
// can and motion is allowed: static/css/wall.css). Before the first paint, so not a module.

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
