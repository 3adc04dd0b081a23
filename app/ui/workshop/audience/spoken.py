"""A scene as text, for screen readers."""

from app.ui.workshop.audience.scene import Bars, Columns, Scene


def spoken(scene: Scene) -> str:
    """All that is painted, line by line."""
    lines = [scene.step]
    if isinstance(scene.body, Columns):
        for column in scene.body.columns:
            lines += [column.title, *(each.text for each in column.items)]
            lines += [column.empty] if not column.items else []
    elif isinstance(scene.body, Bars):
        lines += [f"{each.label}: {each.people} {each.note}".strip() for each in scene.body.bars]
    else:
        lines += [scene.body.text, scene.body.caption]
    return "\n".join(line for line in [*lines, scene.note] if line)
