"""Small faults put into a copy of the tree, one at a time: the tests have to notice each."""
