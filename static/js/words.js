// What scripts say, in the language of the page: English stands in the scripts, its translation
// in a list that pages of other languages carry. Numbers are written as the language does.

const listed = document.getElementById("words");
const words = listed ? JSON.parse(listed.textContent) : {};
const language = document.documentElement.lang;

export const number = (value, places = 0) =>
  value.toLocaleString(language, { minimumFractionDigits: places, maximumFractionDigits: places });

// t("{count} pictures ticked.", { count: 3 })
export const t = (text, values = {}) =>
  (words[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
