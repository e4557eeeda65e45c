"""Any result set to take away: rows in order, as CSV, as JSON, as a IIIF manifest."""
