"""Companies in the well-known share indices of the United States, Europe and Japan."""
import re

from pytickersymbols import PyTickerSymbols

import sources

TAIL = re.compile(r",? (?:Inc|Incorporated|Corp|Corporation|Company|Companies|Co|Ltd|Limited|plc|PLC|AG|SE|NV|N\.V|SA|S\.A|AB|ASA|Oyj|SpA|S\.p\.A|KGaA|SE & Co|AG & Co|L\.P|LP|LLC|Holdings?|Group|Class [A-C]|Trust|Bancorp|Bancshares|Bancorporation|International|Worldwide|Technologies|Industries|Enterprises|Pharmaceuticals|Therapeutics|Financial|Laboratories)\.?$")
SURE_TAIL = re.compile(r",? (?:Inc|Incorporated|Corp|Corporation|Company|Co|Ltd|Limited|plc|PLC|AG|SE|NV|N\.V|SA|S\.A|AB|ASA|Oyj|SpA|S\.p\.A|KGaA|SE & Co|AG & Co|L\.P|LP|LLC|Holdings?|Group|Bancorp|Bancshares|Bancorporation)\.?$")


def main():
    words = sources.scowl(10, 20, 35, 40, 50)
    names = {n for l in ("given_names.tsv", "given_ambiguous.tsv") for n in sources.phrases(l)} | {r[0] for r in sources.read("surnames.tsv") + sources.read("surnames_ambiguous.tsv") if len(r) > 2 and int(r[2]) >= 1500}
    places = {n for l in ("countries.tsv", "cities.tsv", "regions.tsv", "demonyms.tsv") for n in sources.phrases(l)}
    heads = sources.phrases("org_heads.tsv")

    def alone(name):
        """Whether a short form can be told from a word, a person and a place."""
        if " " not in name and "&" not in name:
            return name.lower() not in words and name not in names and name not in places and len(name) > 2 and name not in heads
        return name not in places and name not in heads and not all(w.lower() in words and w[0].isupper() and w.lower() in sources.scowl(10, 20) for w in name.split())

    rows, taken = [], set()
    for stock in sorted(PyTickerSymbols().get_all_stocks(), key=lambda s: s["name"]):
        name = re.sub(r" \(.*\)$", "", stock["name"]).strip()
        name = re.sub(r",? Class [A-C].*| Series [A-C]$| ADR$", "", re.sub(r"^The ", "", name)).strip(" ,")
        if not name or name.isdigit() or re.search("[a-z][A-Z]$", name):
            continue
        forms = [name]
        short = SURE_TAIL.sub("", name).strip(" ,.&")
        while short and short != forms[-1]:
            forms.append(short)
            short = SURE_TAIL.sub("", short).strip(" ,.&")
        if "." in name and name.endswith("."):
            forms.insert(1, name[:-1])
        if "," in forms[0]:
            forms.append(forms[0].replace(",", ""))
        forms = [f for i, f in enumerate(dict.fromkeys(forms)) if f not in taken and len(f) > 1 and alone(f)]
        if forms:
            rows.append(("|".join(forms),))
            taken.update(forms)
    sources.write("companies.tsv", ["Companies in the share indices S&P 500, S&P 600, Nasdaq 100, FTSE 100, DAX family, CAC, AEX, BEL, IBEX, SMI, OMX, Nikkei 225.",
                                    "Short forms that are words, persons or places are left out; organizations.tsv has the best known of them by hand.",
                                    "Source: package pytickersymbols 1.17.10. Licence: MIT.", "Made by tools/lists/make_companies.py."], rows)


main()
