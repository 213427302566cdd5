"""Many records and years of one, only for measuring: volumes, and no story. All is invented."""

from carelog.upkeep.volume.make import Size, make_volume
from carelog.upkeep.volume.people import NotSeeded

__all__ = ["NotSeeded", "Size", "make_volume"]
