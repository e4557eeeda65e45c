"""What operators see: log lines with request ids, timings, metrics, readiness."""
