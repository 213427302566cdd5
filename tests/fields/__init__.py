"""The tables of docs/fields.md, made from the models: `python -m tests.fields`."""
