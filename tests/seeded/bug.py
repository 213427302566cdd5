"""What a seeded bug is: one text of one file, and what stands there instead."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATABASES = SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: The kinds that slipped through once: of each there have to be two at least.
BLIND = ("race", "midnight", "log key", "paper", "pairing")


@dataclass(frozen=True)
class Bug:
    """One fault: in `file` the text `old` stands as `new`, and a test of `tests` has to fail.

    Args:
        name: what goes wrong, in a few words.
        kind: what sort of fault it is.
        file: where, from the top of the tree.
        old: the text, which stands there once.
        new: what stands there instead.
        tests: the files or tests that should notice.
        databases: those on which they should; a race often shows on PostgreSQL alone.
    """

    name: str
    kind: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    databases: tuple[str, ...] = (SQLITE,)

    def seeded_in(self, text: str) -> str:
        """Return a file's text with the fault. Raises ValueError where it does not stand once."""
        if (times := text.count(self.old)) != 1:
            raise ValueError(f"{self.name}: stands {times} times in {self.file}: {self.old!r}")
        return text.replace(self.old, self.new)
