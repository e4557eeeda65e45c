"""A colour search the plain way: every picture, one by one, from hexes and whole shares."""

from gallery.color.spaces import delta_e
from tests.color.plain_transport import plain_score

PARTS = 255  # shares of pictures and queries alike are whole 255ths in these tests


def plain_similarity(first, second, tolerance):
    return max(0.0, 1 - delta_e(first, second) / tolerance)


def plain_scores(pictures, colors, parts, *, excluded=(), tolerance=0.12):
    """{id: score above 0}; ``pictures`` {id: [(hex, parts)]}, ``parts`` of the colours."""
    scores = {}
    for number, palette in pictures.items():
        if any(
            sum(part for color, part in palette if delta_e(color, unwanted) < tolerance)
            > 0.05 * PARTS
            for unwanted in excluded
        ):
            continue
        table = [[plain_similarity(c, own, tolerance) for own, _ in palette] for c in colors]
        score = plain_score(table, parts, [part for _, part in palette]) / PARTS
        if score > 0:
            scores[number] = score
    return scores


def plain_ranking(scores):
    """Ids, the best score first, equal ones by id."""
    return sorted(scores, key=lambda number: (-round(scores[number], 9), number))
