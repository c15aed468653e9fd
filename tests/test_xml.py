"""XML from outside: what is read, what is refused, and that what is kept reads the same. All is invented."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadRecord
from kg.harvest.contain import Containment
from kg.harvest.xml import Element, element_of, read_xml, write_xml, xml_tree

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<a>&c;</a>"""


def test_names_attributes_and_texts() -> None:
    root = read_xml(
        b'<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="http://a.example/x.xsl"?>'
        b'<o:list xmlns:o="urn:o" xmlns="urn:d" n="1"><!-- no -->'
        b'<item xml:lang="en" o:n="2"> a &amp; b\n</item>'
        b"<item><![CDATA[<c>]]></item><empty/></o:list>"
    )

    assert root == Element(
        "{urn:o}list",
        {"n": "1"},
        "",
        [
            Element(
                "{urn:d}item",
                {"{http://www.w3.org/XML/1998/namespace}lang": "en", "{urn:o}n": "2"},
                " a & b\n",
            ),
            Element("{urn:d}item", {}, "<c>"),
            Element("{urn:d}empty"),
        ],
    )
    assert (root.namespace, root.local) == ("urn:o", "list")
    assert root.texts("item") == ["a & b", "<c>"]
    assert root.children[0].attribute("lang") == "en"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (BOMB, "declares a document type"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', "declares a document type"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares a document type"),
        (b"<!DOCTYPE html><html></html>", "is an HTML page"),
        (b"<!doctype HTML>\n<p>Log in<br>", "is an HTML page"),
        (b"<a>&nbsp;</a>", "No well-formed XML: undefined entity, line 1"),
        (b"<a/><b/>", "No well-formed XML: junk after document element"),
        (b"<a><b>x</b", "No well-formed XML"),
        (b"<a><b></a></b>", "No well-formed XML: mismatched tag"),
        (b"<html><body>Log in<br></body></html>", "is an HTML page"),
        (b"", "Empty"),
        (b" \n", "Empty"),
        (b"<a>\x00</a>", "No well-formed XML"),
        (b"<a>\x1b</a>", "No well-formed XML"),
        (b"<x:a/>", "No well-formed XML: unbound prefix"),
        (b'<a b="1" b="2"/>', "No well-formed XML: duplicate attribute"),
        (b"<a>" * 101 + b"</a>" * 101, "nested deeper than 100 levels"),
        (b"<a>" * 200_000, "nested deeper than 100 levels"),
    ],
)
def test_what_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        read_xml(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<a>" + b"<b/>" * 100 + b"</a>", "more than 100 elements"),
        (b"<a>" + b"x" * 1001 + b"</a>", "holds more than 1,000 characters"),
        (b'<a b="' + b"x" * 1001 + b'"/>', "holds more than 1,000 characters"),
        (b"<a>" + b"x" * 600 + b"<b/>" + b"x" * 600 + b"</a>", "holds more than 1,000 characters"),
    ],
)
def test_what_is_too_much(data: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.xml.MOST_ELEMENTS", 100)
    monkeypatch.setattr("kg.harvest.xml.LONGEST_TEXT", 1000)

    with pytest.raises(BadRecord, match=says):
        read_xml(data)

    assert read_xml(b"<a>" + b"x" * 1000 + b"<b/>" * 99 + b"</a>").text == "x" * 1000


def test_as_many_levels_as_are_allowed_are_read() -> None:
    element = read_xml(b"<a>" * 100 + b"</a>" * 100)

    assert element_of(xml_tree(write_xml(element))) == element


def test_an_inclusion_is_an_element_like_any_other() -> None:
    element = read_xml(
        b'<a xmlns:xi="http://www.w3.org/2001/XInclude">'
        b'<xi:include href="file:///etc/passwd" parse="text"/></a>'
    )

    (include,) = element.children
    assert include.attribute("href") == "file:///etc/passwd"
    assert (include.text, include.children) == ("", [])


TEXT = "Größe \u03bc"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ('encoding="UTF-8"', "utf-8-sig"),
        ('encoding="utf-8"', "utf-8"),
        ('encoding="UTF-16"', "utf-16"),
        ("", "utf-16"),
    ],
)
def test_encodings_that_are_declared_rightly(declared: str, written: str) -> None:
    data = f'<?xml version="1.0" {declared}?><a b="{TEXT}">{TEXT}</a>'.encode(written)

    assert read_xml(data) == Element("a", {"b": TEXT}, TEXT)


def test_latin_1_is_read_as_such() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Größe</a>'.encode("latin-1")

    assert read_xml(data).text == "Größe"


@pytest.mark.parametrize(
    ("declared", "written", "says"),
    [
        ("UTF-8", "latin-1", "No well-formed XML: not well-formed"),
        ("ISO-8859-1", "utf-8", "says it is in ISO-8859-1, but it is in UTF-8"),
        ("UTF-8", "utf-16", "encoding specified in XML declaration is incorrect"),
        ("UTF-16", "utf-8", "encoding specified in XML declaration is incorrect"),
        ("UTF-7", "utf-7", "says it is in 'utf-7'; send UTF-8"),
        ("windows-1252", "cp1252", "says it is in 'windows-1252'; send UTF-8"),
        ("x-bogus", "utf-8", "says it is in 'x-bogus'; send UTF-8"),
        ("US-ASCII", "utf-8", "No well-formed XML"),
    ],
)
def test_encodings_that_are_declared_wrongly_or_not_read(declared: str, written: str, says: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?><a>Größe</a>'.encode(written)

    with pytest.raises(BadRecord, match=says):
        read_xml(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>one<br/>two</a>", "one two"),
        (b"<a>one <b>x</b> two</a>", "one  two"),
        (b"<a>one<b>x</b>, two</a>", "one , two"),
        (b"<a><b/>two<b/></a>", "two"),
        (b"<a>\n  <b/>\n  <b/>\n</a>", ""),
        (b"<a>  </a>", "  "),
        ("<a>\u00a0<b/></a>".encode(), "\u00a0"),
        (b"<a>one<!-- no -->two<?no?>three</a>", "onetwothree"),
    ],
)
def test_the_text_of_an_element_among_children(data: bytes, text: str) -> None:
    element = read_xml(data)

    assert element.text == text
    assert read_xml(write_xml(element)) == element


def test_what_xml_cannot_hold_is_replaced_when_written() -> None:
    element = Element("a", {"b": "\x00\ud800"}, "x\x1b\uffff\U0001f600")

    assert read_xml(write_xml(element)) == Element("a", {"b": "\ufffd\ufffd"}, "x\ufffd\ufffd\U0001f600")


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from(
    "\t\n\r<>&\"']]>"
)
_TEXTS = st.text(_LETTERS, max_size=12)
_LOCAL = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,5}", fullmatch=True).filter(
    lambda name: not name.lower().startswith("xml")
)
_SPACE = st.sampled_from(["", "{urn:a}", "{http://b.example/x#}", "{urn:é}"])
_NAMES = st.builds(str.__add__, _SPACE, _LOCAL)
_ATTRIBUTES = st.dictionaries(
    _NAMES | st.just("{http://www.w3.org/XML/1998/namespace}lang"), _TEXTS, max_size=3
)


def _element(children: st.SearchStrategy[list[Element]]) -> st.SearchStrategy[Element]:
    made = st.builds(Element, _NAMES, _ATTRIBUTES, _TEXTS, children)
    # Blanks alone between children are layout, which is not kept.
    return made.filter(
        lambda element: not element.children or element.text == "" or bool(element.text.strip(" \t\r\n"))
    )


ELEMENTS = st.recursive(
    _element(st.just([])), lambda inner: _element(st.lists(inner, max_size=3)), max_leaves=8
)


@settings(max_examples=200, deadline=None)
@given(ELEMENTS)
def test_what_is_written_reads_the_same(element: Element) -> None:
    assert read_xml(write_xml(element)) == element
    assert element_of(xml_tree(write_xml(element))) == element


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text("<>/ab=\"'&;!?[]x \n", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        element = read_xml(data)
    except BadRecord:
        return
    assert read_xml(write_xml(element)) == element


def test_the_worker_reads_the_same_and_survives_what_is_refused(tmp_path: Path) -> None:
    with Containment() as containment:
        with pytest.raises(BadRecord, match="declares a document type"):
            containment.run_on_bytes(xml_tree, BOMB)
        tree = containment.run_on_bytes(xml_tree, b"<a b='1'>x<c/></a>")

    assert element_of(tree) == Element("a", {"b": "1"}, "x", [Element("c")])
