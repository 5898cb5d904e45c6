// The session has ended while somebody writes: the password is asked over the page, and the page goes on.
import {ask} from "./dialog.js";

/** @returns {Promise<boolean>} whether there is a session again */
export async function signIn() {
  const box = document.getElementById("signing-in");
  if (!(box instanceof HTMLDialogElement) || box.open) return false;
  const input = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (box.querySelector(`[name="${name}"]`));
  const wrong = /** @type {HTMLElement} */ (box.querySelector("[role=alert]"));
  const code = /** @type {HTMLElement} */ (input("code").closest(".field"));
  wrong.textContent = "";
  code.hidden = true;
  for (;;) {
    input("password").value = "";
    if (!(await ask(box))) return false;
    const answer = await asked(box.dataset.address ?? "", {
      email: input("email").value,
      password: input("password").value,
      code: code.hidden ? "" : input("code").value,
    });
    if (answer.ok) return true;
    wrong.textContent = answer.sentence ?? box.dataset.unreachable ?? "";
    code.hidden = !answer.code;
  }
}

/** @type {(address: string, typed: object) => Promise<{ok: boolean, sentence?: string, code?: boolean}>} */
async function asked(address, typed) {
  const headers = {"Content-Type": "application/json", Accept: "application/json"};
  const answer = await fetch(address, {method: "POST", headers, body: JSON.stringify(typed)}).catch(() => null);
  const said = await answer?.json().catch(() => null);
  return {...said, ok: answer?.ok ?? false};
}
