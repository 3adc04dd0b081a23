"""The two-level tree of categories, and what each asks its tickets for."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.tickets import Category
from app.rules.names import folded
from app.rules.template_fields import TemplateField, checked_fields, fields_as_json
from app.services import loading


def add_category(
    session: Session,
    name: str,
    *,
    parent_id: int | None = None,
    fields: Iterable[TemplateField] = (),
    now: datetime,
) -> int:
    """A new category at the end of its level; its id. Two levels are all there are."""
    _check_parent(session, parent_id)
    written, key = _checked_name(session, name, parent_id=parent_id, but=None)
    category = Category(
        parent_id=parent_id,
        name=written,
        name_key=key,
        position=_end(session, parent_id),
        fields=fields_as_json(checked_fields(fields)),
    )
    session.add(category)
    session.flush()
    return category.id


def rename_category(session: Session, category_id: int, name: str, *, now: datetime) -> None:
    """Call a category otherwise."""
    category = loading.category(session, category_id)
    category.name, category.name_key = _checked_name(
        session, name, parent_id=category.parent_id, but=category_id
    )


def move_category(
    session: Session, category_id: int, parent_id: int | None, *, now: datetime
) -> None:
    """Put a category under another, or on the first level with None."""
    category = loading.category(session, category_id)
    if parent_id is not None:
        if parent_id == category_id:
            raise UserError(_("A category cannot be below itself."))
        has_children = select(Category.id).where(Category.parent_id == category_id).limit(1)
        if session.scalar(has_children) is not None:
            raise UserError(
                _("“{name}” has categories below it, so it stays on the first level.").format(
                    name=category.name
                )
            )
    _check_parent(session, parent_id)
    _checked_name(session, category.name, parent_id=parent_id, but=category_id)
    category.position = _end(session, parent_id)
    category.parent_id = parent_id


def reorder_categories(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Put the categories of one level in this order."""
    for position, category_id in enumerate(ids):
        loading.category(session, category_id).position = position


def archive_category(session: Session, category_id: int, archived: bool, *, now: datetime) -> None:
    """No longer offer a category, with those below it; tickets keep it."""
    category = loading.category(session, category_id)
    below = session.scalars(select(Category).where(Category.parent_id == category_id))
    for each in [category, *below]:
        each.archived = archived


def set_category_fields(
    session: Session, category_id: int, fields: Iterable[TemplateField], *, now: datetime
) -> None:
    """What tickets of the category are asked for; answers given so far are kept."""
    loading.category(session, category_id).fields = fields_as_json(checked_fields(fields))


def _check_parent(session: Session, parent_id: int | None) -> None:
    if parent_id is not None and loading.category(session, parent_id).parent_id is not None:
        raise UserError(_("Categories have two levels; choose one of the first level."))


def _checked_name(
    session: Session, name: str, *, parent_id: int | None, but: int | None
) -> tuple[str, str]:
    written = " ".join(name.split())
    key = folded(written)
    if not key:
        raise UserError(_("A category needs a name."))
    same = select(Category.id).where(
        Category.parent_id.is_not_distinct_from(parent_id), Category.name_key == key
    )
    if session.scalar(same.where(Category.id != (but or 0))) is not None:
        raise UserError(_("There is a category “{name}” here already.").format(name=written))
    return written, key


def _end(session: Session, parent_id: int | None) -> int:
    level = Category.parent_id.is_not_distinct_from(parent_id)
    last = session.scalar(select(func.max(Category.position)).where(level))
    return 0 if last is None else last + 1
