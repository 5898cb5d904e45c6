"""One invented context for each e-mail, so that a template can be seen and checked before anything was written.

Every block type occurs in some sample. Refuses real people, pictures and addresses.
"""

from __future__ import annotations

from typing import Any

from templates import context, pictures, service_messages
from templates.context import LetterContext, Message, Piece, SectionBlock
from templates.rich_text import markdown_reading

_SITE = "https://lettre.exemple.example"

#: The values of the placeholders of a sample.
VALUES = {
    "civilite": "Mme",
    "prenom": "Anne-Sophie",
    "nom": "Exemple",
    "fonction": "directrice",
    "organisation": "Ateliers Brumevent",
    "departement": "Drôme",
    "region": "Auvergne-Rhône-Alpes",
    "mission_locale": "Mission locale du Haut-Val-Fictif",
    "ml_name": "Mission locale du Haut-Val-Fictif",
    "ml_address": "3, place du Marché, 26000 Valence",
    "ml_phone": "04 65 71 00 12",
    "ml_phone_href": "tel:+33465710012",
    "ml_url": "https://ml-haut-val-fictif.example/",
    "ml_url_shown": "ml-haut-val-fictif.example",
    "leave_token": "exemple",
    "answer_token": "exemple",
    "collected_from": "annuaire des signataires de la Charte",
}

_TABLE = "| Année | Candidatures | Embauches |\n|---|---|---|\n| 2008 | 42 | 6 |\n| 2009 | 56 | 11 |"
_PROSE = (
    "{{ prenom | Madame, Monsieur }},\n\nCe texte tient la place d’un article. Il est fait de **mots gras**, de mots "
    "en *italique* et d’un [lien vers un site](https://www.exemple.example/article).\n\n"
    "## Un intertitre\n\n- un premier point ;\n- un second point.\n\n> Une citation, sur sa propre ligne."
)

_PARTNERS = (
    context.Partner(
        "Charte de la diversité",
        "Éditeur de la lettre",
        "https://www.charte.example/",
        pictures.Image(f"{_SITE}/l/i/charte.png", "Charte de la diversité", 320, 160),
    ),
    context.Partner(
        "Conseil national des missions locales",
        "Partenaire national de la Charte de la diversité",
        "https://www.cnml.example/",
        pictures.Image(f"{_SITE}/l/i/cnml.png", "Conseil national des missions locales", 320, 160),
    ),
)

SENDER = context.Sender(
    name="Charte de la diversité",
    email="lettre@charte.example",
    reply_to="redaction@charte.example",
    postal="1, rue de l’Exemple\n75010 Paris",
    publisher="Secrétariat général de la Charte de la diversité",
    director="Camille Dorval-Exemple",
)

_SHARED: dict[str, Any] = {"publication": "La Lettre de la diversité", "sender": SENDER}


def of(name: str) -> Message:
    """Return the sample of an e-mail; raises KeyError for one that Relais does not have."""
    return _SAMPLES[name]


def _issue(subject: str, **more: Any) -> LetterContext:
    values: dict[str, Any] = {
        **_SHARED,
        "issue_title": "Recruter sans CV, l’exemple de Roubaix",
        "number": 4,
        "date_text": "décembre 2009",
        "subject": subject,
        "preheader": "Ce que les messageries montrent après l’objet",
        "sections": (),
        "partners": _PARTNERS,
        "why": "Vous recevez cette lettre parce que votre entreprise a signé la Charte de la diversité.",
        "leave_prefix": f"{_SITE}/l/u/",
        "less_prefix": f"{_SITE}/l/p/",
        "join_url": f"{_SITE}/l/s/lettre",
        "network": _PARTNERS[1],
        "information": context.Information(
            controller="Charte de la diversité, 1, rue de l’Exemple, 75010 Paris",
            right="notre intérêt légitime à informer les professionnels concernés par ces sujets",
            contact="redaction@charte.example",
        ),
        "web_url": f"{_SITE}/l/n/4",
    }
    return LetterContext(**(values | more))


def _piece(type_: str, title: str, **more: Any) -> Piece:
    values: dict[str, Any] = {
        "body": markdown_reading.from_markdown(_PROSE),
        "link": "https://www.exemple.example/suite",
        "page": f"{_SITE}/l/a/exemple-{type_}",
    }
    return Piece(key=f"item-{type_}", type=type_, title=title, **(values | more))


def _section(key: str, heading: str, *pieces: Piece) -> SectionBlock:
    return SectionBlock(key, heading, pieces)


_PICTURE = pictures.Image(f"{_SITE}/l/i/exemple.jpg", "Deux candidates préparent une commande", 1072, 480)
_EVENT = _piece("event", "Forum Diversité et Alternance", when="jeudi 8 octobre 2009, 9 h – 17 h", place="Strasbourg")
_CAMPAIGN = _piece(
    "awareness_campaign",
    "Un mois pour ouvrir ses portes",
    intro="En mars, accueillez un jeune une demi-journée. Un kit est à votre disposition.",
    image=_PICTURE,
    link_label="Recevoir le kit",
)
_PRACTICES = _section(
    "practices",
    "Bonnes pratiques",
    _piece("good_practice", "Relire ses offres à deux voix", body=markdown_reading.from_markdown(_TABLE)),
)
_SECTIONS = (
    _section("editorial", "Édito", _piece("editorial", "Un an d’engagements", author="Solange Exemple")),
    _section(
        "headline",
        "À la une",
        _piece(
            "local_mission_action",
            "À Roubaix, vingt jeunes passent leur premier entretien sans CV",
            kicker="Nord",
            intro="Une mise en situation d’une heure remplace le curriculum vitæ.",
            image=_PICTURE,
            caption="La mise en situation.",
            credit="Yasmine Exemple",
        ),
    ),
    _section("actions", "Missions locales en action", _piece("partner_action", "La plaquette est en ligne")),
    _PRACTICES,
    _section("signatories", "Nouveaux signataires", _piece("new_signatories", "Dix-huit entreprises de plus")),
    _section("testimonials", "Paroles", _piece("testimonial", "On m’a demandé de montrer", author="Léïla, 22 ans")),
    _section("campaigns", "Campagnes", _CAMPAIGN),
    _section("legal", "Actualité juridique", _piece("legal_news", "Ce qu’il faut conserver", source="rédaction, 2009")),
    _section("tool", "L’outil du mois", _piece("tool", "Autodiagnostic en vingt questions")),
    _section("figure", "Le chiffre", _piece("key_figure", "7 sur 10")),
    _section("agenda", "Agenda", _EVENT),
    _section("contributions", "Appel à contributions", _piece("call_for_contributions", "Votre action ici ?")),
)  # fmt: skip

_PERSON: dict[str, Any] = {**_SHARED, "greeting": "Madame Exemple"}

#: What a convention asks for cannot be left, and promotes nothing.
_CALLED: dict[str, Any] = {
    "why": "Ce message vous est adressé dans le cadre de la convention qui nous lie à votre organisation.",
    "why_agreed": "Ce message vous est adressé parce que vous avez demandé à recevoir la lettre.",
    "network": None,
    "join_url": None,
    "less_prefix": "",
    "may_be_left": False,
}
_SAMPLES: dict[str, Message] = {
    "newsletter": _issue("La Lettre de la diversité n° 4 : recruter sans CV", sections=_SECTIONS),
    "special": _issue(
        "Numéro spécial : les bonnes pratiques de l’année",
        issue_title="Les bonnes pratiques de l’année",
        sections=(_PRACTICES,),
        approvals=(
            context.Approval("Solange Exemple, chargée du suivi du partenariat", _PARTNERS[0].name),
            context.Approval("Loïc Exemple, représentant désigné", _PARTNERS[1].name),
        ),
    ),
    "awareness": _issue("Un mois pour ouvrir ses portes", lead=_CAMPAIGN),
    "invitation": _issue("Invitation : Forum Diversité et Alternance", lead=_EVENT, answer_prefix=f"{_SITE}/l/r/"),
    "summons": _issue(
        "Convocation : Forum Diversité et Alternance",
        lead=_EVENT,
        answer_prefix=f"{_SITE}/l/r/",
        **_CALLED,
    ),
    "service": _issue(
        "Rédaction : une nouvelle adresse",
        lead=_piece("editorial", "La rédaction change d’adresse"),
        partners=(),
        **_CALLED,
    ),
    "signatories": service_messages.SignatoryList(
        **_PERSON,
        number=4,
        period="Signatures enregistrées du 1er novembre 2009 au 30 novembre 2009",
        url=f"{_SITE}/l/nouveaux-signataires/4",
        convention="la convention du 16 juin 2009",
        regions=(
            ("Aquitaine", (service_messages.Signatory("Logiciels Ombelle", "Bègles, Gironde", "3 novembre 2009"),)),
            (
                "Bretagne",
                (service_messages.Signatory("Conserverie de l’Anse-aux-Lunes", "", "9 septembre 2009", late=True),),
            ),
        ),
    ),
    "receipt": service_messages.Receipt(
        **_PERSON,
        number=12,
        title="Le bus de l’emploi s’arrête au pied des immeubles",
        expected="n° 5, janvier 2010",
        missing=("l’accord des personnes qui sont sur la photo.",),
        url=f"{_SITE}/l/p/exemple",
    ),
    "contribution": service_messages.Contribution(
        **_PERSON,
        title="Votre lien pour proposer une action",
        paragraphs=(
            "Ce lien est le vôtre : il ouvre la page où proposer une action, et celle de vos articles parus.",
            "Gardez-le, il ne change pas.",
        ),
        url=f"{_SITE}/l/proposer/exemple",
        label="Proposer une action",
    ),
    "thanks": service_messages.Thanks(
        **_PERSON,
        title="Le bus de l’emploi s’arrête au pied des immeubles",
        issue="n° 4, décembre 2009",
        url=f"{_SITE}/l/a/exemple",
        readers=491,
        clicks=37,
        own_url=f"{_SITE}/l/proposer/exemple/articles",
    ),
    "proof": service_messages.ProofRequest(
        **_PERSON,
        issue="n° 4, décembre 2009",
        subject="La Lettre de la diversité n° 4 : recruter sans CV",
        leaves="mardi 15 décembre 2009",
        due="vendredi 11 décembre 2009",
        audience="507 destinataires, toute la liste",
        version="3f9a2c81d04e",
        url=f"{_SITE}/l/b/exemple",
        changes=("« À la une » : le titre.", "« Agenda » : un rendez-vous ajouté."),
    ),
    "approval_code": service_messages.ApprovalCode(
        **_PERSON, code="480213", issue="n° 4, décembre 2009", valid="jusqu’à 10 h 30"
    ),
    "confirmation": service_messages.Confirmation(
        **_PERSON, url=f"{_SITE}/l/c/exemple", valid="jusqu’au 22 septembre 2009"
    ),
    "welcome": service_messages.Welcome(
        **{**_PERSON, "greeting": ""},
        title="Bienvenue parmi les lectrices et lecteurs de La Lettre de la diversité",
        body=markdown_reading.from_markdown(
            "Bonjour,\n\nVotre inscription est confirmée : **merci**. Vous recevrez le prochain numéro à cette adresse."
        ),
        leave_url=f"{_SITE}/l/u/exemple",
        last_url=f"{_SITE}/l/n/4",
        last_title="Lire le n° 4 : recruter sans CV",
    ),
    "own": service_messages.Own(**_PERSON, url=f"{_SITE}/l/moi/exemple", valid="jusqu’au 15 septembre 2009, 10 h 30"),
    "account": service_messages.AccountLink(
        **_PERSON,
        url=f"{_SITE}/invitation/exemple",
        valid="jusqu’au 22 septembre 2009, 10 h 30",
        inviter="Claire Aubry",
    ),
    "meeting": service_messages.MeetingCall(
        **_PERSON,
        call=service_messages.Call.INVITED,
        title="Échange annuel entre les partenaires",
        when="vendredi 12\u00a0mars 2010, 14\u00a0h\u00a0– 17\u00a0h",
        place="12, rue de l’Exemple, Paris",
        agenda=("Les bonnes pratiques de l’année", "Le numéro spécial"),
        url=f"{_SITE}/l/rencontre/exemple",
    ),
    "reminder": service_messages.Reminder(
        **_PERSON,
        title="Avez-vous une action à raconter ?",
        paragraphs=(
            "Le prochain numéro paraît en janvier, et aucune action de votre région n’y figure encore.",
            "Six lignes suffisent : nous nous chargeons du reste.",
        ),
        due="15 décembre 2009",
        url=f"{_SITE}/l/p",
        label="Proposer une action",
    ),
    "stay": service_messages.Stay(
        **_PERSON,
        since="15\u00a0septembre 2009",
        known="Mme\u00a0Exemple, Ateliers Brumevent, exemple@brumevent.example",
        origin="liste du secrétariat général",
        collected="1er\u00a0septembre 2009",
        due="14\u00a0novembre 2012",
        url=f"{_SITE}/l/k/exemple",
    ),
}  # fmt: skip
