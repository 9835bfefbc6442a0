"""Whether the exports of events keep to the codebooks they name, and say the same of an event.

Columns and what may stand in them are in exports_codebooks.py.
"""

import csv
import io
import json
import re
from collections import Counter
from datetime import date, timedelta

from exports_codebooks import (
    ACLED, ACLED_DAYS, BRINGS_CONTEXT, CONTEXTS, DAY, FACTUALITY, GED, GED_DAYS, MODES, OUR_ACLED, OUR_FIELDS, OUR_GED,
    OUR_ID, PLOVER, TAXONOMY, TOLD_BY, UNTOLD_ACLED, UNTOLD_GED,
)

# An article that has events of many kinds, times of every length and places of every size.
EVENTS = {
    "doc": "events-1",
    "title": "A week of violence",
    "outlet": "The Record",
    "date": "2031-03-12",
    "text": (
        "On 10 March 2031 rebels shelled a barracks in Homs, killing 3 soldiers. A suicide bomber blew himself up in "
        "Damascus on 9 March 2031. A drone struck a convoy near Raqqa on Tuesday. Rebels attacked a checkpoint near Raqqa on Monday. Gunmen abducted two aid workers in Deir "
        "ez-Zor last week. Soldiers raped three women in Hama in February 2031. A car bomb exploded in Latakia on 8 March "
        "2031. Rebels killed at least 6 people in Homs last weekend. Rebels killed up to 20 people in Aleppo Governorate in "
        "2030. Rebels killed 4 soldiers in Homs in early March 2031. Rebels killed 10 people in Homs in late February.\n\n"
        "Militants killed 15 miners in the Sahel in January. Pirates attacked a ship in the Red Sea on 2 March 2031. Gunmen "
        "killed 5 people in Iraq last month. Police used tear gas against protesters in Madrid on Sunday. Soldiers destroyed "
        "20 houses in Kano on 10 March 2031. Police arrested 40 protesters in Vienna on 10 March 2031. Rebels killed 3 people "
        "in Durban from 3 to 6 March 2031.\n\n"
        "Thousands of people demonstrated in Berlin on Saturday. Students rioted in Paris on 7 March 2031. Workers went on "
        "strike in Lyon on Friday. The rebels released 12 hostages. Iran threatened to attack Israel. Turkey mobilized "
        "troops. The president of Chile visited Peru on Monday. The United Nations sent food to Sudan. France expelled three "
        "diplomats of Russia on Monday. The senator accused the bank of fraud. Germany rejected the proposal of Poland.\n"
    ),
}


def rows_of(text, theirs, ours, untold):
    """The rows of a table, which has these columns and no others, and cells of their kinds."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    kinds = {**theirs, **ours}
    assert list(rows[0]) == list(kinds), [pair for pair in zip(rows[0], kinds) if pair[0] != pair[1]]
    for row in rows:
        wrong = cells_amiss(row, kinds)
        assert not wrong, (wrong, row)
        assert not any(row[name] for name in untold), row
    return rows


def cells_amiss(row, kinds):
    return {name: cell for name, cell in row.items() if cell and not re.fullmatch(kinds[name], cell)}


def check_refusals(row, kinds, wrong):
    """The table refuses what is wrong: else its silence would mean nothing."""
    for name, cell in wrong.items():
        assert cells_amiss({**row, name: cell}, kinds) == {name: cell}, (name, cell)


def days_of(event):
    """The first and the last day of an event whose own words tell them."""
    if event["date_basis"] != "event":
        return None
    return date.fromisoformat(event["date"]), date.fromisoformat(event["enddate"])


def check_told(row, event):
    """What a row says of who tells an event and where, as PLOVER's record says it."""
    info = event["text_info"]
    assert (int(row["start"]), int(row["end"])) == (info["start"], info["end"]), row
    assert row["plover_mode"] == "".join(event["mode"]), row
    assert (row["asserted_by"], row["asserted_by_names"]) == (event["told_by"], event["told_by_names"]), row
    assert event["factuality_last"] == "CT+" and event["auxiliary_mode"] is None, row


def check_ged_row(row, event):
    check_told(row, event)
    assert event["event"] == ["ASSAULT"] and row["number_of_sources"] == "1", row
    days = days_of(event)
    assert [row["date_start"], row["date_end"]] == [str(day) for day in days or ("", "")], row
    assert days or not row["year"] + row["date_prec"], row
    if days:
        length = (days[1] - days[0]).days + 1
        assert [code for code, (least, most) in GED_DAYS.items() if least <= length <= most] == [row["date_prec"] or None], row
        assert row["year"] == (str(days[0].year) if days[0].year == days[1].year else ""), row
    point = [row[name] for name in ("where_prec", "where_coordinates", "latitude", "longitude", "geom_wkt")]
    assert all(point) or not any(point), row
    assert bool(row["country"]) == bool(row["country_code"]) == bool(row["region"]), row
    assert not point[4] or point[4] == f"POINT ({point[3]} {point[2]})", row
    dead = [int(row[name]) for name in ("low", "best", "high") if row[name]]
    assert dead == sorted(dead), row


def check_ged(text, events):
    rows = rows_of(text, GED, OUR_GED, UNTOLD_GED)
    for row in rows:
        check_ged_row(row, events[row["id"]])
    assert len({row["id"] for row in rows}) == len(rows)
    check_refusals(rows[0], {**GED, **OUR_GED}, {
        "where_prec": "8", "date_prec": "0", "type_of_violence": "4", "event_clarity": "3", "best": "many", "latitude": "91",
        "date_start": "10 March", "region": "Oceania", "plover_mode": "bomb", "geom_wkt": "POINT (200 1)",
    })
    sides = {row["side_a"] for row in rows}
    assert not {side for side in sides if side.lower().endswith(("drone", "bomb", "sanctions"))}, sides
    seen = {name: {row[name] for row in rows} - {""} for name in ("where_prec", "date_prec", "low", "best", "high")}
    assert seen["date_prec"] == set("12345") and seen["where_prec"] >= set("124567"), seen
    assert seen["low"] and seen["best"] and seen["high"], seen
    return f"{len(rows)} rows in {len(GED)} + {len(OUR_GED)} columns, each cell as the codebook has it"


def acled_day(begin, end):
    """The day that ACLED gives an event: the middle one, but the edge of a month whose beginning or end is told."""
    length = (end - begin).days + 1
    opens, closes = begin.day == 1, (end + timedelta(days=1)).day == 1
    if length > 7 and opens != closes:
        return begin if opens else end
    return begin + timedelta(days=(length - 1) // 2)


def check_acled_row(row, event):
    check_told(row, event)
    assert [row["plover_type"]] == event["event"], row
    told = (row["disorder_type"], row["event_type"], row["sub_event_type"])
    fits = [one for one in TAXONOMY if all(not cell or cell == theirs for cell, theirs in zip(told, one))]
    assert fits and any(told), row
    time = [row[name] for name in ("event_date", "year", "time_precision")]
    days = days_of(event)
    length = (days[1] - days[0]).days + 1 if days else 0
    precision = "".join(code for code, (least, most) in ACLED_DAYS.items() if least <= length <= most)
    day = str(acled_day(*days)) if precision else ""
    assert time == [day, day[:4], precision], (time, [day, precision], row)
    point = [row[name] for name in ("latitude", "longitude", "geo_precision")]
    assert row["location"] if all(point) else not any(point), row
    assert bool(row["country"]) == bool(row["country_code"]) == bool(row["iso"]), row


def check_acled(text, events):
    rows = rows_of(text, ACLED, OUR_ACLED, UNTOLD_ACLED)
    for row in rows:
        check_acled_row(row, events[row["event_id_cnty"]])
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    check_refusals(rows[0], {**ACLED, **OUR_ACLED}, {
        "time_precision": "4", "geo_precision": "0", "disorder_type": "Violence", "event_type": "Battle",
        "sub_event_type": "Bombing", "inter1": "1", "interaction": "12", "civilian_targeting": "yes", "iso": "SYR",
        "region": "Asia", "fatalities": "many", "event_date": "10 March 2031", "source_scale": "Global",
    })
    seen = {name: {row[name] for row in rows} - {""} for name in ("time_precision", "geo_precision", "sub_event_type")}
    assert seen["time_precision"] == seen["geo_precision"] == set("123") and len(seen["sub_event_type"]) >= 6, seen
    return f"{len(rows)} rows in {len(ACLED)} + {len(OUR_ACLED)} columns, each cell as the codebook has it"


def check_fields(name, thing):
    beside = set(thing) - PLOVER[name]
    assert beside == OUR_FIELDS.get(name, set()), (name, beside)


def check_plover_event(event, text):
    """One record: fields, codes, and words that stand in the article's text."""
    check_fields("record", event)
    check_fields("text_info", event["text_info"])
    check_fields("cite_info", event["cite_info"])
    assert re.fullmatch(OUR_ID, event["id"]) and re.fullmatch(TOLD_BY, event["told_by"]), event
    assert all(day is None or re.fullmatch(DAY, day) for day in (event["date"], event["enddate"])), event
    assert (event["date"] is None) == (event["date_basis"] is None), event
    (kind,) = event["event"]
    quad, modes = MODES[kind]
    assert event["quad_code"] == quad and set(event["mode"]) <= set(modes), event
    assert set(event["context"]) <= CONTEXTS and set(event["mode"]) & BRINGS_CONTEXT <= set(event["context"]), event
    assert {event["factuality_narrator"], event["factuality_last"]} <= set(FACTUALITY), event
    assert event["auxiliary_mode"] in (None, "future", "hypothetical", "negation"), event
    assert text[event["text_info"]["start"] : event["text_info"]["end"]] == event["text"], event
    assert all(words in event["text"] for words in event["event_text"]), event
    place = event["event_loc"] or {}
    assert re.fullmatch("[A-Z]{3}", place.get("country_code") or "XXX"), event
    for entity in (*event["actor"], *event["recipient"]):
        check_fields("entity", entity)
        assert text[entity["start"] : entity["end"]] == entity["entity_text"], event
    if event["event_loc"]:
        check_fields("event_loc", event["event_loc"])
        assert event["event_loc"]["extracted_place"] in event["text"], event
        assert event["event_loc"]["resolution"] in (None, 1, 2, 3, 4, 5), event


def read_plover(text, found):
    """The records by their ids, each as PLOVER's manual has it."""
    events = {}
    for line in text.splitlines():
        event = json.loads(line)
        check_plover_event(event, found[event["id"].split("-")[0]]["text"])
        assert event["id"] not in events, event
        events[event["id"]] = event
    assert len(events) == sum(len(record["events"]) for record in found.values())
    kinds = Counter(kind for event in events.values() for kind in event["event"])
    assert len(kinds) >= 14, kinds
    told = f"{len(events)} events of {len(kinds)} of {len(MODES)} types, with modes and contexts of the manual"
    return events, told
