"""A record as FHIR R4 (4.0.1): one document Bundle, and the codes it uses. See docs/export.md."""
