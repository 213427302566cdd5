"""`<kind:kind>` is a slug in the URL and an Entry subclass in the view."""

from carelog.logs.models import KINDS, Entry


class KindConverter:
    """Turn a kind's slug into its class; Django answers 404 for any other word."""

    regex = "[a-z-]+"
    kinds = {kind.slug: kind for kind in KINDS}

    def to_python(self, slug: str) -> type[Entry]:
        """Return the kind, or raise ValueError."""
        if slug not in self.kinds:
            raise ValueError(slug)
        return self.kinds[slug]

    def to_url(self, kind: type[Entry] | str) -> str:
        """Return the slug of a kind."""
        return kind if isinstance(kind, str) else kind.slug
