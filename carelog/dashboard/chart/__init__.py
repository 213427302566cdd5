"""The drawing machine: numbers in, a picture out. It knows no panel of Trends and no record."""
