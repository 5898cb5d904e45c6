"""What each recorded act says to a person: the one table of all acts of the house, by what they are about.

Owns the words. Refuses to name readers: the audit knows none. A detail that an older version did not record is « ? ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from runtime.language import N_, _

#: What an act is about -> the name of that -> act -> sentence. `{who}` acts; other braces are details of the act.
TOPICS: dict[str, tuple[str, dict[str, str]]] = {
    "articles": (
        N_("Articles et images"),
        {
            "item.begun": N_("{who} a commencé l’article {item}."),
            "item.edited": N_("{who} a modifié l’article {item}."),
            "item.ready": N_("{who} a marqué comme prêt l’article {item}."),
            "item.unready": N_("{who} a remis en brouillon l’article {item}."),
            "item.mended": N_("{who} a corrigé la typographie de l’article {item}."),
            "item.restored_version": N_("{who} a rétabli une version antérieure de l’article {item}."),
            "items.added": N_("{who} a ajouté des articles : {items}."),
            "items.deleted": N_("{who} a mis des articles à la corbeille : {items}."),
            "items.restored": N_("{who} a sorti des articles de la corbeille : {items}."),
            "article.withdrawn": N_("{who} a retiré des archives l’article {item}."),
            "image.added": N_("{who} a ajouté une image à la bibliothèque."),
            "image.described": N_("{who} a décrit une image de la bibliothèque."),
            "image.cropped": N_("{who} a recadré une image de la bibliothèque."),
            "image.deleted": N_("{who} a retiré une image de la bibliothèque."),
            "image.restored": N_("{who} a sorti une image de la corbeille."),
            "document.added": N_("{who} a ajouté le document « {name} »."),
        },
    ),
    "numeros": (
        N_("Numéros"),
        {
            "issue.created": N_("{who} a commencé le numéro {issue}."),
            "issue.edited": N_("{who} a modifié le numéro {issue}."),
            "issue.filled": N_("{who} a placé des articles dans le numéro {issue}."),
            "issue.emptied": N_("{who} a retiré des articles du numéro {issue}."),
            "issue.reordered": N_("{who} a déplacé un article du numéro {issue}."),
            "issue.arranged": N_("{who} a changé l’ordre des rubriques du numéro {issue}."),
            "issue.kept_as_taken": N_("{who} a gardé tel quel ce qui est repris dans le numéro {issue}."),
            "issue.mended": N_("{who} a corrigé la typographie du numéro {issue}."),
            "issue.deleted": N_("{who} a mis le numéro {issue} à la corbeille."),
            "issue.restored": N_("{who} a sorti le numéro {issue} de la corbeille."),
            "issue.answers_exported": N_("{who} a exporté les réponses au numéro {issue} ({rows} lignes)."),
            "issue.second_subject": N_("{who} a réglé le second objet du numéro {issue}."),
            "issue.tried": N_("{who} a envoyé un essai du numéro {issue}."),
            "issue.planned": N_("{who} a choisi à qui et quand part le numéro {issue}."),
            "issue.overridden": N_("{who} a passé outre à un point qui bloquait le numéro {issue} ({code}) : {reason}"),
            "issue.witnesses_failed": N_("{who} a lancé le numéro {issue} ; ses adresses témoins n’ont rien reçu."),
            "issue.commented": N_("{who} a commenté le numéro {issue}."),
            "comment.resolved": N_("{who} a réglé un commentaire du numéro {issue}."),
            "comment.reopened": N_("{who} a rouvert un commentaire du numéro {issue}."),
            "trial_group.kept": N_("{who} a enregistré un groupe d’essai."),
            "trial_group.dropped": N_("{who} a supprimé un groupe d’essai."),
            "warning.muted": N_("{who} a fait taire un avertissement du contrôle ({code})."),
            "warning.unmuted": N_("{who} a rétabli un avertissement du contrôle ({code})."),
        },
    ),
    "envois": (
        N_("Envois"),
        {
            "campaign.launched": N_("{who} a lancé l’envoi n° {campaign} à {audience} destinataires."),
            "campaign.completed": N_(
                "{who} a lancé l’envoi n° {campaign} à {audience} destinataires que l’envoi n° {completes} n’avait pas "
                "atteints."
            ),
            "erratum.begun": N_("{who} a préparé l’erratum {issue} à l’envoi n° {campaign}."),
            "link.repaired": N_("{who} a corrigé la destination du lien n° {link} de l’envoi n° {campaign}."),
            "campaign.subject_chosen": N_("{who} a retenu l’un des deux objets de l’envoi n° {campaign}."),
            "campaign.paused": N_("{who} a mis en pause l’envoi n° {campaign}."),
            "campaign.resumed": N_("{who} a repris l’envoi n° {campaign}."),
            "campaign.relisted": N_("{who} a mis à jour la liste de l’envoi n° {campaign} (+{added}, −{removed})."),
            "campaign.hastened": N_("{who} a fait partir sans attendre l’envoi n° {campaign}."),
            "campaign.cancelled": N_("{who} a annulé l’envoi n° {campaign}."),
            "campaign.settled": N_("{who} a tranché le sort des lettres incertaines de l’envoi n° {campaign}."),
            "campaign.told": N_("{who} a signalé que l’envoi n° {campaign} attend une décision."),
            "letter.settled": N_("{who} a classé une lettre revenue."),
            "reply.answered": N_("{who} a répondu à la lettre n° {letter} d’un lecteur."),
            "reply.accepted": N_("{who} a suivi ce que proposait la lettre n° {letter} d’un lecteur."),
            "reply.declined": N_("{who} n’a pas suivi ce que proposait la lettre n° {letter} d’un lecteur."),
            "absence.noted": N_("{who} a noté une absence."),
            "absence.withdrawn": N_("{who} a retiré une absence."),
            "server.avoided": N_("{who} a contourné un serveur d’envoi qui ne répondait plus."),
            "server.lost": N_("{who} a constaté que le serveur d’envoi ne répond plus."),
            "server.back": N_("{who} a constaté que le serveur d’envoi répond de nouveau."),
            "provider.changed": N_("{who} a réglé le rythme d’envoi vers {name}."),
            "dkim.made": N_("{who} a créé une clé de signature (DKIM) : {selector}."),
        },
    ),
    "destinataires": (
        N_("Destinataires"),
        {
            "readers.imported": N_("{who} a importé des destinataires (import n° {id})."),
            "readers.import_undone": N_("{who} a annulé l’import n° {id}."),
            "readers.exported": N_("{who} a exporté des destinataires ({rows} lignes)."),
            "reader.accessed": N_("{who} a remis à une personne toutes ses données."),
            "reader.corrected": N_("{who} a corrigé les données d’une personne."),
            "reader.entered": N_("{who} a ajouté une personne (fiche n° {contact})."),
            "organisation.corrected": N_("{who} a corrigé les données de l’organisation {organisation}."),
            "organisation.merged": N_("{who} a réuni l’organisation {gone} à l’organisation {organisation}."),
            "organisation.told_apart": N_("{who} a dit que {many} organisations ne sont pas des doublons."),
            "reader.merged": N_("{who} a réuni la fiche n° {gone} à la fiche n° {contact}."),
            "readers.domain_corrected": N_("{who} a corrigé {corrected} adresses en « {domain} »."),
            "reader.let_go": N_("{who} a cessé d’écrire à une personne (fiche n° {contact})."),
            "reader.enlisted": N_("{who} a inscrit une personne à la lettre (fiche n° {contact})."),
            "reader.erased": N_("{who} a effacé une personne."),
            "reader.objected": N_("{who} a enregistré une opposition."),
            "reader.heard": N_("{who} a levé une opposition, à la demande de la personne."),
            "reader.left": N_("{who} a arrêté de recevoir la lettre."),
            "reader.came_back": N_("{who} a demandé à recevoir la lettre de nouveau."),
            "reader.chose": N_("{who} a changé ce que la personne reçoit."),
            "reader.read_from": N_("{who} a choisi le département d’où viennent les nouvelles."),
            "reader.kept": N_("{who} a gardé une personne sans signe de vie."),
            "reader.stayed": N_("{who} a répondu vouloir rester."),
            "reader.lapsed": N_("{who} a effacé une personne restée trop longtemps sans signe de vie."),
            "request.registered": N_("{who} a inscrit au registre la demande n° {request}."),
            "request.extended": N_("{who} a prolongé le délai de la demande n° {request}."),
            "request.closed": N_("{who} a clos la demande n° {request}."),
            "segment.kept": N_("{who} a enregistré le segment « {name} »."),
            "segment.included": N_("{who} a ajouté des contacts au segment « {name} »."),
            "segment.excluded": N_("{who} a exclu des contacts du segment « {name} »."),
            "segment.unpicked": N_("{who} a remis des contacts à la règle du segment « {name} »."),
            "retention.set": N_("{who} a réglé une durée de conservation : {term}."),
        },
    ),
    "convention": (
        N_("Convention"),
        {
            "proposal.received": N_("{who} a proposé un article (proposition n° {proposal})."),
            "proposal.asked": N_("{who} a posé une question sur la proposition n° {proposal}."),
            "proposal.answered": N_("{who} a répondu à la question sur la proposition n° {proposal}."),
            "proposal.seen": N_("{who} a vu, pour le partenaire, la proposition n° {proposal}."),
            "proposal.accepted": N_("{who} a accepté la proposition n° {proposal}."),
            "proposal.declined": N_("{who} a décliné la proposition n° {proposal}."),
            "proposal.invitation_answered": N_("{who} a répondu à l’invitation de la proposition n° {proposal}."),
            "proposal.thanked": N_("{who} a annoncé sa parution à l’auteur de la proposition n° {proposal}."),
            "networks.asked": N_("{who} a demandé une action à {many} personnes, pour le numéro {issue}."),
            "proof.asked": N_("{who} a demandé le bon à tirer du numéro {issue}."),
            "proof.reminded": N_("{who} a relancé ceux qui doivent valider le numéro {issue}."),
            "proof.approved": N_("{who} a validé le numéro {issue} ({side})."),
            "proof.correction": N_("{who} a demandé une correction du numéro {issue} ({side})."),
            "proof.tacit": N_("{who} a constaté l’accord tacite sur le numéro {issue} ({side})."),
            "proof.overridden": N_("{who} a décidé de laisser partir le numéro {issue} sans validation : {reason}"),
            "designation.made": N_("{who} a désigné une personne pour {side} (désignation n° {id})."),
            "designation.ended": N_("{who} a mis fin à la désignation n° {id} ({side})."),
            "designation.renewal_asked": N_("{who} a demandé une nouvelle désignation à la place du n° {id} ({side})."),
            "convention.set": N_("{who} a enregistré la convention (version {version})."),
            "evidence.declared": N_("{who} a déclaré une preuve pour l’engagement {commitment}."),
            "evidence.withdrawn": N_("{who} a retiré une preuve déclarée."),
            "convention.amended": N_("{who} a enregistré un avenant (version {version})."),
            "signatories.transmitted": N_("{who} a transmis la liste n° {number} des nouveaux signataires."),
            "signatories.reminded": N_(
                "{who} a rappelé qu’une liste de nouveaux signataires attend depuis le {since}."
            ),
            "kit.prepared": N_("{who} a préparé le kit à relayer ({documents} documents)."),
            "signatories.started": N_("{who} a tenu pour connues les signatures d’avant le {day}."),
        },
    ),
    "bilan": (
        N_("Bilan"),
        {
            "status.corrected": N_("{who} a corrigé le statut de l’engagement {commitment}."),
            "status.restored": N_("{who} a rendu son statut calculé à l’engagement {commitment}."),
        },
    ),
    "comptes": (
        N_("Comptes"),
        {
            "account.added": N_("{who} a ouvert un compte à {account}."),
            "account.renamed": N_("{who} a changé le nom du compte de {account}."),
            "account.roles_set": N_("{who} a changé les droits de {account}."),
            "account.blocked": N_("{who} a fermé le compte de {account}."),
            "account.unblocked": N_("{who} a rouvert le compte de {account}."),
            "account.link_sent": N_("{who} a envoyé à {account} un lien pour choisir un mot de passe."),
            "account.password_set": N_("{who} a changé le mot de passe du compte de {account}."),
            "account.signed_in": N_("{who} a ouvert une session ({device})."),
            "account.session_closed": N_("{who} a fermé une session du compte de {account}."),
            "account.sessions_closed": N_("{who} a fermé toutes les sessions du compte de {account}."),
            "account.codes_started": N_("{who} a activé la connexion en deux étapes de {account}."),
            "account.codes_stopped": N_("{who} a arrêté la connexion en deux étapes de {account}."),
            "account.recovery_renewed": N_("{who} a obtenu de nouveaux codes de secours."),
            "account.recovery_used": N_("{who} a utilisé un code de secours."),
        },
    ),
    "rencontres": (
        N_("Rencontres"),
        {
            "meeting.planned": N_("{who} a prévu la rencontre n° {meeting}."),
            "meeting.changed": N_("{who} a modifié la rencontre n° {meeting}."),
            "meeting.cancelled": N_("{who} a annulé la rencontre n° {meeting}."),
            "meeting.invited": N_("{who} a invité {guests} personnes à la rencontre n° {meeting}."),
            "meeting.uninvited": N_("{who} a retiré une invitation à la rencontre n° {meeting}."),
            "meeting.answered": N_("{who} a répondu à l’invitation à la rencontre n° {meeting}."),
            "meeting.held": N_("{who} a dit tenue la rencontre n° {meeting} ({attendees} personnes)."),
            "meeting.taken_back": N_("{who} a corrigé : la rencontre n° {meeting} n’est plus dite tenue."),
        },
    ),
    "reglages": (
        N_("Réglages"),
        {
            "publication.added": N_("{who} a ajouté la lettre {publication}."),
            "publication.changed": N_("{who} a changé les mentions de la lettre {publication}."),
            "publication.restyled": N_("{who} a réglé la typographie de la lettre {publication}."),
            "publication.look": N_("{who} a réglé la présentation de la lettre {publication}."),
            "welcome.changed": N_("{who} a réglé la lettre de bienvenue de {publication}."),
            "welcome.tried": N_("{who} s’est envoyé un essai de la lettre de bienvenue de {publication}."),
            "digest.changed": N_("{who} a réglé le récapitulatif de {publication}."),
            "digest.turned": N_("{who} a préparé le récapitulatif de {publication} ({articles} articles)."),
            "partner.changed": N_("{who} a modifié le partenaire {code}."),
            "partner.ended": N_("{who} a dit quand finit le partenariat {code}."),
            "setting.changed": N_("{who} a changé {setting}."),
            "demo.built": N_("{who} a construit la démonstration."),
        },
    ),
}
_OTHERWISE = N_("{who} a fait autre chose ({act}).")
_SENTENCES = {act: sentence for _name, acts in TOPICS.values() for act, sentence in acts.items()}


def known() -> frozenset[str]:
    """Return every act that has a sentence."""
    return frozenset(_SENTENCES)


def acts(topic: str) -> tuple[str, ...]:
    """Return the acts of a topic; empty when there is no such topic."""
    return tuple(TOPICS[topic][1]) if topic in TOPICS else ()


def said(act: str, details: Mapping[str, object]) -> str:
    """Return the sentence of an act; `details` holds `who` too."""
    filled = defaultdict(lambda: "?", {name: str(value) for name, value in details.items()}, act=act)
    return _(_SENTENCES.get(act, _OTHERWISE)).format_map(filled)
