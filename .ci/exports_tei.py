"""Whether the TEI export is what TEI P5 allows, and says what the ledger says.

What TEI allows is told twice in its schema tei_all: as a RELAX NG grammar, and as Schematron rules that stand inside
it. Both are the TEI Consortium's; the package gams-xml-catalog brings them.
"""

import copy
import re
from xml.sax.saxutils import quoteattr

import gams_xml_catalog
from lxml import etree
from saxonche import PySaxonProcessor

SCHEMA = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Schema:
    """tei_all: its grammar, run by lxml, and its rules, run by Saxon as a stylesheet."""

    def __init__(self):
        tree = etree.parse(str(gams_xml_catalog.resolve_uri_to_path(SCHEMA)))
        self.edition = re.search(r"TEI Edition: P5 Version\s+(\d[\d.]*\d)", etree.tostring(tree, encoding="unicode")).group(1)
        self.grammar = etree.RelaxNG(tree)
        self.saxon = PySaxonProcessor(license=False)
        self.rules = self.saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(tree))

    def errors(self, root):
        """What is wrong with a document by grammar and by rules, and of how many nodes a rule was asked."""
        self.grammar.validate(root)
        document = self.saxon.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
        lines = self.rules.transform_to_string(xdm_node=document).splitlines()
        broken = [line for line in lines if line != "asked"]
        return [str(error) for error in self.grammar.error_log], broken, len(lines) - len(broken)


def stylesheet(tree):
    """The rules as XSLT: a mode for each pattern, a template for each rule."""
    names = {one.get("prefix"): one.get("uri") for one in tree.iter(f"{SCH}ns")}
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in {**names, "xsl": XSL}.items())
    patterns = list(tree.iter(f"{SCH}pattern"))
    assert len(patterns) > 50, len(patterns)
    start = "".join(f'<xsl:apply-templates select="." mode="m{number}"/>' for number in range(len(patterns)))
    sheet = [f'<xsl:stylesheet version="3.0" {spaces}><xsl:output method="text"/><xsl:template match="/">{start}</xsl:template>']
    for number, pattern in enumerate(patterns):
        sheet.append(f'<xsl:mode name="m{number}" on-no-match="shallow-skip"/>')
        sheet += [template(rule, pattern.get("id"), number, place) for place, rule in enumerate(pattern.iter(f"{SCH}rule"))]
    return "\n".join([*sheet, "</xsl:stylesheet>"])


def template(rule, name, number, place):
    """A rule; of a pattern's rules the first that fits a node counts."""
    words = [f'<xsl:template match={quoteattr(rule.get("context"))} mode="m{number}" priority="{1000 - place}">']
    for one in rule.iter(f"{SCH}let"):
        words.append(f'<xsl:variable name="{one.get("name")}" select={quoteattr(one.get("value"))}/>')
    words.append("<xsl:text>asked&#10;</xsl:text>")
    for check in rule.iter(f"{SCH}assert", f"{SCH}report"):
        test = check.get("test")
        broken = f"not({test})" if check.tag == f"{SCH}assert" else test
        words.append(f'<xsl:if test={quoteattr(broken)}>{name} <xsl:value-of select="path(.)"/><xsl:text>&#10;</xsl:text></xsl:if>')
    words.append(f'<xsl:apply-templates select="@*|node()" mode="m{number}"/></xsl:template>')
    return "".join(words)


def check_schema(root):
    schema = Schema()
    errors, broken, asked = schema.errors(root)
    assert not errors and not broken, (errors[:5], broken[:5])
    assert asked > 1000, asked
    check_refusals(schema, root)
    return f"valid by tei_all of TEI P5 {schema.edition}, {asked} questions of its rules answered"


def check_refusals(schema, root):
    """The schema refuses what is wrong: else its silence would mean nothing."""
    of_grammar = (
        lambda wrong: wrong.find(f".//{TEI}spanGrp").set("speaker", "x"),
        lambda wrong: wrong.find(f".//{TEI}sourceDesc").clear(),
        lambda wrong: wrong.find(f".//{TEI}date").set("when", "yesterday"),
    )
    for spoil in of_grammar:
        errors, _, _ = schema.errors(spoilt(root, spoil))
        assert errors, "what is wrong passes"
    errors, broken, _ = schema.errors(spoilt(root, lambda wrong: wrong.find(f".//{TEI}span").set("from", "#terms")))
    assert not errors and len(broken) == 1, (errors, broken)


def spoilt(root, spoil):
    wrong = copy.deepcopy(root)
    spoil(wrong)
    return wrong


def check_words(root, found, spans_of):
    """Each text is whole, and each span stands where the record says; how many."""
    by_sha = {record["text_sha256"]: record for record in found.values()}
    listed = [node.get(XML_ID) for node in root.iter() if node.get(XML_ID)]
    names = set(listed)
    assert len(names) == len(listed)
    anchored = 0
    for tei in root.findall(f"{TEI}TEI"):
        (sha,) = [one.text for one in tei.iter(f"{TEI}idno") if one.get("type") == "text-sha256"]
        record = by_sha.pop(sha)
        text = "".join(tei.find(f"{TEI}text").itertext())
        assert len(text) == len(record["text"])
        assert all(a == b or b < " " and a == "\ufffd" for a, b in zip(text, record["text"]))
        contents = [span for span in tei.iter(f"{TEI}span") if span.get("type")]
        assert len(contents) == len(record["findings"])
        for span, (kind, index) in zip(contents, record["findings"]):
            assert span.get("type") == kind
            pointer, *numbers = re.fullmatch(r"#string-range\((.*)\)", span.get("target")).group(1).split(",")
            assert pointer in names
            numbers = [int(number) for number in numbers]
            spans = [[at, at + length] for at, length in zip(numbers[::2], numbers[1::2])]
            assert spans == spans_of(record["findings"][kind, index], kind)
            anchored += len(spans)
        for node in tei.iter():
            for name in ("ana", "corresp"):
                assert {f"#{one}" for one in names} >= set((node.get(name) or "").split()), node.get(name)
    assert not by_sha
    return anchored


def check(exported, found, spans_of):
    root = etree.fromstring(exported)
    anchored = check_words(root, found, spans_of)
    return f"{len(found)} texts, {anchored} spans found in them; {check_schema(root)}"
