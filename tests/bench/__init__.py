"""`make bench`: the real server measured against the goals of docs/performance.md."""

#: What the server says of each answer, and how it is told to empty its memory first.
QUERIES, COLD = "X-Bench-Queries", "X-Bench-Cold"
