from tests.desk_fixtures import desk, template_desk
from tests.ui.tickets.conversation.talk import talk

__all__ = ["desk", "talk", "template_desk"]
