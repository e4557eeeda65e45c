"""From records and results to exactly what a template prints. No request, no database."""
