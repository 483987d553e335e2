"""What spaCy, DuckDB and a JSON-LD processor make of the program's output. Runs in an environment with requirements.txt: `make test-formats`."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

import duckdb  # noqa: E402
import spacy  # noqa: E402
from pyld import jsonld  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.training.converters import conll_ner_to_docs  # noqa: E402

import program  # noqa: E402

# Astral characters, two blanks, CRLF, a no-break space, a tab and a combining accent beside what rules find.
TRICKY = ("\U0001f6a2 Türkiye joins  NATO\r\n\r\nANKARA, Oct 16, 2024 - Rio Tinto plans to acquire Teck Resources for €12\u00a0million.\n\n"
          "\t𝔸 cafe\u0301: revenue at Teck Resources rose 12% to $3.4 billion in 2023. Germany did not buy over 10,000 tonnes of copper.  ")

# The terms of http://www.w3.org/ns/anno.jsonld that the writer uses, after the Web Annotation Vocabulary.
OA, AS, DC, DCTERMS, RDF = ("http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
                            "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
CONTEXT = {"@context": {
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"}, "Annotation": OA + "Annotation", "TextualBody": OA + "TextualBody",
    "SpecificResource": OA + "SpecificResource", "TextPositionSelector": OA + "TextPositionSelector", "TextQuoteSelector": OA + "TextQuoteSelector",
    "AnnotationPage": AS + "OrderedCollectionPage", "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"}, "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"}, "source": {"@id": OA + "hasSource", "@type": "@id"}, "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"}, "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"}, "classifying": OA + "classifying",
    "linking": OA + "linking", "value": RDF + "value", "format": DC + "format", "start": {"@id": OA + "start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}, "exact": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix"}}


Doc.set_extension("sluice", default=None)


class Readers(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.sluice("convert", os.path.abspath(os.path.join(program.SOURCE, "corpus", "dev")), "corpus.jsonl", "--quiet")
        with open(self.path("corpus.jsonl"), encoding="utf-8") as lines:
            texts = [json.loads(line) for line in lines]
        lines = [{"id": t["id"], "text": t["text"], "date": t.get("date")} for t in texts] + [{"id": "tricky", "text": TRICKY, "date": "2024-10-16"}, {"id": "none", "text": ""}]
        self.source = self.file("in.jsonl", "\n".join(map(json.dumps, lines)))
        self.results = self.lines("extract", "--with-text", self.source)

    def formatted(self, name):
        return self.sluice("extract", "--format", name, self.source).decode()

    def test_spacy_reads_documents(self):
        vocabulary = spacy.blank("en").vocab
        docs = []
        for line, result in zip(map(json.loads, self.formatted("spacy").splitlines()), self.results):
            doc = Doc(vocabulary).from_json(line, validate=True)
            doc._.sluice = line["sluice"]
            docs.append(doc)
            self.assertEqual(doc.text, result["text"])
            self.assertEqual([(s.start_char, s.end_char, s.label_, s.kb_id_) for s in doc.spans["sc"]],
                             [(m["start"], m["end"], m["type"], m.get("entity", "")) for m in result["mentions"]])
            for entity in doc.ents:
                self.assertIn((entity.start_char, entity.end_char, entity.label_), [(m["start"], m["end"], m["type"]) for m in result["mentions"]])
            self.assertEqual([f["type"] for f in doc._.sluice["facts"]], [f["type"] for f in result["facts"]])
            if result["text"].strip():
                self.assertGreater(len(list(doc.sents)), 0)
        # What spaCy writes itself is read again.
        self.file("back.jsonl", "".join(json.dumps(doc.to_json(underscore=["sluice"])) + "\n" for doc in docs))
        back = self.lines("convert", "back.jsonl", "-", "--to", "jsonl", "--from", "spacy", "--quiet")
        self.assertEqual([{k: v for k, v in r.items() if k != "engine"} for r in back], [{k: v for k, v in r.items() if k != "engine"} for r in self.results])
        self.file("bare.jsonl", "".join(json.dumps(doc.to_json()) + "\n" for doc in docs))
        bare = self.lines("convert", "bare.jsonl", "-", "--to", "jsonl", "--from", "spacy", "--quiet")
        self.assertEqual([[(m["text"], m["type"]) for m in r["mentions"]] for r in bare], [[(m["text"], m["type"]) for m in r["mentions"]] for r in self.results])

    def test_spacy_aligns_tasks_of_prodigy(self):
        nlp = spacy.blank("en")
        for line, result in zip(self.formatted("prodigy").splitlines(), self.results):
            task = json.loads(line)
            self.assertEqual(task["text"], result["text"])
            doc = Doc(nlp.vocab, words=[t["text"] for t in task["tokens"]], spaces=[t["ws"] for t in task["tokens"]])
            for span in task["spans"]:
                self.assertEqual(task["text"][span["start"]:span["end"]].split(), doc[span["token_start"]:span["token_end"] + 1].text.split())

    def test_spacy_converts_columns(self):
        docs = list(conll_ner_to_docs(self.formatted("conll"), no_print=True))
        self.assertGreater(len(docs), 10)
        found = [(e.label_, "".join(e.text.split())) for doc in docs for e in doc.ents]
        expected = []
        for result in self.results:
            end = 0
            for m in sorted(result["mentions"], key=lambda m: (m["start"], -m["end"])):
                if m["start"] >= end:
                    expected.append((m["type"], "".join(m["text"].split())))
                    end = m["end"]
        self.assertEqual(found, expected)

    def test_duckdb_reads_lines_and_tables(self):
        self.sluice("extract", "-o", "out.jsonl.gz", self.source)
        self.sluice("extract", "--format", "csv", "-o", "out.csv", self.source)
        base = duckdb.connect()
        count, = base.execute("SELECT count(*) FROM read_json_auto(?, maximum_object_size=33554432)", [self.path("out.jsonl.gz")]).fetchone()
        self.assertEqual(count, len(self.results))
        facts = base.execute("SELECT f.type, count(*) FROM (SELECT unnest(facts) AS f FROM read_json_auto(?, maximum_object_size=33554432)) GROUP BY 1", [self.path("out.jsonl.gz")]).fetchall()
        expected = {}
        for result in self.results:
            for fact in result["facts"]:
                expected[fact["type"]] = expected.get(fact["type"], 0) + 1
        self.assertEqual(dict(facts), expected)
        rows = base.execute("SELECT document, type, role, text FROM read_csv(?, header=true, all_varchar=true)", [self.path("out.csv")]).fetchall()
        self.assertEqual(rows, [(r["id"], f["type"], a["role"], a["text"]) for r in self.results for f in r["facts"] for a in f["args"]])

    def test_a_json_ld_processor_understands_annotations(self):
        def loader(url, options=None):
            self.assertEqual(url, "http://www.w3.org/ns/anno.jsonld")
            return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

        for line, result in list(zip(self.formatted("webannotation").splitlines(), self.results))[-4:]:
            page, = jsonld.expand(json.loads(line), {"documentLoader": loader})
            self.assertEqual(page["@type"], [AS + "OrderedCollectionPage"])
            items = page.get(AS + "items", [{"@list": []}])[0]["@list"]
            self.assertEqual(len(items), len(result["mentions"]) + len(result["facts"]))
            text = result["text"]
            for item in items:
                self.assertEqual(item["@type"], [OA + "Annotation"])
                self.assertIn(item[OA + "motivatedBy"][0]["@id"], (OA + "classifying", OA + "linking"))
                selectors = item[OA + "hasTarget"][0][OA + "hasSelector"]
                position, quote = selectors
                self.assertEqual(text[position[OA + "start"][0]["@value"]:position[OA + "end"][0]["@value"]], quote[OA + "exact"][0]["@value"])
            if items:
                quads = jsonld.to_rdf(json.loads(line), {"documentLoader": loader, "format": "application/n-quads"})
                self.assertEqual(quads.count("<%shasTarget>" % OA), len(items))


program.run()
