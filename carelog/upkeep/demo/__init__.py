"""One clearly invented year of one person, written the way a person's own saves are."""
