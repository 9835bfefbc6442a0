"""Whether a Parquet file has the columns that docs/exports.md tells of: all, no others, each of its type."""

import re

import pyarrow as pa

TYPES = {
    "string": pa.string(), "int32": pa.int32(), "double": pa.float64(), "bool": pa.bool_(), "date32": pa.date32(),
    "timestamp, µs, UTC": pa.timestamp("us", tz="UTC"),
}


def names(cell):
    return re.findall(r"`(\w+)`", cell)


def members(words):
    """The members of a structure: `start`, `end`: int32; `words`: string."""
    for some in words.split(";"):
        cell, kind = some.rsplit(":", 1)
        yield from ((name, TYPES[re.sub(r"\(.*?\)", "", kind).strip()]) for name in names(cell))


def kind_of(words):
    inside = re.fullmatch(r"list of \{(.*)\}", words)
    if not inside:
        return TYPES[words]
    item = pa.struct(list(members(re.sub(r"\(.*?\)", "", inside[1]))))
    return pa.list_(pa.field("item", item, nullable=False))


def documented(page):
    """Each column with its type, as the table of the page has it."""
    part = page.split("\n## `parquet`\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    return {name: kind_of(kind.strip()) for cell, kind, *_ in rows for name in names(cell)}


def check(schema, page):
    told = documented(page)
    found = {field.name: field.type for field in schema}
    assert set(told) == set(found), set(told) ^ set(found)
    wrong = {name: (told[name], found[name]) for name in told if told[name] != found[name]}
    assert not wrong, wrong
    nullable = {field.name for field in schema if field.nullable}
    lists = {name for name, kind in told.items() if pa.types.is_list(kind)}
    assert nullable == set(told) - lists, nullable ^ (set(told) - lists)
    return len(told)
