// A part of a page that something else changes: asked for again every so many seconds, until the answer no longer
// wants that. Where the answer is another page, the browser goes there; where the server is away, we wait for it.
import {replace} from "./replace.js";

/** @param {HTMLElement} place */
export default function refreshes(place) {
  const every = Number(place.dataset.every ?? 2) * 1000;
  const ask = async () => {
    const now = document.getElementById(place.id);
    if (!now?.dataset.module?.split(/\s+/).includes("refresh")) return;
    if (!document.hidden && !(await replace(new URL(location.href), {}, place.id).catch(() => false))) {
      const isThere = await fetch(location.href).then(
        answer => answer.ok,
        () => false,
      );
      if (isThere) return location.reload();
    }
    setTimeout(ask, every);
  };
  setTimeout(ask, every);
}
