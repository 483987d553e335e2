"""Every message that only compiling or running rules can give is given by its example in docs/diagnostics.md, in the words of the page."""
import json
import os
import re

import program


class Diagnostics(program.ProgramTest):
    def test_examples_that_run(self):
        with open(os.path.join(program.SOURCE, "docs", "diagnostics.md"), encoding="utf-8") as page:
            parts = re.split(r"\n## ", page.read())
        sections = [m.groups() for m in (re.match(r"(\w{4}) · (\w+)\n\n(.*?)\n(.*?)```rules run( standard)?\n(.*?)```", part, re.S) for part in parts) if m]
        self.assertEqual([s[0] for s in sections], ["C058", "L015", "E001", "E002", "E003", "E004", "E005"])
        for code, severity, text, _, standard, rules in sections:
            with self.subTest(code):
                path = self.file(code + ".rules", rules)
                arguments = ["check", path, "--format", "json"] + ([] if standard else ["--no-standard"])
                report = json.loads(self.sluice(*arguments, code=1 if severity == "error" else 0))
                given = [d for d in report["diagnostics"] if d["code"] == code]
                self.assertEqual(len(given), 1, report)
                self.assertEqual(given[0]["severity"], severity)
                self.assertRegex(given[0]["message"], "^" + re.escape(text).replace("…", ".+") + "$")
                self.assertGreater(given[0]["line"], 0)
                self.assertFalse([d for d in report["diagnostics"] if d["severity"] == "error" and d["code"] != code], report)


program.run()
