"""Which command helps after a refusal, a finding or a remark: the sentences of the domain name no commands.

Owns the one table from the cause of a sentence to the advice that the command line adds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeAlias

from accounts import errors as accounts
from campaigns import errors
from campaigns.acting.remedies import Call
from campaigns.checking.findings import Finding, Mending, Review
from campaigns.checking.remedies import Care
from campaigns.editorial.manuscripts.remarks import Doubt
from campaigns.partnership import errors as partnership
from campaigns.partnership.meetings import errors as meetings
from lists import errors as readers
from runtime import errors as house
from runtime.errors import RelaisError
from runtime.language import N_, _
from runtime.remedies import Remark, Remedy
from templates import errors as looks

#: What a sentence comes from: an error's class, or the name of what can be done.
Cause: TypeAlias = type[RelaisError] | Remedy

#: `{sentence}` is what the domain says, without its full stop; other braces are the data of the error or the finding.
WORDS: dict[Cause, str] = {
    house.DatabaseMissing: N_("{sentence} : lancez d’abord « relais init »."),
    house.DatabaseTooOld: N_("{sentence} : lancez « relais init », qui l’applique sans rien perdre."),
    house.KeyringMissing: N_("{sentence}, lancez « relais init »."),
    looks.BrowserMissing: N_("{sentence} ou recommencez sans « --png »."),
    looks.BrowserFailed: N_("{sentence}, ou sans « --png »."),
    partnership.PairUnclear: N_("{sentence} (« --from », « --to »)."),
    partnership.NoConvention: N_("{sentence} : « relais convention set » en enregistre une."),
    errors.UnknownItem: N_("{sentence} : « relais items list » montre ceux qui existent."),
    errors.UnknownIssue: N_("{sentence} : « relais issues list » montre ceux qui existent."),
    meetings.MeetingUnknown: N_("{sentence} : « relais meetings list » montre celles qui existent."),
    errors.UnknownCampaign: N_("{sentence} : « relais campaigns list » montre ceux qui existent."),
    errors.UnknownWarning: N_("{sentence} : « relais issues check » montre leurs noms."),
    errors.NotMuted: N_("{sentence} : « relais issues mute » montre ce qui l’est."),
    errors.SenderMissing: N_("{sentence} : dites qui écrit par « relais publications set --from … »."),
    errors.WorkersNeedServer: N_("{sentence}. Sur une seule, « relais tick » suffit."),
    errors.SendersDied: N_("{sentence} : relancez « relais send »."),
    errors.ProviderUnknown: N_("{sentence} ; pour en ajouter une, donnez --domain ou --exchanger."),
    errors.RateAlone: N_("{sentence}, --per-second."),
    accounts.AccountUnknown: N_("{sentence} : « relais users list » montre ceux qui existent."),
    readers.MailingListUnknown: N_("{sentence} : lancez d’abord « relais init »."),
    readers.ImportUnknown: N_("{sentence} : « relais readers imports » montre ceux qui existent."),
    readers.EncodingUnclear: N_(
        "{sentence}, relancez avec « --encoding {better} », ou « --encoding cp1252 » si la première lecture est la "
        "bonne."
    ),
    readers.RegisterNumberMissing: N_("{sentence} (une liste sans numéros s’importe avec « --create-organisations »)."),
    readers.DirectoryMisnamed: N_("{sentence}, importez-le avec « --as missions »."),
    readers.RequestUnknown: N_("{sentence} : « relais requests list --all » montre celles qui existent."),
    readers.ContactUnclear: N_("{sentence} par --contact."),
    errors.DutyFailed: N_("{sentence} Le détail : « relais --verbose tick »."),
    errors.UnknownPending: N_("{sentence} : « relais bounces pending » montre celles qui attendent."),
    Mending.SENDER: N_("{sentence} : « relais publications set --from … »."),
    Mending.POSTAL: N_("{sentence} : « relais publications set --postal … »."),
    Mending.BASIS: N_("{sentence} : « relais publications set --basis … »."),
    Mending.PARTNER: N_("{sentence} (« relais partners set »)."),
    errors.InBin: N_("{sentence} : « relais items restore {id} » l’en sort."),
    errors.IssueInBin: N_("{sentence} : « relais issues restore {id} » l’en sort."),
    Mending.TYPOGRAPHY_OF_ALL: N_("{sentence} (« relais issues fix {issue} »)."),
    Mending.TYPOGRAPHY: N_("{sentence} (« relais items fix {item} »)."),
    Care.TICK: N_("Personne n’a encore lancé « relais tick » : confiez-le à cron, chaque minute."),
    Care.TICKED: N_("« relais tick » a tourné il y a {age} sur {machine}."),
    Care.LATE: N_(
        "« relais tick » a tourné il y a {age} sur {machine}. Rien n’est parti ni n’a été réessayé depuis : regardez "
        "cron."
    ),
    Care.KEY: N_("{sentence} : « relais dkim new » crée une clé."),
    Care.RSA_KEY: N_("{sentence} par « relais dkim new »."),
    Care.RECORD: N_("{sentence} : « relais dkim list » montre ce qu’il faut publier."),
    Call.REQUESTS: N_("{sentence} : « relais requests list »."),
    Call.LETTERS: N_("{sentence} : « relais bounces pending »."),
    Call.SILENT: N_("{sentence} et figure sur « relais readers stale »."),
    Call.SILENT_SEVERAL: N_("{sentence} et figurent sur « relais readers stale »."),
    Call.DECISION: N_(
        "{sentence} : envoyez quand même (« relais campaigns resume ») ou annulez (« relais campaigns cancel »)."
    ),
    Doubt.TYPE: N_("{sentence} ; « --type » en donne un autre"),
}


def of(problem: RelaisError) -> str:
    """Return what the command line says of a refusal."""
    return told(str(problem), type(problem), **problem.data)


def heard(alert: Remark | RelaisError) -> str:
    """Return an alert that needs a person's decision, as the command line says it."""
    return of(alert) if isinstance(alert, RelaisError) else told(alert.sentence, alert.remedy)


def found(finding: Finding, issue: int | None = None) -> Finding:
    """Return a finding of an issue as the command line says it."""
    words = told(finding.message, finding.remedy, item=finding.item, issue=issue)
    return replace(finding, message=words, remedy=None)


def reviewed(review: Review, issue: int | None = None) -> Review:
    """Return what was found in an issue as the command line says it."""
    return Review(tuple(found(one, issue) for one in review))


def noted(remark: Remark) -> Remark:
    """Return a remark as the command line says it."""
    return Remark(told(remark.sentence, remark.remedy))


def told(sentence: str, cause: Cause | None, **data: Any) -> str:
    """Return a sentence with what the command line advises; without advice, the sentence."""
    words = WORDS.get(cause) if cause is not None else None
    return sentence if words is None else _(words).format(**data | {"sentence": sentence.removesuffix(".")})
