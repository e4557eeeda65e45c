"""English as on our pages, which is British; the short form is the one nobody misreads."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "Y-m-d"
