// The one sentence of a page that screen readers are told of: `role="status"`.

/** @param {string} sentence */
export function say(sentence) {
  const place = document.getElementById("status");
  if (place) place.textContent = sentence;
}
