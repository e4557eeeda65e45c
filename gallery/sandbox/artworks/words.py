"""Small numbers in words, for titles and descriptions."""

_NUMBERS = [
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
]


def number(count: int) -> str:
    """``3`` as "Three"; above fifteen, "Many"."""
    return _NUMBERS[count] if count < len(_NUMBERS) else "Many"
