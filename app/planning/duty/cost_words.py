"""What makes a roster dearer, in words and numbers."""

from app.i18n import _, ngettext
from app.planning.duty.costs import CostLine, Judge, Reason
from app.planning.duty.problem import Row
from app.planning.duty.shares import Share
from app.rules.rosters.wording import duration
from app.rules.short_times import weekday_and_date


def cost_sentence(judge: Judge, line: CostLine, row: Row) -> str:
    """What a change would cost; ``row`` are then the shifts of the person it is about."""
    problem, shares = judge.problem, judge.shares
    name = problem.people[line.person].name if line.person in problem.people else ""
    kinds = problem.plan.kinds
    about = kinds[line.about].name if line.about in kinds else ""
    day = weekday_and_date(line.day) if line.day is not None else ""
    match line.reason:
        case Reason.MISSING:
            return _("{shift} has fewer people than wished on {day}").format(shift=about, day=day)
        case Reason.WISHES:
            return _("a wish of {name} for {day} is not followed").format(name=name, day=day)
        case Reason.NIGHTS:
            fair, before = shares.nights[line.person], shares.nights_before(line.person)
            return _nights(name, judge.nights(row), fair, before)
        case Reason.WEEKENDS:
            fair, before = shares.weekends[line.person], shares.weekends_before(line.person)
            return _weekends(name, judge.weekends(row), fair, before)
        case Reason.HOURS:
            return _hours(name, judge.minutes(row), *shares.minutes[line.person])
        case Reason.PUBLISHED:
            return _("the published plan of {name} changes on {day}").format(name=name, day=day)
        case Reason.RULES:
            sentence = problem.rules.rule(line.about).sentence
            return f"{name}: {sentence}" if name else sentence


def _nights(name: str, count: int, share: Share, before: int) -> str:
    if count < share.least:
        return ngettext(
            "{name} would have {count} night, at least {fair} are fair",
            "{name} would have {count} nights, at least {fair} are fair",
            count,
        ).format(name=name, count=count, fair=share.least)
    words = ngettext(
        "{name} would have {count} night, at most {fair} are fair",
        "{name} would have {count} nights, at most {fair} are fair",
        count,
    )
    return words.format(name=name, count=count, fair=share.most) + _after(before)


def _weekends(name: str, count: int, share: Share, before: int) -> str:
    words = ngettext(
        "{name} would have {count} weekend, at most {fair} are fair",
        "{name} would have {count} weekends, at most {fair} are fair",
        count,
    )
    return words.format(name=name, count=count, fair=share.most) + _after(before)


def _after(before: int) -> str:
    """What was done before, which the share makes up for."""
    return " " + _("after {count} in the months before").format(count=before) if before else ""


def _hours(name: str, minutes: int, low: int, high: int) -> str:
    if minutes > high:
        return _("{name} would work {hours}, at most {fair} are fair").format(
            name=name, hours=duration(minutes), fair=duration(high)
        )
    return _("{name} would work {hours}, at least {fair} are fair").format(
        name=name, hours=duration(minutes), fair=duration(low)
    )
