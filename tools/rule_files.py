"""Rule files as text: the blocks of rules and their test sentences, for the scripts beside this one."""
import pathlib
import re

HEAD = re.compile(r"^(?:rule|frame) +([A-Z][A-Za-z]*)\.([a-z0-9-]+)\b")


class Block:
    """One rule: its `Type.id`, its lines [begin, end) and the marked sentences that it must match."""

    def __init__(self, name, begin, end, lines):
        self.name, self.begin, self.end = name, begin, end
        self.tests = [unquoted(line) for line in lines[begin:end] if re.match(r"\s*test\s+\"", line)]


def unquoted(line):
    """The text of the first string of a line."""
    body = line[line.index('"') + 1:]
    out, at = "", 0
    while body[at] != '"':
        if body[at] == "\\":
            at += 1
        out += body[at]
        at += 1
    return out


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain(marked):
    """A sentence without its marks: [Oslo|place=NO] is Oslo."""
    previous = None
    while previous != marked:
        previous = marked
        marked = re.sub(r"(?<!\\)\[([^\[\]|]*)\|[^\[\]]*\]", r"\1", marked)
    return re.sub(r"\\([\[\]|\\])", r"\1", marked)


def blocks(path):
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    found = []
    for begin, line in enumerate(lines):
        head = HEAD.match(line)
        if not head:
            continue
        end = begin if line.rstrip().endswith("}") and line.count("{") == line.count("}") else lines.index("}", begin)
        found.append(Block(head[1] + "." + head[2], begin, end + 1, lines))
    return lines, found
