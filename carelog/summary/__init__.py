"""What a care team reads in a minute: numbers of one record since the last visit, then words."""
