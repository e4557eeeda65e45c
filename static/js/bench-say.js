// Says a sentence to those who listen instead of looking.

const said = document.getElementById("said");

export function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}
