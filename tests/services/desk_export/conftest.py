from tests.desk_fixtures import desk, template_desk

__all__ = ["desk", "template_desk"]
