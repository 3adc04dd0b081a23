"""The desk of the tests of services, which plans can be written into."""

from tests.desk_fixtures import desk, template_desk

__all__ = ["desk", "template_desk"]
