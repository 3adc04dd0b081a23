"""The demo desk: a joiner's shop with a web shop and an app, its customers and their tickets."""

from app.services.demo.build import build_demo

__all__ = ["build_demo"]
