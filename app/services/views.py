"""Saved views: named queries with the look of their table."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.views import SavedView
from app.queries.language import parse
from app.services import loading


def save_view(
    session: Session,
    *,
    name: str,
    query: str,
    sort: str = "",
    descending: bool = True,
    grouping: str = "",
    columns: Sequence[str] = (),
    now: datetime,
) -> int:
    """A new view at the end of the list; its id. ``UserError`` if the name is empty or taken,
    or the query has an error."""
    last = session.scalar(select(func.max(SavedView.position)))
    view = SavedView(
        name=_checked_name(session, name, but=None),
        query=_checked_query(query),
        position=0 if last is None else last + 1,
        look=_look(sort, descending, grouping, columns),
    )
    session.add(view)
    session.flush()
    return view.id


def change_view(
    session: Session,
    view_id: int,
    *,
    name: str,
    query: str,
    sort: str = "",
    descending: bool = True,
    grouping: str = "",
    columns: Sequence[str] = (),
    now: datetime,
) -> None:
    """Give a view another name, query or look; ``UserError`` as for ``save_view``."""
    view = _view(session, view_id)
    view.name = _checked_name(session, name, but=view_id)
    view.query = _checked_query(query)
    view.look = _look(sort, descending, grouping, columns)


def delete_view(session: Session, view_id: int, *, now: datetime) -> None:
    """Remove a view; its tickets stay."""
    session.delete(_view(session, view_id))


def reorder(session: Session, view_ids: Sequence[int], *, now: datetime) -> None:
    """Put the views in this order; those that are not named come after."""
    views = list(session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id)))
    places = {view_id: place for place, view_id in enumerate(view_ids)}
    views.sort(key=lambda view: places.get(view.id, len(places)))
    for position, view in enumerate(views):
        view.position = position


def _view(session: Session, view_id: int) -> SavedView:
    return loading.existing(session, SavedView, view_id, _("This view was deleted already."))


def _checked_name(session: Session, name: str, *, but: int | None) -> str:
    written = " ".join(name.split())
    if not written:
        raise UserError(_("A view needs a name."))
    for other in session.scalars(select(SavedView)):
        if other.id != but and other.name.casefold() == written.casefold():
            raise UserError(_("There is a view called “{name}” already.").format(name=written))
    return written


def _checked_query(query: str) -> str:
    errors = parse(query).errors
    if errors:
        raise UserError(_("This view cannot be saved: {reason}").format(reason=errors[0].message))
    return query.strip()


def _look(sort: str, descending: bool, grouping: str, columns: Sequence[str]) -> dict[str, object]:
    return {
        "sort": sort,
        "descending": descending,
        "grouping": grouping,
        "columns": list(columns),
    }
