"""The colour score the plain way, in whole numbers of share and one path at a time.

Slow and obviously right: as long as there is an alternating path that gains anything, found
by trying every simple path, as much as possible is moved along the best one. It shares no
code with the package, nor its arrays.
"""


def plain_score(similarity, wanted, shares):
    """Largest sum of moved share × similarity[i][j], whole-number ``wanted`` and ``shares``."""
    left_wanted, left_shares = list(wanted), list(shares)
    flow = [[0] * len(shares) for _ in wanted]

    def paths(at, gain, trail, seen):
        for j in range(len(shares)):
            if ("palette", j) in seen or similarity[at][j] == 0:
                continue
            reached = gain + similarity[at][j]
            if left_shares[j] > 0:
                yield reached, [*trail, (at, j, 1)]
            for other in range(len(wanted)):
                if flow[other][j] > 0 and ("wanted", other) not in seen:
                    yield from paths(
                        other,
                        reached - similarity[other][j],
                        [*trail, (at, j, 1), (other, j, -1)],
                        seen | {("palette", j), ("wanted", other)},
                    )

    while True:
        found = [
            path
            for start in range(len(wanted))
            if left_wanted[start] > 0
            for path in paths(start, 0.0, [], {("wanted", start)})
        ]
        gain, trail = max(found, key=lambda path: path[0], default=(0.0, []))
        if gain <= 1e-12:
            break
        start, end = trail[0][0], trail[-1][1]
        taken_back = [flow[i][j] for i, j, sign in trail if sign < 0]
        amount = min([left_wanted[start], left_shares[end], *taken_back])
        for i, j, sign in trail:
            flow[i][j] += sign * amount
        left_wanted[start] -= amount
        left_shares[end] -= amount
    return sum(
        moved * similarity[i][j] for i, row in enumerate(flow) for j, moved in enumerate(row)
    )
