"""Where the data lies, and the forms all list scripts share."""
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LISTS = os.path.join(HERE, "..", "..", "rules", "names")
SCOWL = os.environ.get("SCOWL", os.path.join(HERE, "scowl", "usr", "share", "dict", "scowl"))
NODE_MODULES = os.environ.get("NODE_MODULES", os.path.join(HERE, "node_modules"))


def scowl(*levels):
    """Ordinary words of the given SCOWL levels, American and British, lower case only."""
    words = set()
    for level in levels:
        for dialect in ("english", "american", "british"):
            path = os.path.join(SCOWL, f"{dialect}-words.{level}")
            if os.path.exists(path):
                with open(path, encoding="latin-1") as f:
                    words.update(w.strip() for w in f)
    return {w for w in words if w.isalpha() and w.islower() and w.isascii()}


def proper(*levels):
    """Proper names of the given SCOWL levels."""
    words = set()
    for level in levels:
        for dialect in ("english", "american", "british"):
            path = os.path.join(SCOWL, f"{dialect}-proper-names.{level}")
            if os.path.exists(path):
                with open(path, encoding="latin-1") as f:
                    words.update(w.strip() for w in f)
    return words


def plain(text):
    """The name without its accents, as newspapers often print it."""
    special = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
               "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ı": "i", "İ": "I", "ə": "a", "Ə": "A"}
    text = "".join(special.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def read(name):
    """The rows of a list, as lists of columns, without its comments."""
    with open(os.path.join(LISTS, name), encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]


def phrases(name):
    return {p for row in read(name) for p in row[0].split("|")}


def write(name, head, rows):
    """Writes rows (tuples of columns) sorted, without duplicates of the first column."""
    seen, out = set(), []
    for row in sorted(rows, key=lambda r: (r[0].casefold(), r[0])):
        if row[0] not in seen:
            seen.add(row[0])
            out.append("\t".join(str(c) for c in row).rstrip("\t"))
    with open(os.path.join(LISTS, name), "w", encoding="utf-8") as f:
        f.write("".join(f"# {h}\n" for h in head))
        f.write("\n".join(out) + "\n")
    print(name, len(out))
