"""The shared library lets out the public classes and functions and nothing else."""
import re
import subprocess
import sys

NM, LIBRARY = sys.argv[1:]
PUBLIC = re.compile(
    r"sluice_[a-z_]+"
    r"|sluice::(Decimal|Document|Fact|Engine|Scratch)::(?!Program)[~\w]+.*"
    r"|sluice::(operator.*|version|standard_rules_hash|standard_rules_file|read_rule_files|name)(\[abi:cxx11\])?\(.*\)( const)?")
# Weak symbols are inline functions and templates of the standard library, which every C++ library lets out; of ours none may be internal.
INTERNAL = re.compile(r"sluice::(Cascade|RuleProgram|Lexicon|Writer|Offsets|Pack|Column|Json\w*)\b")

names = subprocess.run([NM, "-D", "-C", "--defined-only", LIBRARY], check=True, capture_output=True, text=True).stdout.splitlines()
found = dict(reversed(line.split(maxsplit=2)[1:]) for line in names)
wrong = [name for name, kind in found.items() if not PUBLIC.fullmatch(name) and kind not in "WVu"]
missing = [name for name in ("sluice_extract_jsonl", "sluice_extract_arrow", "sluice::version()") if name not in found]
hidden = [name for name in found if INTERNAL.search(name)]
for name in wrong + hidden:
    print("should be hidden:", found[name], name)
for name in missing:
    print("should be there:", name)
sys.exit(1 if wrong or missing or hidden else 0)
