// A picture that fails to load leaves its box, its title and a way to try again.

const noteOf = (img) => img.parentElement.querySelector(".frame__failed");

function failed(img) {
  const note = noteOf(img);
  if (!note) return;
  note.hidden = false;
  img.parentElement.classList.add("has-failed");
}

function loaded(img) {
  const note = noteOf(img);
  if (!note || note.hidden) return;
  const hadFocus = note.contains(document.activeElement);
  note.hidden = true;
  img.parentElement.classList.remove("has-failed");
  if (hadFocus) img.closest("li, article")?.querySelector("a[href]")?.focus();
}

function retry(img) {
  const { srcset, src } = img;
  img.loading = "eager";
  img.removeAttribute("srcset");
  img.removeAttribute("src");
  if (srcset) img.srcset = srcset;
  img.src = src;
}

const isPicture = (target) => target instanceof HTMLImageElement && "picture" in target.dataset;

// Neither event bubbles, so they are caught on the way down.
document.addEventListener("error", (event) => isPicture(event.target) && failed(event.target), true);
document.addEventListener("load", (event) => isPicture(event.target) && loaded(event.target), true);
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-retry]");
  if (!link) return;
  event.preventDefault();
  retry(link.closest(".frame__failed").parentElement.querySelector("img"));
});

// What failed before this module was there.
for (const img of document.querySelectorAll("img[data-picture]")) {
  if (img.complete && img.currentSrc && !img.naturalWidth) failed(img);
}
