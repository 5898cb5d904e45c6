// The sentences that scripts say. What stands in a page comes from the server, in its own words.

export const WORDS = {
  saving: "Enregistrement…",
  saved: (/** @type {string} */ at) => `Enregistré à ${at}`,
  unsaved: "Pas encore enregistré",
  unreachable: "Non enregistré : le serveur ne répond pas. Vos mots sont gardés ici.",
  refused: (/** @type {string} */ why) => `Non enregistré : ${why}`,
  savedExcept: (/** @type {string} */ why) => `Enregistré, sauf ceci : ${why}`,
  signedOut: "Non enregistré : votre session est finie. Vos mots sont gardés ici.",
  conflict: (/** @type {string} */ who) => `Non enregistré : ${who || "quelqu’un"} a enregistré avant vous.`,
  broken: "Non enregistré : le serveur n’a pas pu lire cette page. Vos mots sont gardés ici.",
  leadsTo: (/** @type {string} */ href) => `Ce lien mène à ${href}`,
  found: (/** @type {number} */ n) =>
    n === 0 ? "Rien ne correspond." : n === 1 ? "1 proposition." : `${n} propositions.`,
  unlisted: "La liste n’a pas pu être lue. Réessayez dans un instant.",
  moved: (/** @type {number} */ place, /** @type {number} */ of) => `Déplacé à la place ${place} sur ${of}.`,
  show: "Afficher",
  hide: "Masquer",
  wrongFile: (/** @type {string} */ name) => `« ${name} » n’est pas un fichier que l’on peut déposer ici.`,
  oneFile: "Un seul fichier à la fois : le premier a été pris.",
  pastedFile: "Pour mettre une image, passez par le bouton « Image » : un fichier ne se colle pas dans le texte.",
  badLink: "Un lien commence par https://, http://, mailto: ou tel:, sans espace.",
  choose: "Choisissez d’abord dans la liste.",
  crop: (/** @type {number} */ width, /** @type {number} */ height) => `Cadre de ${width} sur ${height} pixels.`,
};

/** @type {Record<string, string>} what a field is called, as in the dialog that inserts it */
export const FIELDS = {
  prenom: "Prénom",
  nom: "Nom",
  civilite: "Civilité",
  fonction: "Fonction",
  organisation: "Organisation",
  departement: "Département",
  region: "Région",
  mission_locale: "Mission locale",
};

/**
 * Say what a paste had to leave out.
 * @param {{images: number, comments: number, drawings: number}} left
 * @returns {string} empty when everything came along
 */
export function leftOut({images, comments, drawings}) {
  const parts = [
    images === 1 && "1 image n’a pas suivi : déposez le fichier dans « Images »",
    images > 1 && `${images} images n’ont pas suivi : déposez les fichiers dans « Images »`,
    drawings === 1 && "1 dessin n’a pas suivi",
    drawings > 1 && `${drawings} dessins n’ont pas suivi`,
    comments === 1 && "1 commentaire n’a pas suivi",
    comments > 1 && `${comments} commentaires n’ont pas suivi`,
  ].filter(Boolean);
  return parts.length ? `Collé. ${parts.join(" ; ")}.` : "";
}
