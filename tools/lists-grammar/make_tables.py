#!/usr/bin/env python3
"""Makes rules/grammar/{verbs,nouns,adjectives}.tsv from WordNet 3.0, the inflections of LemmInflect and a table of word frequencies.

usage: make_tables.py WORDNET_DIR INFL_LU_CSV_GZ FREQUENCIES_TXT OUT_DIR

WORDNET_DIR holds data.*, *.exc and cntlist.rev; FREQUENCIES_TXT has lines of `word count` (the English dictionary of SymSpell).
Words by hand stand in extra.tsv beside this script: what to add, to leave out and to inflect otherwise.
"""
import collections
import gzip
import pathlib
import re
import sys

WORD = re.compile(r"[a-z]+$")
HERE = pathlib.Path(__file__).parent


def read_extra():
    """extra.tsv: table, action (add, drop, keep, forms), words (and forms)."""
    extra = collections.defaultdict(dict)
    for line in (HERE / "extra.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        table, action, words, *forms = line.split("\t")
        for word in words.split():
            extra[table, action][word] = forms[0] if forms else ""
    return extra


def read_wordnet(directory):
    """Lower-case single words by part of speech, and how often each was tagged in WordNet's own texts."""
    words = {}
    for pos in ("noun", "verb", "adj", "adv"):
        found = words[pos] = set()
        for line in (directory / f"data.{pos}").read_text(encoding="latin-1").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            for i in range(int(fields[3], 16)):
                word = re.sub(r"\(\w+\)$", "", fields[4 + 2 * i])
                if WORD.match(word):
                    found.add(word)
    tags = collections.Counter()
    kinds = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
    for line in (directory / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        sense, _, count = line.split()
        lemma, _, rest = sense.partition("%")
        tags[kinds[rest[0]], lemma] += int(count)
    return words, tags


def read_inflections(path):
    table = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, pos, *forms = line.rstrip("\n").split(",")
            if WORD.match(lemma):
                table[pos, lemma] = [set(f.split("/")) - {""} for f in forms]
    return table


def is_vowel(word, i):
    return word[i] in "aeiou" and not (word[i] == "u" and i > 0 and word[i - 1] == "q")


def consonant_then(word, last):
    return len(word) >= 2 and word[-1] == last and not is_vowel(word, len(word) - 2)


def doubles_by_rule(word):
    if len(word) < 3 or word[-1] in "aeiouwxyhs" or not is_vowel(word, len(word) - 2):
        return False
    return not any(is_vowel(word, i) or (word[i] == "y" and i > 0) for i in range(len(word) - 2))


def plurals(word):
    """The same rules as noun_plurals of the engine."""
    if consonant_then(word, "y"):
        return {word[:-1] + "ies"}
    if re.search(r"(s|x|z|ch|sh)$", word):
        return {word + "es"}
    return {word + "s", word + "es"} if consonant_then(word, "o") else {word + "s"}


def past(word):
    if word.endswith("e"):
        return word + "d"
    if consonant_then(word, "y"):
        return word[:-1] + "ied"
    if len(word) > 2 and word[-1] == "c" and word[-2] in "aeiou":
        return word + "ked"
    return word + word[-1] + "ed" if doubles_by_rule(word) else word + "ed"


def gerund(word):
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith(("ee", "oe", "ye")) or not word.endswith("e"):
        return word + word[-1] + "ing" if doubles_by_rule(word) else word + "ing"
    return word[:-1] + "ing"


def closed_class(out):
    words = {}
    for line in (out / "closed_class.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            for word in columns[0].split("|"):
                words.setdefault(word, set()).update(c.strip() for c in columns[1].split(","))
    return words


def irregular(out):
    forms, lemmas = set(), set()
    for line in (out / "irregular_verbs.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            lemmas.add(columns[0])
            forms.update(form for column in columns[1:3] for form in column.split("|"))
    return lemmas, forms - lemmas


class Maker:
    def __init__(self, wordnet, inflections, frequencies, out):
        self.out = pathlib.Path(out)
        self.extra = read_extra()
        self.words, self.tags = read_wordnet(pathlib.Path(wordnet))
        self.inflections = read_inflections(inflections)
        self.frequency = {}
        for line in pathlib.Path(frequencies).read_text(encoding="utf-8-sig").splitlines():
            word, count = line.split()
            self.frequency[word] = int(count)
        self.closed = closed_class(self.out)
        self.irregular_lemmas, self.irregular_forms = irregular(self.out)

    def edited(self, table, words):
        words = set(words) | set(self.extra[table, "add"]) | set(self.extra[table, "forms"])
        return words - set(self.extra[table, "drop"])

    def keep(self, table, word):
        return word in self.extra[table, "keep"]

    def make_verbs(self):
        chosen = set()
        for word in self.words["verb"]:
            if self.keep("verbs", word):
                chosen.add(word)
                continue
            tags = self.tags["verb", word]
            attested = tags or ("verb", word) in self.inflections or any(f in self.frequency for f in (word, past(word), gerund(word)))
            if word in self.closed or len(word) < 3 or not attested:
                continue
            others = sum(self.tags[pos, word] for pos in ("noun", "adj", "adv"))
            # A verb that WordNet's texts never use beside a common noun (people, minister) would only make false verbs.
            if tags == 0 and others >= 15:
                continue
            chosen.add(word)
        for word in list(chosen):
            if word.endswith("ize") and len(word) > 5 and word not in ("capsize", "downsize", "outsize", "prize", "seize"):
                chosen.add(word[:-3] + "ise")
        chosen -= {w for w in chosen if w.endswith("ising")}
        self.verbs = self.edited("verbs", chosen)
        rows = []
        for word in sorted(self.verbs - self.irregular_lemmas):
            rows.append((word, self.extra["verbs", "forms"].get(word) or self.doubling(word)))
        self.verb_forms = {f(w) for w in self.verbs for f in (past, gerund)} | self.doubled_forms(rows)
        return rows

    @staticmethod
    def doubled_forms(rows):
        return {word + word[-1] + end for word, flag in rows if flag in ("double", "either") for end in ("ed", "ing")}

    def doubling(self, word):
        table = self.inflections.get(("verb", word))
        if not re.search(r"[^aeiou][aeiou][bdfgklmnprstvz]$|u[aeiou][bdfglmnprtvz]$", word):
            return ""
        single, double = word + "ed", word + word[-1] + "ed"
        seen = table[0] if table else {f for f in (single, double) if f in self.frequency}
        if {single, double} <= seen or (word.endswith("l") and len(word) > 4 and not doubles_by_rule(word) and seen & {single, double}
                                        and not re.search(r"(pel|cel|bel|fil|tol|trol|nul|thral|tal|stil)$", word)):
            return "either"
        if double in seen:
            return "" if doubles_by_rule(word) else "double"
        return ""

    def make_nouns(self):
        chosen = set()
        for word in self.words["noun"]:
            if self.keep("nouns", word):
                chosen.add(word)
                continue
            tags = self.tags["noun", word]
            if len(word) < 3 or word in self.closed or not (tags or word in self.frequency):
                continue
            if word in self.irregular_forms or (tags < 2 and word in self.verb_forms):
                continue
            others = max(self.tags[pos, word] for pos in ("adj", "adv", "verb"))
            if others >= 10 and tags * 15 < others:
                continue
            chosen.add(word)
        chosen = self.edited("nouns", chosen)
        made = {}
        for word in sorted(chosen):
            made[word] = self.plural_column(word)
        # A plural that WordNet also lists by itself (goods, arms) is found through its singular.
        for word in list(made):
            regular = word.endswith("s") and any(word in plurals(s) for s in (word[:-1], word[:-2], word[:-3] + "y")
                                                 if s in made or "time_noun" in self.closed.get(s, ()))
            if regular and word not in self.extra["nouns", "forms"] and not self.keep("nouns", word):
                del made[word]
        self.nouns = made
        return sorted(made.items())

    def plural_column(self, word):
        if word in self.extra["nouns", "forms"]:
            return self.extra["nouns", "forms"][word]
        table = self.inflections.get(("noun", word))
        listed = {f for f in table[0] if WORD.match(f)} if table else set()
        usual = plurals(word)
        attested = {f for f in usual if f in self.frequency}
        if not listed:
            # What neither source inflects is regular, or a plural or a field of knowledge already.
            if word.endswith("s") and not re.search(r"(ss|us|is)$", word) and not attested:
                return "-" if word.endswith("ics") else "*"
            return "" if not re.search(r"(ness|ism|ics|ing)$", word) or attested else "-"
        if listed == {word}:
            if attested:
                return ""
            if word.endswith("s") and not re.search(r"(ss|us|is|ics)$", word):
                return "*"
            return "-"
        # Beside a real plural the bare form only says that the noun has uses without one: fears, fear.
        listed.discard(word)
        forms = (listed | attested) if listed & usual or listed <= usual else listed
        if forms <= usual:
            return ""
        return "|".join(sorted(forms, key=lambda f: (-self.frequency.get(f, 0), f)))

    def make_adjectives(self):
        chosen = set()
        for word in self.words["adj"]:
            if self.keep("adjectives", word):
                chosen.add(word)
                continue
            tags = self.tags["adj", word]
            if len(word) < 3 or not (tags or word in self.frequency):
                continue
            if word in self.closed and not self.closed[word] <= {"adjective", "adverb", "noun"}:
                continue
            if word in self.verb_forms and tags < 4 or word in self.irregular_forms and tags < 4:
                continue
            others = max(self.tags[pos, word] for pos in ("noun", "adv", "verb"))
            if others >= 10 and tags * 15 < others:
                continue
            chosen.add(word)
        rows = []
        for word in sorted(self.edited("adjectives", chosen)):
            if word in self.extra["adjectives", "forms"]:
                rows.append(("|".join([word] + self.extra["adjectives", "forms"][word].split("|")), ""))
                continue
            table = self.inflections.get(("adj", word), [])
            forms = sorted({f for group in table for f in group if WORD.match(f)} - {word})
            rows.append(("|".join([word] + forms), ""))
        return rows

    def write(self, name, what, rows):
        head = [f"# {line}" for line in what] + [
            "# Source: WordNet 3.0 (Princeton University; its licence stands in WORDNET-LICENSE.txt beside this file), inflections and frequencies",
            "# checked with LemmInflect (MIT) and the SymSpell dictionary (MIT); made by tools/lists-grammar/make_tables.py, with its extra.tsv.",
        ]
        lines = ["\t".join(row).rstrip("\t") for row in rows]
        (self.out / name).write_text("\n".join(head + lines) + "\n", encoding="utf-8")
        print(name, len(rows))


def main():
    maker = Maker(*sys.argv[1:5])
    maker.write("verbs.tsv", ["Verbs: lemma, and whether the final consonant is doubled where the spelling does not tell: double, either, single."],
                maker.make_verbs())
    maker.write("nouns.tsv", ["Common nouns: singular, and plurals where they are not regular ('|' parts them); '-' none, '=' the same as the singular,",
                              "'*' the word is a plural itself."], maker.make_nouns())
    maker.write("adjectives.tsv", ["Adjectives with their comparatives and superlatives."], maker.make_adjectives())


if __name__ == "__main__":
    main()
