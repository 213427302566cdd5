"""One clearly invented year of one person, written the way a person's own saves are."""

from carelog.upkeep.demo.make import make_demo
from carelog.upkeep.demo.people import NotADemo, clear_demo, demo_users

__all__ = ["NotADemo", "clear_demo", "demo_users", "make_demo"]
