"""What the published codebooks of events have: each column in its place, and what may stand in it.

Copied by hand from what is published, not from the program:

- GED: Högbladh (2023), UCDP GED Codebook 23.1, as public packages and programs quote it; the order is that of the
  header of GEDEvent_v25_1.csv, as programs list it that read the file.
- ACLED: Codebook of 7 October 2024: table 1 for columns, table 2 for types, the sections on Inter codes, event
  geography, event time and source scale; the names of regions are those of the data set of October 2025, as a
  public listing of it has them.
- PLOVER: Open Event Data Alliance, PLOVER, draft 2.0: chapter "Event Categories" for modes and quad categories, the
  table "General contexts", chapter "Data Fields".
"""

import re

TEXT, WHOLE, DAY, YEAR = r"(?s).+", r"\d+", r"\d{4}-\d\d-\d\d", r"\d{4}"
LATITUDE = r"-?([0-8]?\d(\.\d+)?|90(\.0+)?)"
LONGITUDE = r"-?(1[0-7]\d(\.\d+)?|\d?\d(\.\d+)?|180(\.0+)?)"
OUR_ID = r"[0-9a-f]{64}-\d+"  # theirs are numbers of their own; ours names article and event
FACTUALITY = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu")


def one_of(*values):
    return "|".join(re.escape(value) for value in values)


# Every column of GED, in order, and what may stand in it where it is not empty.
GED = {
    "id": OUR_ID, "relid": TEXT, "year": YEAR, "active_year": "0|1", "code_status": TEXT, "type_of_violence": "[1-3]",
    "conflict_dset_id": TEXT, "conflict_new_id": WHOLE, "conflict_name": TEXT,
    "dyad_dset_id": TEXT, "dyad_new_id": WHOLE, "dyad_name": TEXT,
    "side_a_dset_id": TEXT, "side_a_new_id": WHOLE, "side_a": TEXT,
    "side_b_dset_id": TEXT, "side_b_new_id": WHOLE, "side_b": TEXT,
    "number_of_sources": r"-1|[1-9]\d*", "source_article": TEXT, "source_office": TEXT, "source_date": DAY,
    "source_headline": TEXT, "source_original": TEXT,
    "where_prec": "[1-7]", "where_coordinates": TEXT, "where_description": TEXT, "adm_1": TEXT, "adm_2": TEXT,
    "latitude": LATITUDE, "longitude": LONGITUDE, "geom_wkt": rf"POINT \({LONGITUDE} {LATITUDE}\)", "priogrid_gid": WHOLE,
    "country": TEXT, "country_id": WHOLE, "region": one_of("Africa", "Americas", "Asia", "Europe", "Middle East"),
    "event_clarity": "[12]", "date_prec": "[1-5]", "date_start": DAY, "date_end": DAY,
    "deaths_a": WHOLE, "deaths_b": WHOLE, "deaths_civilians": WHOLE, "deaths_unknown": WHOLE,
    "best": WHOLE, "high": WHOLE, "low": WHOLE, "gwnoa": TEXT, "gwnob": TEXT,
}

# Days of an event by its date_prec: a day, two to six days, a week, a month, a year.
GED_DAYS = {"1": (1, 1), "2": (2, 6), "3": (7, 7), "4": (8, 31), "5": (32, 366)}

# Every sub-event type of ACLED with its event type and disorder type.
VIOLENCE, CROWDS, STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
TAXONOMY = {
    (disorder, kind, sub)
    for kind, disorder, subs in (
        ("Battles", VIOLENCE, ("Government regains territory", "Non-state actor overtakes territory", "Armed clash")),
        ("Protests", f"{VIOLENCE}; {CROWDS}", ("Excessive force against protesters",)),
        ("Protests", CROWDS, ("Protest with intervention", "Peaceful protest")),
        ("Riots", CROWDS, ("Violent demonstration",)),
        ("Riots", VIOLENCE, ("Mob violence",)),
        ("Explosions/Remote violence", VIOLENCE, (
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
            "Remote explosive/landmine/IED", "Grenade")),
        ("Violence against civilians", VIOLENCE, ("Sexual violence", "Attack", "Abduction/forced disappearance")),
        (STRATEGIC, STRATEGIC, (
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
            "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
            "Other")),
    )
    for sub in subs
}
INTER = "(" + one_of(
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces") + ")"
SCALE = "(" + one_of(
    "Local partner", "New media", "Subnational", "National", "Regional", "International", "Other") + ")"
REGIONS = (
    "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia",
    "Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America",
    "Caribbean", "East Asia", "North America", "Oceania", "Antarctica",
)

# Every column of ACLED since 20 March 2023, in order.
ACLED = {
    "event_id_cnty": OUR_ID, "event_date": DAY, "year": YEAR, "time_precision": "[1-3]",
    "disorder_type": one_of(*{one[0] for one in TAXONOMY}), "event_type": one_of(*{one[1] for one in TAXONOMY}),
    "sub_event_type": one_of(*{one[2] for one in TAXONOMY}),
    "actor1": TEXT, "assoc_actor_1": TEXT, "inter1": INTER, "actor2": TEXT, "assoc_actor_2": TEXT, "inter2": INTER,
    "interaction": f"{INTER}( only|-{INTER})", "civilian_targeting": "Civilian targeting", "iso": r"[1-9]\d{0,2}",
    "region": one_of(*REGIONS), "country": TEXT, "admin1": TEXT, "admin2": TEXT, "admin3": TEXT, "location": TEXT,
    "latitude": LATITUDE, "longitude": LONGITUDE, "geo_precision": "[1-3]",
    "source": TEXT, "source_scale": f"{SCALE}(-{SCALE})?", "notes": TEXT, "fatalities": WHOLE, "tags": TEXT,
    "timestamp": WHOLE,
}

# Days of an event by its time_precision: a day, up to a week, up to a month.
ACLED_DAYS = {"1": (1, 1), "2": (2, 7), "3": (8, 31)}

# Every category of PLOVER with its quad category and its modes.
MODES = {
    "AGREE": (1, ()), "CONSULT": (1, ("visit", "third-party", "multilateral", "phone")), "SUPPORT": (1, ()), "CONCEDE": (1, ()),
    "COOPERATE": (2, ()), "AID": (2, ()),
    "RETREAT": (2, ("withdraw", "release", "disarm", "ceasefire", "access", "resign")),
    "REQUEST": (3, ("assist", "change", "yield", "meet")), "ACCUSE": (3, ("disapprove", "investigate", "allege")),
    "REJECT": (3, ("assist", "change", "yield", "meet")),
    "THREATEN": (3, ("restrict", "arrest", "relations", "expel", "territory", "violence")),
    "PROTEST": (4, ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize")),
    "SANCTION": (4, ("convict", "expel", "withdraw", "discontinue")), "MOBILIZE": (4, ("troops", "weapons", "police", "militia")),
    "COERCE": (4, (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber")),
    "ASSAULT": (4, (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional")),
}
CONTEXTS = {
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy",
    "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression",
    "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping",
    "health", "asylum", "migration", "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn",
    "cyber", "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
}
# The modes that bring a context of the same name with them.
BRINGS_CONTEXT = {"misinformation", "cyber"}

# The objects of PLOVER's records by their fields; then what stands beside them of our own.
PLOVER = {
    "record": {
        "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc",
        "event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder",
        "coded_date", "coded_time", "comment"},
    "entity": {
        "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
        "gender", "age"},
    "text_info": {"sequence", "start", "end", "text_story"},
    "cite_info": {
        "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
        "version"},
    "event_loc": {
        "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
        "country_code", "feature_class", "feature_code", "resolution"},
}
OUR_FIELDS = {
    "record": {"date_basis", "auxiliary_mode", "told_by", "told_by_names", "factuality_narrator", "factuality_last"},
    "entity": {"start", "end"},
}
TOLD_BY = one_of("narrator", "source", "unstated")
OURS = {"asserted_by": TOLD_BY, "asserted_by_names": TEXT, "start": WHOLE, "end": WHOLE}
MODE = one_of(*{mode for _, modes in MODES.values() for mode in modes})
OUR_GED = {"country_code": "[A-Z]{2}", "plover_mode": MODE, **OURS}
OUR_ACLED = {"country_code": "[A-Z]{2}", "plover_type": one_of(*MODES), "plover_mode": MODE, **OURS}

# What only their coders know.
UNTOLD_GED = {
    "relid", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id",
    "adm_1", "adm_2", "priogrid_gid", "country_id", "event_clarity", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "gwnoa", "gwnob",
}
UNTOLD_ACLED = {
    "assoc_actor_1", "inter1", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "admin1", "admin2", "admin3", "source_scale", "tags", "timestamp",
}
