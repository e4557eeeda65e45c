"""Style sheets and modules as one file each: what comes in, what goes out."""

import pytest

from gallery import bundling


def reader(**files):
    return {f"{name}.js": text for name, text in files.items()}.__getitem__


class TestStyle:
    def test_imports_are_put_in_place(self):
        files = {
            "all.css": '/* All. */\n@import "a.css";\n@import "b.css";\n\n.c {\n  top: 0;\n}\n',
            "a.css": '@import "b.css";\n.a { width: calc(1px + 2px); }\n',
            "b.css": ".b { color: light-dark(red, blue); }\n",
        }

        assert bundling.style("all.css", files.__getitem__) == (
            ".b{color:light-dark(red,blue)}.a{width:calc(1px + 2px)}"
            ".b{color:light-dark(red,blue)}.c{top:0}"
        )


class TestModule:
    def test_each_is_there_once_and_in_the_order_they_run(self):
        read = reader(
            page='import { NAME, say } from "./a.js";\nimport "./b.js";\n\nsay(NAME);\n',
            a='import { NAME } from "./c.js";\nfunction say() {}\nexport { NAME, say };\n',
            b='import {\n  say,\n} from "./a.js";\nconst NAME = "b";\nsay(NAME);\n',
            c='export const NAME = "c";\nexport async function late() {}\nexport class Tile {}\n',
        )

        assert bundling.module("page.js", read).splitlines() == [
            'const $c=(()=>{const NAME="c";async function late(){}',
            "class Tile{}",
            "return{NAME,late,Tile};})();const $a=(()=>{const{NAME}=$c;function say(){}",
            'return{NAME,say};})();const $b=(()=>{const{say}=$a;const NAME="b";say(NAME);return{};})();const{NAME,say}=$a;say(NAME);',
        ]

    def test_its_own_exports_stay(self):
        text = bundling.module("a.js", reader(a="// Why.\nexport async function open() {}\n"))

        assert text == "export async function open(){}"

    def test_what_is_loaded_later_stays_a_file(self):
        text = bundling.module("a.js", reader(a='const late = () => import("./b.js");\n'))

        assert text == 'const late=()=>import("./b.js");'

    @pytest.mark.parametrize(
        "line",
        [
            'import * as all from "./b.js";',
            'import b from "./b.js";',
            'import { a as b } from "./b.js";',
            'import { b } from "elsewhere";',
            "export default 1;",
            "export let count = 0;",
        ],
    )
    def test_other_forms_are_refused(self, line):
        read = reader(a=f"{line}\n", b="export const a = 1;\n")

        with pytest.raises((bundling.UnknownFormError, KeyError)) as caught:
            bundling.module("a.js", read)

        assert line.split()[0] in str(caught.value)
