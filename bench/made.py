"""Holds `onrecord brief --format json` against the truth of made coverage.

    cargo xtask coverage --help
    onrecord brief DIR/articles.jsonl --format json > BRIEF.json
    python3 bench/made.py DIR BRIEF.json [--out REPORT.json]

DIR holds what `cargo xtask coverage` wrote. All shares are 0 to 1. Spans are code points, end exclusive, in the
tool's text and in the truth's.

Grouping: B-cubed over articles. Lineage: pairs of articles of one true event. Claims: a line is held
against the claim that the truth says is stated where its first quotation stands. `exact` asks for every
origin that the claim has in the coverage, in whatever words; `exact_of_places` for those that it has at
the places the line names (its citations and *also*), of lines that name a place in every article they
count; `..._by_house` for the same with a house and its spokesman or minister, or one speaker on two
days, as one. Contradictions: a line is right if the truth says that claims stated at its two sides
contradict one another.
"""
import collections
import itertools
import json
import re
import sys
from pathlib import Path

OPEN_PARTS = {"sources", "contradictions", "corrections"}
NO_REPORT = {"opinion", "boilerplate-only"}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def prf(tp, fp, fn):
    p = tp / (tp + fp) if tp + fp else 1.0
    r = tp / (tp + fn) if tp + fn else 1.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if p + r else 0.0,
            "tp": tp, "fp": fp, "fn": fn}


class Truth:
    def __init__(self, folder):
        folder = Path(folder)
        self.article = {row["doc"]: row for row in lines(folder / "articles.jsonl")}
        self.truth = {row["doc"]: row for row in lines(folder / "truth.jsonl")}
        self.claim = {row["claim"]: row for row in lines(folder / "claims.jsonl")}
        self.origin = {row["origin"]: row for row in lines(folder / "origins.jsonl")}
        self.event = {row["event"]: row for row in lines(folder / "events.jsonl")}
        self.reach = {}
        for doc in self.truth:
            self.ancestry(doc)
        self.stated_by = collections.defaultdict(set)
        for doc, row in self.truth.items():
            for stated in row["stated"]:
                for claim in stated["claims"]:
                    if stated["origin"]:
                        self.stated_by[claim].add(stated["origin"])

    def ancestry(self, doc):
        """The article, what it was taken from, and so on."""
        seen, todo = set(), [doc]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo.extend(self.truth[one]["derived_from"])
        self.reach[doc] = seen

    def ends(self, doc):
        """The articles it goes back to that rest on none other; a circle is one."""
        found = set()
        for one in self.reach[doc]:
            loop = frozenset(x for x in self.reach[one] if one in self.reach[x])
            if all(x in loop for x in self.truth[one]["derived_from"]):
                found.add(loop)
        return found

    def origins(self, claim):
        return self.stated_by.get(claim) or set(self.claim[claim]["origins"])

    def speakers(self, claim):
        """Origins with those of one speaker on several days as one."""
        keys = set()
        for one in self.origins(claim):
            row = self.origin[one]
            keys.add(row["person"] or (row["source"], row["channel"]))
        return keys

    def houses(self, origins):
        """The same with a house and whoever speaks for it as one: neither confirms the other."""
        keys = set()
        for one in origins:
            row = self.origin[one]
            speaks_for = row["channel"] in ("briefing", "statement") and row["house"]
            keys.add(speaks_for or row["person"] or (row["source"], row["channel"]))
        return keys

    def told(self, claim, places):
        """The origins that the truth gives the claim at these places."""
        return {row["origin"] for place in places for row in self.stated(*place)
                if claim in row["claims"] and row["origin"]}

    def stated(self, doc, start, end):
        """The sentences of truth that [start, end) overlaps by half of the shorter of the two."""
        found = []
        for row in self.truth[doc]["stated"]:
            a, b = row["span"]
            both = min(b, end) - max(a, start)
            if both > 0 and both >= 0.5 * min(b - a, end - start):
                found.append(row)
        return found

    def claims_at(self, doc, start, end):
        return [c for row in self.stated(doc, start, end) for c in row["claims"]]

    def meant(self, doc, start, end):
        """The one claim of the sentence that these words state: that whose reference they share most with."""
        told = list(dict.fromkeys(self.claims_at(doc, start, end)))
        if not told:
            return None
        if len(told) == 1:
            return told[0]
        words = stems(self.article[doc]["text"][start:end])

        def near(claim):
            own = stems(self.claim[claim]["words"] + " " + self.claim[claim]["value"])
            return len(own & words) / max(len(own), 1)
        return max(told, key=near)


def stems(text):
    return {word[:5] for word in re.findall(r"[a-z]{3,}|\d+", text.lower().replace(",", ""))}


class Brief:
    def __init__(self, brief):
        self.brief = brief
        self.doc = {s["number"]: s["doc"] for s in brief["sources"]}
        self.docs = list(self.doc.values())
        self.source = {s["doc"]: s for s in brief["sources"]}
        self.roots = self.descent()

    def descent(self):
        """The roots of each article, as `Descent` makes them of the lineage that is told."""
        leads, beyond = collections.defaultdict(set), collections.defaultdict(set)
        for s in self.brief["sources"]:
            for edge in s["lineage"]:
                if edge["article"] is not None:
                    leads[s["doc"]].add(self.doc[edge["article"]])
                else:
                    beyond[s["doc"]].add("elsewhere:" + str(edge["outlet"]))
        reach = {}
        for doc in self.docs:
            seen, todo = set(), list(leads[doc])
            while todo:
                one = todo.pop()
                if one not in seen:
                    seen.add(one)
                    todo.extend(leads[one])
            reach[doc] = seen
        roots = {}
        for doc in self.docs:
            own = set()
            for one in reach[doc] | {doc}:
                circle = frozenset(x for x in reach[one] if one in reach[x])
                own |= beyond[one]
                if all(x in circle for x in leads[one]) and not beyond[one]:
                    own.add(circle if len(circle) > 1 else one)
            roots[doc] = own
        return roots

    def lines(self):
        for section in self.brief["sections"]:
            if section["kind"] not in OPEN_PARTS:
                for line in section["lines"]:
                    yield section["kind"], line

    def place(self, at):
        return self.doc[at["article"]], at["span"][0], at["span"][1]


def grouping(truth, briefs):
    group = {doc: n for n, b in enumerate(briefs) for doc in b.docs}
    docs = [d for d in truth.truth if d in group]
    by_group, by_event = collections.defaultdict(set), collections.defaultdict(set)
    for d in docs:
        by_group[group[d]].add(d)
        by_event[truth.truth[d]["event"]].add(d)
    p = r = 0.0
    split, mixed = collections.Counter(), collections.Counter()
    kinds = collections.defaultdict(lambda: [0.0, 0.0, 0])
    for d in docs:
        g, e = by_group[group[d]], by_event[truth.truth[d]["event"]]
        both = len(g & e)
        p += both / len(g)
        r += both / len(e)
        row = kinds[truth.truth[d]["kind"]]
        row[0] += both / len(g)
        row[1] += both / len(e)
        row[2] += 1
    p, r = p / len(docs), r / len(docs)
    events_of = {g: collections.Counter(truth.truth[d]["event"] for d in ds) for g, ds in by_group.items()}
    groups_of = {e: collections.Counter(group[d] for d in ds) for e, ds in by_event.items()}
    # Where an article stands outside of the group that holds most of its event.
    strays = []
    for e, counts in groups_of.items():
        home = counts.most_common(1)[0][0]
        for d in sorted(by_event[e]):
            if group[d] != home:
                strays.append({"doc": d, "event": e, "kind": truth.truth[d]["kind"],
                               "alone": len(by_group[group[d]]) == 1,
                               "published": truth.article[d].get("published"),
                               "true": truth.truth[d]["published"]})
    return {"articles": len(docs), "missing": len(truth.truth) - len(docs), "events": len(by_event),
            "groups": len(by_group), "b3_p": round(p, 4), "b3_r": round(r, 4),
            "b3_f1": round(2 * p * r / (p + r), 4),
            "groups_of_several_events": sum(len(c) > 1 for c in events_of.values()),
            "events_in_several_groups": sum(len(c) > 1 for c in groups_of.values()),
            "by_kind": {k: {"p": round(a / n, 3), "r": round(b / n, 3), "n": n} for k, (a, b, n) in sorted(kinds.items())},
            "strays_by_kind": dict(collections.Counter(s["kind"] for s in strays).most_common()),
            "strays_alone": sum(s["alone"] for s in strays),
            "mixed": [{"group": g, "events": dict(c)} for g, c in events_of.items() if len(c) > 1],
            "strays": strays}


def lineage(truth, briefs):
    brief_of = {doc: b for b in briefs for doc in b.docs}
    order = {d: n for n, d in enumerate(truth.truth)}
    by_event = collections.defaultdict(list)
    for d, row in truth.truth.items():
        if d in brief_of:
            by_event[row["event"]].append(d)
    tables = {name: collections.defaultdict(lambda: [0, 0, 0]) for name in ("taken", "taken_or_origin")}
    split = [0, 0]
    wrong = {"fp": [], "fn": []}
    for docs in by_event.values():
        for one, two in itertools.combinations(sorted(docs, key=order.get), 2):
            b = brief_of[one]
            is_home = brief_of[two] is b
            said = is_home and bool(b.roots[one] & b.roots[two])
            taken = bool(truth.ends(one) & truth.ends(two))
            origin = bool(set(truth.truth[one]["origins"]) & set(truth.truth[two]["origins"]))
            # The kind of the pair: how the later one came to be, or the earlier if the later is a report.
            kinds = [truth.truth[two]["kind"], truth.truth[one]["kind"]]
            kind = kinds[0] if truth.truth[two]["derived_from"] or not truth.truth[one]["derived_from"] else kinds[1]
            for name, held in (("taken", taken), ("taken_or_origin", taken or origin)):
                at = 0 if said and held else 1 if said else 2 if held else None
                if at is not None:
                    tables[name]["all"][at] += 1
                    tables[name][kind][at] += 1
                    if not is_home and at == 2:
                        split[name == "taken"] += 1
            if said != taken:
                key = "fp" if said else "fn"
                wrong[key].append({"one": one, "two": two, "kinds": kinds[::-1], "same_origin": origin, "one_brief": is_home})
    out = {name: {k: prf(*v) for k, v in sorted(t.items())} for name, t in tables.items()}
    out["missed_because_of_grouping"] = {"taken_or_origin": split[0], "taken": split[1]}
    out["wrong"] = wrong
    return out


def reports(truth, briefs):
    rows = []
    for b in briefs:
        docs = [d for d in b.docs if d in truth.truth]
        events = {truth.truth[d]["event"] for d in docs}
        origins = {o for d in docs for o in truth.truth[d]["origins"]}
        ends = {e for d in docs for e in truth.ends(d)}
        news = {e for d in docs if truth.truth[d]["kind"] not in NO_REPORT for e in truth.ends(d)}
        whole = len(events) == 1 and len(docs) == len(truth.event[next(iter(events))]["docs"])
        rows.append((b.brief["reports"], len(origins), len(ends), len(news), whole))

    def held(rows, at):
        diff = [r[0] - r[at] for r in rows]
        return {"exact": round(sum(x == 0 for x in diff) / max(len(diff), 1), 3),
                "bias": round(sum(diff) / max(len(diff), 1), 2),
                "mean_abs": round(sum(map(abs, diff)) / max(len(diff), 1), 2)}
    whole = [r for r in rows if r[4]]
    return {"briefs": len(rows), "whole_events": len(whole), "shown": sum(r[0] for r in whole),
            "against_origins": held(whole, 1), "against_first_reports": held(whole, 2),
            "against_first_reports_of_news": held(whole, 3), "all_against_origins": held(rows, 1)}


def claims(truth, briefs):
    counted = collections.Counter()
    confusion = collections.Counter()
    wrong, background, best = [], [], collections.defaultdict(int)
    by_part = collections.defaultdict(collections.Counter)
    pure = [0, 0]
    lines_of = collections.defaultdict(set)
    for n, b in enumerate(briefs):
        for m, (part, line) in enumerate(b.lines()):
            quoted = [p["at"] for p in line["pieces"] if p["role"] == "quote" and p["at"]]
            note = next((x for x in line["notes"] if x["kind"] == "claim"), None)
            shown = note["origins"] if note else 1
            if not quoted:
                continue
            first = [c for at in quoted for c in truth.claims_at(*b.place(at))]
            if not first:
                if note and shown > 1:
                    counted["lines_off_the_truth_with_two_or_more"] += 1
                    doc, s, e = b.place(quoted[0])
                    background.append({"words": truth.article[doc]["text"][s:e], "shown": shown, "part": part})
                counted["lines_off_the_truth"] += 1
                continue
            meant = [truth.meant(*b.place(at)) for at in quoted]
            meant = collections.Counter(c for c in meant if c).most_common(1)[0][0]
            cited = collections.Counter(c for c in (truth.meant(*b.place(at)) for at in line["citations"]) if c)
            pure[0] += cited[meant] if cited else 0
            pure[1] += sum(cited.values())
            lines_of[meant].add((n, m))
            best[meant] = max(best[meant], shown)
            counted["lines"] += 1
            if not note:
                counted["lines_of_one_article"] += 1
                continue
            true, apart = len(truth.origins(meant)), len(truth.speakers(meant))
            kindest = max(len(truth.origins(c)) for c in first)
            counted["lines_with_note"] += 1
            counted["exact"] += shown == true
            counted["exact_or_speakers"] += shown in (true, apart)
            also = [x["at"] for x in line["notes"] if x["kind"] in ("also", "also-by") and x["at"]]
            places = [b.place(at) for at in [*line["citations"], *also]]
            if len({doc for doc, _, _ in places}) >= note["articles"]:
                here = truth.told(meant, places)
                counted["lines_with_all_places"] += 1
                counted["exact_of_places"] += shown == max(len(here), 1)
                counted["exact_of_places_by_house"] += shown == max(len(truth.houses(here)), 1)
                counted["more_than_places"] += shown > max(len(here), 1)
            by_part[part]["n"] += 1
            by_part[part]["exact"] += shown == true
            confusion[(min(true, 5), min(shown, 5))] += 1
            if shown > 1 and true <= 1:
                counted["false_confirmed_lines"] += 1
                counted["false_confirmed_lines_sure"] += kindest <= 1
                by_part[part]["false"] += 1
                doc, s, e = b.place(quoted[0])
                speaker = line["heading"]["words"]
                wrong.append({
                    "claim": meant, "act": truth.claim[meant]["act"], "question": truth.claim[meant]["question"],
                    "words": truth.article[doc]["text"][s:e], "doc": doc, "span": [s, e], "part": part,
                    "kind": line["kind"], "heading": line["heading"]["kind"], "speaker": speaker,
                    "source_type": line["source_type"], "shown": shown, "true": true, "sure": kindest <= 1,
                    "unnamed": note["unnamed"], "articles": note["articles"],
                    "also_by": [x["words"] for x in line["notes"] if x["kind"] == "also-by"],
                    "cited_claims": dict(cited),
                    "cited": sorted({b.doc[at["article"]] for at in line["citations"]}),
                    "roots": sorted({str(sorted(map(str, b.roots[b.doc[at["article"]]]))) for at in line["citations"]}),
                })
    multi = [c for c in truth.claim if len(truth.origins(c)) > 1]
    single = [c for c in truth.claim if len(truth.origins(c)) <= 1]
    position = lambda c: truth.claim[c]["act"] in ("stated", "denied")
    told = [c for c in multi if c in best]
    spread = [len(lines_of[c]) for c in lines_of]
    n, placed = max(counted["lines_with_note"], 1), max(counted["lines_with_all_places"], 1)
    return {**counted,
            "exact_share": round(counted["exact"] / n, 4),
            "exact_or_speakers_share": round(counted["exact_or_speakers"] / n, 4),
            "exact_of_places_share": round(counted["exact_of_places"] / placed, 4),
            "exact_of_places_by_house_share": round(counted["exact_of_places_by_house"] / placed, 4),
            "false_confirmed_claims": len({w["claim"] for w in wrong}),
            "false_confirmed_claims_sure": len({w["claim"] for w in wrong if w["sure"]}),
            "claims_of_one_origin": len(single), "claims_of_several": len(multi),
            "claims_of_several_that_have_a_line": len(told),
            "claims_of_several_shown_so": sum(best[c] > 1 for c in told),
            "claims_with_a_line": len(best), "claims": len(truth.claim),
            "lines_a_claim": round(sum(spread) / max(len(spread), 1), 2),
            "purity_of_citations": round(pure[0] / max(pure[1], 1), 4),
            "true_shown": {f"{a}->{b}": k for (a, b), k in sorted(confusion.items())},
            "by_part": {k: dict(v) for k, v in by_part.items()},
            "background_shown_confirmed": background, "wrong": wrong}


def contradictions(truth, briefs):
    right = near = seen_lines = off = 0
    by_clash = collections.defaultdict(collections.Counter)
    found, found_note, wrong = set(), set(), []

    def pairs(left, right):
        return {frozenset((a, b)) for a in left for b in right if b in truth.claim[a]["contradicts"]}
    brief_of = {doc: n for n, b in enumerate(briefs) for doc in b.docs}
    for b in briefs:
        for section in b.brief["sections"]:
            for line in section["lines"]:
                quoted = [p["at"] for p in line["pieces"] if p["role"] == "quote" and p["at"]]
                for note in line["notes"]:
                    if note["kind"] == "contradicted-by" and note["at"] and quoted:
                        here = [c for at in quoted for c in truth.claims_at(*b.place(at))]
                        found_note |= pairs(here, truth.claims_at(*b.place(note["at"])))
                if section["kind"] != "contradictions":
                    continue
                at = next(i for i, p in enumerate(line["pieces"]) if p["role"] == "against")
                sides = []
                for part in (line["pieces"][:at], line["pieces"][at + 1:]):
                    sides.append([p["at"] for p in part if p["role"] == "quote"])
                told = [[c for q in side for c in truth.claims_at(*b.place(q))] for side in sides]
                hit = pairs(*told)
                seen_lines += 1
                by_clash[line["contradiction"]]["n"] += 1
                if hit:
                    right += 1
                    by_clash[line["contradiction"]]["right"] += 1
                    found |= hit
                    continue
                meant = [[truth.meant(*b.place(q)) for q in side] for side in sides]
                meant = [[c for c in side if c] for side in meant]
                why = reason(truth, meant, [b.place(s[0]) for s in sides])
                by_clash[line["contradiction"]][why] += 1
                words = []
                for side in sides:
                    doc, s, e = b.place(side[0])
                    words.append({"doc": doc, "span": [s, e], "words": truth.article[doc]["text"][s:e]})
                wrong.append({"clash": line["contradiction"], "why": why, "sides": words, "claims": told})
    true, reachable = collections.defaultdict(set), set()
    missed = []
    for c, row in truth.claim.items():
        for other in row["contradicts"]:
            pair = frozenset((c, other))
            kind = "number" if re.fullmatch(r"[\d,. ]+", row["value"] or "x") else "yes-no" if {row["act"], truth.claim[other]["act"]} & {"denied"} else "choice"
            true[kind].add(pair)
            homes = [{brief_of[d] for d in truth.claim[x]["docs"] if d in brief_of} for x in (c, other)]
            if homes[0] & homes[1]:
                reachable.add(pair)
    everything = set().union(*true.values()) if true else set()
    for kind, pairs_ in true.items():
        for pair in sorted(map(sorted, pairs_)):
            if frozenset(pair) not in found:
                missed.append({"kind": kind, "claims": pair, "words": [truth.claim[x]["words"] for x in pair],
                               "docs": [truth.claim[x]["docs"][:4] for x in pair], "reachable": frozenset(pair) in reachable,
                               "in_note": frozenset(pair) in found_note})
    return {"lines": seen_lines, "right": right, "precision": round(right / max(seen_lines, 1), 4),
            "by_clash": {str(k): dict(v) for k, v in by_clash.items()},
            "true_pairs": len(everything), "found": len(found), "recall": round(len(found) / max(len(everything), 1), 4),
            "recall_within_briefs": round(len(found & reachable) / max(len(reachable), 1), 4),
            "recall_with_notes": round(len(found | found_note) / max(len(everything), 1), 4),
            "recall_by_kind": {k: f"{len(v & found)}/{len(v)}" for k, v in true.items()},
            "wrong": wrong, "missed": missed}


def reason(truth, told, places):
    left, right = told
    events = {truth.truth[p[0]]["event"] for p in places}
    if len(events) > 1:
        return "two events"
    if not left or not right:
        return "a side states nothing known"
    if set(left) & set(right):
        return "the same claim"
    for a in left:
        for b in right:
            one, two = truth.claim[a], truth.claim[b]
            if one["question"] == two["question"]:
                if two["updates"] or one["updates"]:
                    return "a later count"
                if one["corrected_by"] or two["corrected_by"]:
                    return "a corrected slip"
                return "same question, no contradiction"
    return "other questions"


def main():
    folder, path = sys.argv[1:3]
    truth = Truth(folder)
    top = json.load(open(path, encoding="utf-8"))
    briefs = [Brief(b) for b in [top, *top.get("others", [])]]
    drift = 0
    for b in briefs:
        for _, line in b.lines():
            for p in line["pieces"]:
                if p["role"] == "quote" and p["at"]:
                    doc, s, e = b.place(p["at"])
                    drift += truth.article[doc]["text"][s:e] != p["words"]
    out = {"quotes_that_do_not_stand_there": drift, "grouping": grouping(truth, briefs), "lineage": lineage(truth, briefs),
           "reports": reports(truth, briefs), "claims": claims(truth, briefs),
           "contradictions": contradictions(truth, briefs)}
    if "--out" in sys.argv:
        with open(sys.argv[sys.argv.index("--out") + 1], "w", encoding="utf-8") as file:
            json.dump(out, file, indent=1, ensure_ascii=False)
    hidden = {"wrong", "missed", "strays", "mixed", "background_shown_confirmed"}
    for name, part in out.items():
        print(f"== {name}")
        if not isinstance(part, dict):
            print("  ", part)
            continue
        for key, value in part.items():
            if key in hidden:
                print(f"   {key}: {len(value) if isinstance(value, list) else {k: len(v) for k, v in value.items()}}")
            elif isinstance(value, dict) and all(isinstance(v, dict) for v in value.values()) and value:
                print(f"   {key}:")
                for k, v in value.items():
                    print(f"      {k}: {v}")
            else:
                print(f"   {key}: {value}")


main()
