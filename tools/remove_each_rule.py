#!/usr/bin/env python3
"""Takes the rules away one at a time and checks that `sluice check` notices each loss.

    tools/remove_each_rule.py build/sluice rules
"""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import rule_files


def survives(sluice, rules, path, block, lines):
    """Whether the check stays green without the block."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "rules"
        shutil.copytree(rules, copy, copy_function=os.link)
        target = copy / path.relative_to(rules)
        target.unlink()
        target.write_text("\n".join(lines[:block.begin] + lines[block.end:]), encoding="utf-8")
        return subprocess.run([sluice, "check", "--no-standard", str(copy)], stdout=subprocess.DEVNULL).returncode == 0


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sluice, rules = sys.argv[1], pathlib.Path(sys.argv[2])
    if subprocess.run([sluice, "check", "--no-standard", str(rules)], stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit("remove_each_rule: the check is not green to begin with")
    jobs = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in sorted(rules.rglob("*.rules")):
            lines, found = rule_files.blocks(path)
            jobs += [(path, block, pool.submit(survives, sluice, rules, path, block, lines)) for block in found]
        missed = [(path, block) for path, block, job in jobs if job.result()]
    for path, block in missed:
        print("%s:%d: no test notices that %s is gone" % (path, block.begin + 1, block.name))
    print("%d rules, %d can be removed unnoticed" % (len(jobs), len(missed)))
    return 1 if missed else 0


sys.exit(main())
