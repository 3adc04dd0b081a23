"""What a desk promises by channel, kept as JSON: ``{channel: {"handling": 300, …}}``.

Only what differs from the defaults is stored. Times are seconds.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.planning.staffing import Target
from app.rules.enums import Channel

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class ChannelPromise:
    """How long a contact takes a person, and what share is answered within which time.

    ``at_once`` contacts are held by one person at the same time. ``waits``: contacts that come
    while nobody is there wait for the morning, as mails do; others are lost. ``patience``: seconds
    until somebody who waits hangs up, None never.
    """

    handling: float
    share: float
    within: float
    at_once: int = 1
    waits: bool = False
    patience: float | None = None

    @property
    def target(self) -> Target:
        """The promise as a target."""
        return Target(self.share, self.within)


Promises = Mapping[Channel, ChannelPromise]

USUAL: Promises = {
    Channel.PHONE: ChannelPromise(5 * _MINUTE, 0.8, 20.0),
    Channel.CHAT: ChannelPromise(10 * _MINUTE, 0.8, _MINUTE, at_once=2),
    Channel.COUNTER: ChannelPromise(10 * _MINUTE, 0.8, 5 * _MINUTE),
    Channel.EMAIL: ChannelPromise(8 * _MINUTE, 0.8, 4 * _HOUR, waits=True),
    Channel.SOCIAL: ChannelPromise(5 * _MINUTE, 0.8, _HOUR, waits=True),
    Channel.LETTER: ChannelPromise(15 * _MINUTE, 0.8, _DAY, waits=True),
}
"""Where a desk said nothing; 80 % within 20 s is the custom of telephone centres."""


def promises(stored: Mapping[str, Any]) -> Promises:
    """The promises of a desk; names that are not known any more are left out."""
    names = {each.name for each in fields(ChannelPromise)}
    return {
        channel: ChannelPromise(
            **{
                **asdict(usual),
                **{k: v for k, v in stored.get(channel.value, {}).items() if k in names},
            }
        )
        for channel, usual in USUAL.items()
    }


def stored_promises(made: Promises) -> dict[str, Any]:
    """The same as JSON."""
    stored: dict[str, Any] = {}
    for channel, promise in made.items():
        usual = asdict(USUAL[channel])
        changed = {name: v for name, v in asdict(promise).items() if v != usual[name]}
        if changed:
            stored[channel.value] = changed
    return stored
