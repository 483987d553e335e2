#!/usr/bin/env python3
"""Writes, at the end of each rule file, the suite that shows that every rule of the file is needed: one of its own sentences for each rule,
in which the whole engine, with all other rules, lets this one speak. Names the rules that never do.

    tools/suites.py build/sluice rules
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

import rule_files

NAME = "each rule has its say"
# A rule's own sentences are run with their marked names given; here the engine must find names by itself, so known ones are tried as well.
KNOWN = [["Siemens", "Nestle", "Unilever"], ["Angela Merkel", "Siemens", "Norway"], ["Siemens", "Angela Merkel", "Norway"], ["Norway", "Siemens", "Nestle"],
         ["Siemens", "Norway", "Nestle"], ["Angela Merkel", "Norway", "Siemens"], ["Norway", "Sweden", "Finland"], ["Norway", "Angela Merkel", "Siemens"]]


def known(marked, names):
    """The sentence with its capitalised marked spans replaced, in order."""
    left = list(names)

    def replace(match):
        capitals = match[1][:1].isupper() and not match[1].startswith("The ") and left
        return "[%s|%s]" % (left.pop(0) if capitals else match[1], match[2])

    return re.sub(r"\[([^\[\]|]*)\|([^\[\]]*)\]", replace, marked)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sluice, rules = sys.argv[1:]
    files = sorted(pathlib.Path(rules).rglob("*.rules"))
    sentences = []
    for path in files:
        for block in rule_files.blocks(path)[1]:
            sentences += [(block.name, rule_files.plain(test)) for test in block.tests]
            sentences += [(block.name, rule_files.plain(known(test, names))) for test in block.tests for names in KNOWN]
    lines = "".join(json.dumps({"id": str(i), "text": text, "date": "2024-10-16"}) + "\n" for i, (_, text) in enumerate(sentences))
    out = subprocess.run([sluice, "extract", "--input", "jsonl", "--format", "jsonl", "--rules", rules, "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    chosen = {}
    for line in out.stdout.splitlines():
        result = json.loads(line)
        name, text = sentences[int(result["id"])]
        count = collections.Counter(x["rule"] for x in result["mentions"] + result["facts"])
        kind, rule = name.split(".", 1)
        found = count[kind.lower() + "." + rule]
        if found and name not in chosen:
            chosen[name] = (text, found)
    silent = 0
    for path in files:
        lines, found = rule_files.blocks(path)
        head = 'suite "%s" {' % NAME
        if head in lines:
            begin = lines.index(head)
            del lines[begin:lines.index("}", begin) + 1]
        while lines and not lines[-1]:
            lines.pop()
        cases = []
        for block in found:
            if block.name in chosen:
                text, count = chosen[block.name]
                cases.append("  text %s expect %s %d" % (rule_files.quoted(text), block.name, count))
            else:
                silent += 1
                print("%s: %s never speaks in its own sentences: another rule says the same" % (path, block.name), file=sys.stderr)
        if cases:
            lines += [head] + cases + ["}"]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if silent else 0


sys.exit(main())
