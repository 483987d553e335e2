"""The examples under examples/, run as their pages say."""
import os
import shutil
import sqlite3
import subprocess

import program


class NewsArchive(program.ProgramTest):
    FOLDER = os.path.abspath(os.path.join(program.SOURCE, "examples", "news-archive"))

    def questions(self):
        with open(os.path.join(self.FOLDER, "questions.sql"), encoding="utf-8") as sql:
            return [q for q in sql.read().split(";\n") if q.strip()]

    def test_five_questions_have_answers(self):
        self.sluice("extract", "--format", "sqlite", "--date", "2025-06-30", "-o", "news.db", os.path.join(self.FOLDER, "archive"))
        questions = self.questions()
        self.assertEqual(len(questions), 5)
        with sqlite3.connect(self.path("news.db")) as db:
            answers = [db.execute(q).fetchall() for q in questions]
        db.close()
        self.assertIn(("copper-deal", "Rio Tinto", "Teck Resources", "$5 billion", "planned"), answers[0])
        self.assertTrue(any(row[0] == "denial" and row[4].startswith("not") for row in answers[0]))
        self.assertEqual(answers[1][0][:3], ("Teck Resources", "organization", 2))
        self.assertEqual(answers[2][0], ("harbour", "Revenue", "up", 18.0))
        self.assertIn("Northern Grid", [row[0] for row in answers[3]])
        self.assertEqual({row[0] for row in answers[4]}, {"harbour", "pages/plant"})

    def test_the_script_runs_where_sqlite3_is(self):
        environment = dict(os.environ, SLUICE=os.path.abspath(program.PROGRAM), PATH=self.folder + ":" + os.environ["PATH"])
        if shutil.which("sqlite3") is None:
            # What the script needs of it: a database, SQL on standard input.
            tool = self.file("sqlite3", "#!/usr/bin/env python3\nimport sqlite3, sys\nfor q in sys.stdin.read().split(';\\n'):\n"
                             "    for row in sqlite3.connect(sys.argv[-1]).execute(q): print('|'.join(map(str, row)))\n")
            os.chmod(tool, 0o755)
        run = subprocess.run([os.path.join(self.FOLDER, "run.sh")], env=environment, capture_output=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr.decode())
        self.assertIn("Teck Resources", run.stdout.decode())


program.run()
