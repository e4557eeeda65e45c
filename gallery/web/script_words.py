"""What scripts say (static/js/words.js), for pages that are not in English."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

WORDS = (
    noop("% of the largest frame"),
    noop("% of the way"),
    noop("1 picture ticked."),
    noop("1 picture ticked; tick at least one more to compare."),
    noop("1 picture"),
    noop("A hundred are ticked already; untick one first."),
    noop("A sharper file that this browser has already: it saves loading the predicted one"),
    noop("Across"),
    noop("Another file than predicted"),
    noop("As predicted"),
    noop("Asking…"),
    noop("By eye, the crop leaves out {share}% of the area."),
    noop("Check it by eye"),
    noop("Compare shows the first four."),
    noop("Copied"),
    noop("Copied."),
    noop("Dismiss"),
    noop("Down"),
    noop("Full screen"),
    noop("Lay the crop over by eye instead."),
    noop("Leave full screen"),
    noop("Match in this browser"),
    noop(
        "Matched in this browser: the crop leaves out {lost}% of the area; the two agree to {score}%. An estimate."
    ),
    noop("Matching…"),
    noop("Measuring a layout"),
    noop("Nothing is ticked."),
    noop("Now place {place}."),
    noop("On the light table"),
    noop("On the light table, {count} in all."),
    noop("Pause"),
    noop("Play"),
    noop("Region: {width} by {height} pixels at {x}, {y}"),
    noop("Selected"),
    noop("Share of {name}, in percent"),
    noop("Size"),
    noop("Take every picture off the table?"),
    noop("That did not work ({status})."),
    noop(
        "The crop lies over the picture: all is black where the two agree. Move it until it vanishes."
    ),
    noop("The gallery could not answer ({status})."),
    noop("The gallery could not answer; try again."),
    noop("The gallery could not be reached."),
    noop("The picture did not load."),
    noop("The provider’s server does not let a browser read its files’ pixels."),
    noop("The service did not say: {reason}."),
    noop("The two do not seem to show the same picture."),
    noop("Try again"),
    noop("Zoom {share}"),
    noop("as declared"),
    noop("did not load"),
    noop("enlarged {number}×"),
    noop("it answered {status}"),
    noop("it has no pixels"),
    noop("near {name} {color}"),
    noop("near {name}, hue {hue}°, lightness {light}%, vividness {vivid}%"),
    noop("not loaded within {count} s"),
    noop("nothing yet"),
    noop("region to draw"),
    noop("zoomable picture"),
    noop("{count} of {total} files measured, none not as declared."),
    noop("{count} of {total} files measured, {bad} not as declared."),
    noop("{count} of {total} measured"),
    noop("{count} of {total} measured, {bad} not as declared"),
    noop("{count} pictures ticked."),
    noop("{count} pictures"),
    noop("{measured} px high, not {declared}"),
    noop("{measured} px wide, not {declared}"),
    noop("{name} copied."),
    noop("{name} is selected; copy it with your keyboard."),
    noop("{number}%"),
    noop("{place} of {count}"),
    noop("{width} px; sizes says {said} px"),
)


def translated() -> dict[str, str]:
    """The English text of each → the text in the page's language."""
    return {word: _(word) for word in WORDS}
