"""The records that are hard to show, made so on purpose. Each has been seen upstream."""

from __future__ import annotations

from typing import Any

from gallery.sandbox.records_text import FOREIGN_TITLES, LONG_TITLE

Record = dict[str, Any]


def make_harvard_awkward(images: list[Record], objects: list[Record]) -> None:
    """Change some records in place. Positions are scattered, so that no page has them all."""
    for index in (40, 171):
        images[index].update(width=0, height=0)
    for index in (40, 77, 118, 203, 241):
        del images[index]["colors"]  # the API leaves the key out; it never sends []
    for index in (55, 190):
        images[index]["accesslevel"] = 0
    for index in (23, 144):
        images[index]["copyright"] = None
    images[99].update(copyright="", alttext="", caption="", description="", technique="")
    images[131].update(caption=None, alttext=None, description=None, technique=None, date=None)
    images[66]["copyright"] = "© Estate of Ottilie Brandvold / Sandbox Rights Society"
    images[67]["caption"] = "<i>recto</i> &amp; mount, <b>before</b> treatment"
    images[85]["format"] = None
    images[150]["baseimageurl"] += "/"
    images[88]["technique"] = "Make:;Model:;Orientation:8;Software:;"
    images[89]["technique"] = "Scan from color transparency; reprocessed: 2009"
    _change_objects(objects)


def _change_objects(objects: list[Record]) -> None:
    for index, title in enumerate(FOREIGN_TITLES):
        objects[13 + index * 17]["title"] = title
    objects[8]["title"] = LONG_TITLE
    objects[100]["title"] = '"Untitled" <after the rain> & other studies'
    for index in (21, 74, 133):
        objects[index]["imagepermissionlevel"] = 1
    for index in (35, 110):
        objects[index]["imagepermissionlevel"] = 2
    objects[60].update(people=[], peoplecount=0, dated=None, culture=None)
    second = {**objects[51]["people"][0], "displayname": "After Henri-Paul Desrosières"}
    second.update(
        name="Henri-Paul Desrosières", prefix="After", role="Artist after", displayorder=2
    )
    objects[50]["people"].append(second)
    objects[50]["peoplecount"] = 2


def make_hub_awkward(images: list[Record]) -> None:
    """Change some Hub image files in place: markup, missing and empty fields."""
    images[4]["caption"] = (
        '<p>See the <a href="https://hub.jhu.edu/2015/04/12/sandbox-art-fair/">full story</a>, '
        "the <em>whole</em> series and <strong>its maker</strong>.</p>\n<p>A second paragraph.</p>\n"
    )
    images[9]["caption"] = '<p>Before<script>alert("caption")</script> and after the script</p>\n'
    images[15]["caption"] = (
        '<p onclick="alert(1)">Pressed <img src=x onerror=alert(2)> paper '
        '<a href="javascript:alert(3)">here</a></p>\n'
    )
    images[26]["caption"] = "<p>Unclosed <em>emphasis and a stray &nbsp; &amp;amp; &lt;tag&gt;"
    images[31]["caption"] = "Plain words, no paragraph, 5 < 6 & 7 > 6"
    images[33]["caption"] = (
        '<p style="position:fixed;top:0">Styled</p><iframe src="//x.invalid"></iframe>'
    )
    images[44]["caption"] = "<p></p>\n"
    images[46]["caption"] = ""
    for index in (12, 48, 90, 121):
        images[index]["caption"] = None
    for index in (6, 48, 71, 104, 133):
        images[index]["alt_text"] = None
    for index in (17, 95):
        images[index]["alt_text"] = ""
    for index in (28, 48, 110):
        images[index]["credit"] = None
    images[63]["credit"] = ""
    for name in ("alt_text", "caption", "credit"):
        del images[79][name]
    images[52]["alt_text"] = 'Image with "quotes", <angle brackets> & an ampersand'
