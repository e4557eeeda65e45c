"""Catalogues are complete, true to their placeholders, and compiled."""

import ast
import re

import pytest

from gallery.web import script_words
from gallery.web.presenters.phrases import phrase_of
from tests.i18n.messages import KEYWORDS, LOCALE, compiled, found, kept
from tests.paths import ROOT

LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir())
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
CALL = re.compile(r'\bt\((?:[^"()]*\? )?"((?:[^"\\]|\\.)*)"(?: : "((?:[^"\\]|\\.)*)")?')
MARKUP = re.compile(r"</?\w+")


@pytest.fixture(scope="module")
def messages():
    return {(it.context, it.id): it for it in found() if it.id}


def strings(message):
    return list(message.string) if message.pluralizable else [message.string]


def ids(message):
    return list(message.id) if message.pluralizable else [message.id]


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    def test_has_every_message_and_no_other(self, language, messages):
        held = {(it.context, it.id) for it in kept(language) if it.id}

        assert held == set(messages), "run `make messages`"

    def test_is_translated_throughout(self, language):
        left = [it.id for it in kept(language) if it.id and (it.fuzzy or not all(strings(it)))]

        assert left == []

    def test_keeps_placeholders_and_markup(self, language):
        for message in kept(language):
            if not message.id:
                continue
            most = set(PLACE.findall(" ".join(ids(message))))
            for text in strings(message):
                assert set(PLACE.findall(text)) <= most, text
                assert MARKUP.findall(text) in [MARKUP.findall(it) for it in ids(message)], text
            assert set(PLACE.findall(strings(message)[-1])) == set(PLACE.findall(ids(message)[-1]))

    def test_is_compiled(self, language):
        held = (LOCALE / language / "LC_MESSAGES/django.mo").read_bytes()

        assert held == compiled(kept(language)), "run `make messages`"


class TestScripts:
    def test_say_only_what_pages_can_give_them(self):
        said = set()
        for path in sorted((ROOT / "static/js").glob("*.js")):
            for pair in CALL.findall(path.read_text()):
                said |= {it for it in pair if it}

        assert said == set(script_words.WORDS)

    def test_leave_no_sentence_out(self):
        """Sentences begin with a capital and have a space; those in scripts go through `t`."""
        for path in sorted((ROOT / "static/js").glob("*.js")):
            code = re.sub(r"//.*", "", path.read_text())
            for match in re.finditer(r'[`"]([A-Z][a-z]+ [a-z][^`"]*)[`"]', code):
                before = code[: match.start()]
                assert re.search(r"\bt\([^;]*$", before), f"{path.name}: {match[1]}"


SPOKEN = ("responsive/lint_files.py", "responsive/lint_markup.py", "responsive/srcset.py",
          "responsive/source_sizes.py", "iiif/parameters.py", "iiif/image_service.py",
          "iiif/resolution.py", "iiif/image_info.py", "iiif/info_values.py", "color/pictures.py",
          "harvest/measure.py", "harvest/audit_rules.py", "harvest/crops.py")  # fmt: skip
# Said to programmers, or never on a page.
UNSAID = re.compile(
    r"would split a srcset|would not be read back|it is not \{region\}|is taken for level|"
    r"no compliance level is given|\Athe picture\Z|\AThe file\Z|\AWhat is opened|\ALargest picture|"
    # In two parts, seen whole in tests/web/presenters/test_phrases.py.
    r"\Athe region, |is larger than 7|\A7 is not 7\Z"
)


def value_of(node):
    """What might stand in a place of an f-string: "7", or "7%" where it prints a share."""
    spec = ast.unparse(node.format_spec) if node.format_spec else ""
    return "7%" if "%" in spec else "7"


def sentences(source):
    """What a module's functions say: strings with a space that are no docstrings."""
    tree = ast.parse(source)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            docs |= {id(it) for it in ast.walk(node) if it is not node}
    for node in ast.walk(tree):
        if id(node) in docs:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(it.value) if isinstance(it, ast.Constant) else value_of(it)
                for it in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if re.search(r"[a-z]{2,} [a-z]", text) and "\n" not in text:
            yield text


class TestPhraseBook:
    @pytest.mark.parametrize("name", SPOKEN)
    def test_knows_all_that_the_kernel_says(self, name):
        said = list(sentences((ROOT / "gallery" / name).read_text()))
        unknown = [it for it in said if not phrase_of(it) and not UNSAID.search(it)]

        assert said
        assert unknown == []


def test_messages_are_looked_for_under_the_names_we_use():
    assert {"_", "noop", "ngettext", "pgettext"} <= set(KEYWORDS)
