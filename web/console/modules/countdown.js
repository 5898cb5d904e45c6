// « 9 min 41 s »: counts on the server's clock, however long the laptop was closed. `data-until` and `data-now` are seconds
// since 1970 by that clock; `data-announce` names an element that screen readers hear at 5 minutes, 1 minute, 10 seconds.
const MARKS = [300, 60, 10];
const NBSP = "\u00a0";

/** @param {HTMLElement} place */
export default function counts(place) {
  let heard = "";
  let ahead = 0;
  let before = Number.POSITIVE_INFINITY;
  const tick = () => {
    if (place.dataset.now !== heard) {
      heard = place.dataset.now ?? "";
      ahead = Number(heard) - Date.now() / 1000;
      before = Number.POSITIVE_INFINITY;
    }
    const left = Math.round(Number(place.dataset.until) - ahead - Date.now() / 1000);
    const words = remaining(left);
    if (place.textContent !== words) place.textContent = words;
    announce(place, before, left);
    before = left;
    if (place.isConnected) setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  tick();
}

/**
 * Say a time to wait, as `campaigns/acting/departing/moments.py` does.
 * @param {number} seconds
 */
export function remaining(seconds) {
  if (seconds <= 0) return "un instant";
  const [d, h, min, s] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (d) return `${d}${NBSP}j ${h}${NBSP}h`;
  if (h) return `${h}${NBSP}h ${min}${NBSP}min`;
  return min ? `${min}${NBSP}min ${s}${NBSP}s` : `${s}${NBSP}s`;
}

/** @type {(place: HTMLElement, before: number, left: number) => void} */
function announce(place, before, left) {
  const voice = document.getElementById(place.dataset.announce ?? "");
  const mark = MARKS.find(one => left <= one && before > one && before !== Number.POSITIVE_INFINITY);
  if (voice && mark)
    voice.textContent = `Départ dans ${mark < 60 ? `${mark} secondes` : remaining(mark).replace(` 0${NBSP}s`, "")}`;
}
