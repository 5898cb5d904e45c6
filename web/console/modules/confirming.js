// The button that sends waits until the number is right. The server decides all the same: without this it says what is
// wrong.

/** @param {HTMLElement} form */
export default function confirms(form) {
  const field = form.querySelector("input[name=typed]");
  const button = form.querySelector("button#envoyer");
  if (!(field instanceof HTMLInputElement && button instanceof HTMLButtonElement)) return;
  const judge = () => {
    button.disabled = field.value.replace(/\s/g, "") !== form.dataset.number;
  };
  field.addEventListener("input", judge);
  addEventListener("pageshow", judge);
  judge();
}
