"""Checks the form of every list under rules/names: UTF-8, a comment that tells the source, sorted lines, no empty or repeated phrase. With --fix, sorts and drops repeated lines."""
import glob
import os
import sys

import sources


def main():
    fix, bad = "--fix" in sys.argv, 0
    for path in sorted(glob.glob(os.path.join(sources.LISTS, "*.tsv"))):
        name = os.path.basename(path)
        with open(path, encoding="utf-8") as f:
            lines = f.read().split("\n")
        head = [line for line in lines if line.startswith("#")]
        body = [line for line in lines if line and not line.startswith("#")]
        in_order = sorted(dict.fromkeys(body), key=lambda line: (line.split("\t")[0].casefold(), line.split("\t")[0]))
        if in_order != body:
            if fix:
                with open(path, "w", encoding="utf-8") as f:
                    f.write("\n".join(head + in_order) + "\n")
            else:
                bad += 1
                print(f"{name}: not sorted, or a line stands twice")
        if not any("ource" in line for line in head):
            bad += 1
            print(f"{name}: no comment tells the source")
        seen = {}
        for number, line in enumerate(lines, 1):
            if not line or line.startswith("#"):
                continue
            for phrase in line.split("\t")[0].split("|"):
                if not phrase or phrase != phrase.strip() or "  " in phrase:
                    bad += 1
                    print(f"{name}:{number}: empty phrase or stray space: {phrase!r}")
                elif phrase in seen:
                    bad += 1
                    print(f"{name}:{number}: {phrase!r} stands also in line {seen[phrase]}")
                seen.setdefault(phrase, number)
    return 1 if bad else 0


sys.exit(main())
