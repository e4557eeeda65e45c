// Copies a text to paste, and says so. Where the clipboard is closed to pages (plain http
// on another machine), the text is selected, so that one keystroke copies it.

import { say } from "./bench-say.js";
import { t } from "./words.js";

function select(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    select(text);
    return document.execCommand("copy");
  }
}

export function startCopying(bench) {
  bench.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    const name = document.getElementById(`${text.id}-title`).textContent.trim();
    const worked = await copy(text);
    say(worked ? t("{name} copied.", { name }) : t("{name} is selected; copy it with your keyboard.", { name }));
    const before = [...button.childNodes];
    button.replaceChildren(worked ? t("Copied") : t("Selected"));
    setTimeout(() => button.replaceChildren(...before), 2000);
  });
}
