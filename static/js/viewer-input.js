// Mouse, touch and keyboard for a Viewer.

const STEP = 1.5;
const WHEEL = 0.0022;
const PAN = 0.15; // share of the stage for one key press

export function listen(viewer, { full = () => {} } = {}) {
  const { stage } = viewer;
  const fingers = new Map();
  let before = null;

  const middle = () => {
    const points = [...fingers.values()];
    const sum = points.reduce((a, p) => ({ x: a.x + p.x, y: a.y + p.y }), { x: 0, y: 0 });
    const spread = points.length > 1 ? Math.hypot(points[0].x - points[1].x, points[0].y - points[1].y) : 0;
    return { x: sum.x / points.length, y: sum.y / points.length, spread };
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0 || fingers.size > 1 || event.target.closest("a, button")) return;
    stage.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    before = middle();
    stage.classList.add("is-held");
  });

  stage.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = middle();
    viewer.panBy(before.x - now.x, before.y - now.y);
    if (before.spread && now.spread) viewer.zoomBy(now.spread / before.spread, now.x, now.y);
    before = now;
  });

  const lifted = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    before = fingers.size ? middle() : null;
    if (!fingers.size) stage.classList.remove("is-held");
  };
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) stage.addEventListener(name, lifted);

  stage.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
      const turned = Math.max(-240, Math.min(240, event.deltaY * lines));
      viewer.zoomBy(Math.exp(-turned * WHEEL), event.clientX, event.clientY);
    },
    { passive: false },
  );

  stage.addEventListener("dblclick", (event) => {
    viewer.zoomBy(event.shiftKey ? 1 / STEP ** 2 : STEP ** 2, event.clientX, event.clientY);
  });

  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [across, down] = [stage.clientWidth * PAN, stage.clientHeight * PAN];
    const keys = {
      ArrowLeft: () => viewer.panBy(-across, 0),
      ArrowRight: () => viewer.panBy(across, 0),
      ArrowUp: () => viewer.panBy(0, -down),
      ArrowDown: () => viewer.panBy(0, down),
      "+": () => viewer.zoomBy(STEP),
      "=": () => viewer.zoomBy(STEP),
      "-": () => viewer.zoomBy(1 / STEP),
      0: () => viewer.reset(),
      Home: () => viewer.reset(),
      1: () => viewer.zoomTo(viewer.native),
      f: full,
      F: full,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

export { STEP };
