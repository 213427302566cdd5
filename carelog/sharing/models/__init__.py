"""What sharing keeps itself: comments and tasks, and links without an account."""

from carelog.sharing.models.link import Opening, ShareLink
from carelog.sharing.models.talk import Comment, CommentRead, Task

__all__ = ["Comment", "CommentRead", "Opening", "ShareLink", "Task"]
