"""What can be wrong with a picture beyond a missing text, each as a condition on its row.

The names are those of the query string (``mark=small``) and of the marks on the contact
sheet; what is merely missing is asked for with ``lacks``.
"""

from __future__ import annotations

from django.db.models import Q

from gallery.catalog.audit_models import FINDINGS

# No laptop's window is filled by less: rules of thumb for publishing start here.
SMALL_BELOW = 1000  # px, the longer side
_EVERY_BIT = 2 * max(FINDINGS.values())


def with_finding(name: str) -> Q:
    """Pictures one of whose files has this finding of the latest audit."""
    bit = FINDINGS[name]
    return Q(audit__problems__in=[n for n in range(_EVERY_BIT) if n & bit])


MARKS: dict[str, Q] = {
    "small": Q(width__range=(1, SMALL_BELOW - 1), height__range=(1, SMALL_BELOW - 1)),
    "unsized": Q(width=0) | Q(height=0),
    "undated": Q(date=None),
    "restricted": Q(access_level=0) | Q(permission_level__in=(1, 2)),
    **{name: with_finding(name) for name in FINDINGS},
}
