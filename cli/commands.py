"""The top-level commands of `relais`: where each is, and what its help says, in the order of the day's work.

The sentences are repeated here so that `relais --help` loads no command; a test compares each with its command.
"""

from __future__ import annotations

from typing import NamedTuple

from runtime.language import N_


class Entry(NamedTuple):
    """One command."""

    #: `module:attribute`.
    place: str
    #: What its help begins with.
    sentence: str


COMMANDS = {
    "init": Entry(
        "cli.installing:init",
        N_("Crée le dossier de données, la base, les clés, une première lettre et sa liste."),
    ),
    "demo": Entry(
        "cli.demo.command:demo",
        N_("Construit une démonstration, envoie un numéro à un serveur de capture, dit où regarder."),
    ),
    "publications": Entry(
        "cli.publications:publications", N_("La lettre : son expéditeur, son adresse, sa base légale.")
    ),
    "users": Entry("cli.users:users", N_("Les comptes de la console : qui y travaille, avec quels droits.")),
    "readers": Entry("cli.readers:readers", N_("Les lecteurs : organisations, contacts, oppositions.")),
    "requests": Entry("cli.rights_requests:group", N_("Les demandes des personnes sur leurs données, et leur délai.")),
    "retention": Entry("cli.retention:retention", N_("La conservation : combien de temps chaque chose est gardée.")),
    "kit": Entry("cli.kit:kit", N_("Le kit à relayer : ce qu’il contient, et qui l’a pris.")),
    "signatories": Entry(
        "cli.signatories:signatories", N_("Les nouveaux signataires : par période, transmis, annoncés.")
    ),
    "partners": Entry("cli.partners:partners", N_("Les partenaires : leur nom, leur mention et leur logo, datés.")),
    "convention": Entry("cli.conventions:convention", N_("La convention : ses engagements, ses dates, ses avenants.")),
    "evidence": Entry(
        "cli.evidence:evidence", N_("Les preuves de la convention : constatées par Relais, ou déclarées.")
    ),
    "meetings": Entry(
        "cli.meetings:meetings", N_("Les rencontres : les prévoir, y inviter, dire ce qu’elles ont donné.")
    ),
    "proposals": Entry("cli.proposals:proposals", N_("Les propositions d’articles : les lire, y répondre.")),
    "designations": Entry(
        "cli.designations:designations", N_("Les personnes désignées par chaque partenaire, et leur suppléance.")
    ),
    "bilan": Entry("cli.bilan:bilan", N_("Le bilan de la convention : chaque engagement, son statut, ses preuves.")),
    "dkim": Entry("cli.dkim:dkim", N_("Les clés qui signent les lettres (DKIM) et leur enregistrement DNS.")),
    "providers": Entry("cli.providers:providers", N_("Les messageries des lecteurs : ce que chacune supporte.")),
    "segments": Entry("cli.segments:segments", N_("Les segments : des règles qui disent à qui écrire.")),
    "items": Entry("cli.items:items", N_("Les articles : ceux qui attendent leur place, et ceux qui ont paru.")),
    "issues": Entry("cli.issues:issues", N_("Les numéros : composer, corriger, vérifier, regarder.")),
    "templates": Entry("cli.templates:templates", N_("Les modèles : les voir, les exporter, les vérifier.")),
    "documents": Entry(
        "cli.documents:documents", N_("Les documents : plaquettes et kits, à une adresse qui ne change pas.")
    ),
    "campaigns": Entry("cli.campaigns:campaigns", N_("Les envois : lancer, suivre, arrêter.")),
    "send": Entry("cli.sending:send", N_("Envoie maintenant tout ce qui peut l’être d’un envoi.")),
    "tick": Entry(
        "cli.ticking:tick",
        N_("Fait tout ce qui est dû maintenant ; à lancer chaque minute par cron, muet si tout va bien."),
    ),
    "worker": Entry("cli.working:worker", N_("Envoie, avec d’autres machines, jusqu’à l’arrêt demandé (PostgreSQL).")),
    "report": Entry(
        "cli.reporting:report", N_("Les résultats d’un envoi : qui l’a reçu, ce qui a intéressé, qui s’est désinscrit.")
    ),
    "bounces": Entry("cli.bounces:bounces", N_("Les lettres qui reviennent : les lire, les comprendre.")),
    "replies": Entry("cli.replies:replies", N_("Ce que les lecteurs écrivent : le lire, y répondre, le classer.")),
    "archive": Entry("cli.archives:archive", N_("Les archives publiques : ce qui a paru, et ce qui en est retiré.")),
    "serve": Entry(
        "cli.serving:serve", N_("Sert la console et les pages des lecteurs, et fait chaque minute ce qui est dû.")
    ),
    "doctor": Entry(
        "cli.doctor:doctor",
        N_("Vérifie tout ce dont l’envoi dépend : base, disque, serveur d’envoi, DNS, liens, tâches."),
    ),
}
