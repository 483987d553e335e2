import pickle

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from conftest import GREETING

TEXT = "Sweden joined NATO in 2024. The Perth-based miner paid $420m."


def test_spans_and_facts():
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice")
    doc = nlp(TEXT)
    spans = {(s.text, s.label_) for s in doc.spans["sluice"]}
    assert {("Sweden", "place"), ("NATO", "organization"), ("2024", "date")} <= spans
    assert doc._.sluice.facts[0]["member"].text == "Sweden"
    for span in doc.spans["sluice"]:
        mention = span._.sluice_mention
        assert mention.type == span.label_
        # A span is the mention, or the tokens that it begins and ends in.
        assert span.start_char <= mention.start and mention.end <= span.end_char
    assert len(doc.ents) == 0


def test_ents_and_options():
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice", config={"set_ents": True, "spans_key": "found", "date": "2025-03-03"})
    doc = nlp("Sweden joined NATO last year.")
    assert [(e.text, e.label_) for e in doc.ents] == [("Sweden", "place"), ("NATO", "organization"), ("last year", "date")]
    assert [m.value.timex for m in doc._.sluice.mentions if m.type == "date"] == ["2024"]
    assert "found" in doc.spans


def test_pipe_is_call(corpus):
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice", config={"jobs": 2})
    texts = [r["text"] for r in corpus]
    one, many = (
        [[(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["sluice"]] for doc in docs] for docs in (map(nlp, texts), nlp.pipe(texts))
    )
    assert one == many
    assert sum(map(len, one)) > 300


def test_pipeline_is_saved_with_its_rules(tmp_path):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/greeting.rules").write_text(GREETING)
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice", config={"rules": str(tmp_path / "rules")})
    nlp.to_disk(tmp_path / "model")
    expected = [f.type for f in nlp("They said hello to NATO.")._.sluice.facts]
    assert expected == ["greeting"]
    again = spacy.load(tmp_path / "model")
    assert [f.type for f in again("They said hello to NATO.")._.sluice.facts] == expected
    (tmp_path / "rules/greeting.rules").unlink()
    plain = spacy.blank("en")
    plain.add_pipe("sluice")
    plain.from_bytes(nlp.to_bytes())
    assert [f.type for f in plain("They said hello to NATO.")._.sluice.facts] == expected


def test_docs_are_stored_with_their_spans():
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice", config={"date": "2025-03-03"})
    doc = nlp(TEXT)
    [bare] = DocBin(docs=[doc]).get_docs(nlp.vocab)
    assert [(s.text, s.label_) for s in bare.spans["sluice"]] == [(s.text, s.label_) for s in doc.spans["sluice"]]
    with pytest.raises(ValueError, match="sluice"):
        bare._.sluice
    for again in (Doc(nlp.vocab).from_bytes(doc.to_bytes()), pickle.loads(pickle.dumps(doc))):
        assert again._.sluice.to_json() == doc._.sluice.to_json()
        assert again.spans["sluice"][0]._.sluice_mention.text == "Sweden"


def test_other_processes():
    nlp = spacy.blank("en")
    nlp.add_pipe("sluice")
    texts = [f"Norland shipped {n} tonnes of copper." for n in range(50)]
    docs = list(nlp.pipe(texts, n_process=2, batch_size=10))
    assert [d._.sluice.to_json() for d in docs] == [nlp(t)._.sluice.to_json() for t in texts]
