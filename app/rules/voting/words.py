"""What happened in a round and why, in sentences: the same on the projector and in the record."""

from collections.abc import Mapping, Sequence

from app import i18n
from app.i18n import N_, _, ngettext
from app.rules.voting.odds import TieOdds
from app.rules.voting.replay import Act, Step
from app.rules.voting.rounds import Round
from app.rules.voting.secrecy import Limit
from app.rules.voting.ties import Rule, TieRule

_LONGEST = 60
"""Letters of an option within a sentence."""

Texts = Mapping[str, str]


def quoted(option: str, texts: Texts) -> str:
    """An option's text in quotation marks, shortened where it is long."""
    return i18n.quoted(shortened(texts.get(option, option), _LONGEST))


def shortened(text: str, longest: int) -> str:
    """A text in one line, ended at a word where it is longer than so many letters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def listed(options: Sequence[str], texts: Texts) -> str:
    """Several options: *“A”, “B” and “C”*."""
    names = [quoted(option, texts) for option in options]
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def why(each: Round, texts: Texts) -> str:
    """Why the round ended as it did: who dropped out and by which rule; empty for the last one."""
    if each.rescued is not None:
        return _("{option} was rescued: {reason}. All vote again.").format(
            option=quoted(each.rescued, texts), reason=each.reason.rstrip(".")
        )
    if each.dropped is None:
        return ""
    if each.into is not None:
        return _("{options} become one text, and the votes of both count for it.").format(
            options=listed((each.into, each.dropped), texts)
        )
    dropped = quoted(each.dropped, texts)
    if each.rule is None:
        return _("{option} has the fewest votes and drops out.").format(option=dropped)
    return _("{option} drops out: {rule}").format(option=dropped, rule=_rule(each))


def tie(each: Round, texts: Texts) -> str:
    """Who shares the last place."""
    people = ngettext("{n} vote each", "{n} votes each", each.tally[each.tie[0]]).format(
        n=each.tally[each.tie[0]]
    )
    return _("Tied for the last place: {options}, {votes}.").format(
        options=listed(each.tie, texts), votes=people
    )


def told(step: Step, texts: Texts) -> str:
    """What is said beside a step of the replay; empty where the numbers say it all."""
    match step.act:
        case Act.TIED | Act.WAITING:
            return tie(step.round, texts)
        case Act.STRUCK | Act.MERGED | Act.RESCUED:
            return why(step.round, texts)
        case Act.WON:
            return _("One idea is left.")
        case Act.COUNTED:
            return _("Majority: more than half of the votes that count.") if step.majority else ""


def exhausted(number: int) -> str:
    """Ballots that count for nothing any more."""
    return ngettext(
        "{n} ballot names nothing that still stands",
        "{n} ballots name nothing that still stands",
        number,
    ).format(n=number)


def abstained(number: int) -> str:
    """People who raised no hand."""
    return ngettext("{n} abstention", "{n} abstentions", number).format(n=number)


def odds(chance: TieOdds) -> str:
    """How likely a tie is, before the vote: in tens, which is as sure as it can be said."""
    if not chance.any:
        return _("A tie cannot happen.")
    return f"{_any_tie(round(10 * chance.any))} {_deciding_tie(round(10 * chance.decisive))}"


def direct(better: str, winner: str, texts: Texts) -> str:
    """The note that another option would beat the winner if only those two were voted on."""
    return _(
        "In direct comparison more people prefer {better} to {winner}. It dropped out because too "
        "few put it first. You may talk about it, or vote between the two."
    ).format(better=quoted(better, texts), winner=quoted(winner, texts))


def rule_label(rule: TieRule) -> str:
    """What a rule for ties is called and does, where it is chosen."""
    return _(_RULES[rule])


def agreed(rules: Sequence[TieRule]) -> str:
    """In short for all to read, which rules settle ties and in which order."""
    names = [_(_SHORT[rule]) for rule in rules]
    if TieRule.LOT not in rules:
        names.append(_("together"))
    return _("For ties: {rules}.").format(rules=", ".join(names))


def limit(found: Limit) -> str:
    """Where secrecy ends, said before the vote or beside the result."""
    return _(_LIMITS[found])


def _any_tie(tenths: int) -> str:
    if tenths == 0:
        return _("Hardly any vote of this size meets a tie.")
    if tenths == 10:
        return _("Nearly every vote of this size meets a tie.")
    return _("About {tenths} of 10 votes of this size meet a tie.").format(tenths=tenths)


def _deciding_tie(tenths: int) -> str:
    if tenths == 0:
        return _("In fewer than 1 of 10 it decides who wins.")
    return _("In about {tenths} of 10 it decides who wins.").format(tenths=tenths)


def _rule(each: Round) -> str:
    match each.rule:
        case Rule.PREVIOUS_ROUNDS:
            return _("it had the fewest votes of those tied in round {number}.").format(
                number=each.decided_by
            )
        case Rule.RUN_OFF:
            return _("it came last in the run-off ({votes}).").format(
                votes=" : ".join(map(str, sorted((each.run_off or {}).values(), reverse=True)))
            )
        case Rule.FACILITATOR:
            return _("the facilitator decided. Reason: {reason}").format(reason=each.reason)
        case Rule.ORDER_IRRELEVANT:
            return _("even together those tied have fewer votes than the next idea.")
        case Rule.SAME_WINNER:
            return _("whichever of those tied goes, the same idea wins.")
        case _:
            return _("the lot drawn before the vote puts it last of those tied.")


_RULES = {
    TieRule.PREVIOUS_ROUNDS: N_("Earlier rounds: who had fewer votes, the latest round first"),
    TieRule.RUN_OFF: N_("Run-off: all vote again on those tied, who has fewest drops out"),
    TieRule.LOT: N_("Lot: the order drawn before the vote, the one drawn last drops out"),
}
_SHORT = {
    TieRule.PREVIOUS_ROUNDS: N_("earlier rounds"),
    TieRule.RUN_OFF: N_("run-off"),
    TieRule.LOT: N_("lot"),
}
_LIMITS = {
    Limit.FEW_VOTERS: N_(
        "With three people or fewer the result itself can tell who voted what. "
        "Secrecy has limits here."
    ),
    Limit.UNANIMOUS: N_(
        "All put the same idea first, so everybody knows everybody’s first choice. "
        "Secrecy has limits here."
    ),
}
