"""Frequent ordinary English words, in lower case: a capital on one of these at the start of a sentence or in a headline proves no name."""
import os

from wordfreq import zipf_frequency

import sources

KEEP = set("will may march early general major judge love lucky magic million promise chance charity freedom liberty justice hope happy joy peace pleasant precious merry rain sky sunny storm snow star moon spring summer autumn winter dawn "
           "model marine captain chief president minister doctor princess prince queen king saint victory winner wild wolf tiger young brown white black green gray grey long hill wood stone house day west east north south bell price bank bush rice rose "
           "river lake field forest church castle bridge street lane park land case sale trade worth money cash power law court page book reader word story song music art farmer hunter driver sailor cook miller smith major china".split()) - {"rose", "china", "smith", "miller", "hunter", "cook", "marine"}


def main():
    names = set()
    for name in ("given_names.tsv", "surnames.tsv", "given_ambiguous.tsv", "countries.tsv"):
        if os.path.exists(os.path.join(sources.LISTS, name)):
            names |= {p.lower() for p in sources.phrases(name) if " " not in p}
    firm = set()
    for row in (sources.read("given_names.tsv") + sources.read("surnames.tsv") if os.path.exists(os.path.join(sources.LISTS, "surnames.tsv")) else []):
        if len(row) > 2 and int(row[2]) >= 0 or len(row) == 1:
            firm.add(row[0].lower())
    dates = set("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday".split()) - {"march", "may"}
    words = {w for w in sources.scowl(10, 20) if zipf_frequency(w, "en") >= 3.2}
    words |= {w for w in sources.scowl(35) if zipf_frequency(w, "en") >= 3.75}
    words = {w for w in words if (w not in names or w in KEEP) and w not in dates and len(w) > 1} | {"a", "i"}
    sources.write("common_words.tsv", ["Frequent ordinary English words that are not first of all names: a capital on one of them at the start of a sentence or in a headline proves nothing.",
                                       "Source: SCOWL 2020.12.07, American and British word levels 10, 20 and 35, the rarer words cut by wordfreq 3.1.1. Licence of SCOWL: free copying and distribution with its notice.",
                                       "Copyright 2000-2018 Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists for any purpose is granted without fee, provided that the above copyright notice appears in all copies.",
                                       "Made by tools/lists/make_words.py."], [(w,) for w in words])


main()
