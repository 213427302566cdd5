"""The type of words for a page: said already, or translated when they are shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Known to the stubs alone: the lazy words of Django answer the methods of text as well.
    from django.utils.functional import _StrOrPromise as LazyStr
else:
    from django.utils.functional import Promise

    LazyStr = str | Promise

__all__ = ["LazyStr"]
