// The one sentence of a page that screen readers are told of: `role="status"`. What a script says stands over the page,
// so that nothing moves under the pointer, and goes away by itself; the words stay for whoever hears the page.
const SHOWN = 8000;

/** @param {string} sentence */
export function say(sentence) {
  const place = document.getElementById("status");
  if (!place) return;
  place.dataset.said = "";
  place.textContent = sentence;
  for (const running of place.getAnimations()) running.cancel();
  place.animate([{opacity: 1}, {opacity: 1, offset: 0.95}, {opacity: 0}], {duration: SHOWN, fill: "forwards"});
}
