// « Marie écrit ici depuis 2 minutes »: says every few seconds that we are here, and who else is.

/** @param {HTMLElement} place */
export default function attends(place) {
  const every = Number(place.dataset.every ?? 15) * 1000;
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(place.dataset.address ?? "", {
      method: "POST",
      headers: {"Content-Type": "application/json", Accept: "application/json"},
      body: "{}",
    }).catch(() => null);
    if (!answer?.ok) return;
    const {sentence = ""} = await answer.json();
    if (place.textContent !== sentence) place.textContent = sentence;
    place.hidden = !sentence;
  };
  ask();
  setInterval(ask, every);
  addEventListener("visibilitychange", ask);
}
