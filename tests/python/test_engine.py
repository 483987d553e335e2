import copy
import multiprocessing
import pickle

import pytest

import sluice
from conftest import GREETING, SOURCE


def test_own_rules(tmp_path):
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/greeting.rules").write_text(GREETING)
    for rules in (tmp_path, str(tmp_path), [tmp_path], {"facts/greeting.rules": GREETING}, {"facts/greeting.rules": GREETING.encode()}):
        engine = sluice.Engine(rules)
        assert engine.rules == {"facts/greeting.rules": GREETING.encode()}
        [fact] = engine.extract("They said hello to NATO.").facts
        assert fact.type == "greeting" and fact["who"].text == "NATO"
        assert engine.rules_hash != sluice.Engine().rules_hash


def test_errors_have_a_position(tmp_path):
    (tmp_path / "bad.rules").write_text(GREETING + "\nrule Greeting.broken {\n  match ~~\n}\n")
    with pytest.raises(sluice.RuleError) as caught:
        sluice.Engine(tmp_path)
    error = caught.value
    assert error.file == f"{tmp_path}/bad.rules"
    assert error.line == 9 and error.column > 1
    assert f"{tmp_path}/bad.rules:9:" in str(error)
    assert error.diagnostics[0].code[0] == "S"
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert (again.line, str(again)) == (error.line, str(error))


def test_wrong_use(tmp_path):
    with pytest.raises(sluice.RuleError, match="no such directory"):
        sluice.Engine(tmp_path / "nothing")
    with pytest.raises(sluice.SluiceError, match="no rule file"):
        sluice.Engine(standard=False)
    with pytest.raises(ValueError, match="cellar"):
        sluice.Engine(zones=["cellar"])
    with pytest.raises(ValueError, match="ymd"):
        sluice.Engine(date_order="ymd")
    with pytest.raises(ValueError, match="month"):
        sluice.Engine(fiscal_year_start=13)
    with pytest.raises(TypeError):
        sluice.Engine(only="place")


def test_options():
    text = "Sweden joined NATO on 5/6/2024 for €12 million."
    only = sluice.Engine(only=["money", "membership"])
    document = only.extract(text)
    assert {m.type for m in document.mentions} == {"money"}
    assert {f.type for f in document.facts} == {"membership"}
    assert [m.value.timex for m in sluice.Engine(only=["date"]).extract(text).mentions] == ["2024-06-05"]
    assert [m.value.timex for m in sluice.Engine(only=["date"], date_order="mdy").extract(text).mentions] == ["2024-05-06"]
    assert sluice.Engine(zones=["title"]).extract(text).mentions == []


def _facts(engine):
    document = engine.extract("They said hello to NATO for €12 million on 5/6/2024.")
    return [repr(f) for f in document.facts], [repr(m) for m in document.mentions]


def test_pickle():
    engine = sluice.Engine({"greeting.rules": GREETING}, only=["greeting", "date"], date_order="mdy")
    pickled = pickle.dumps(engine)
    assert len(pickled) < 5000
    expected = _facts(engine)
    assert expected[0] == ["Fact('greeting', who='NATO')"] and len(expected[1]) == 1
    for again in (pickle.loads(pickled), copy.copy(engine), copy.deepcopy(engine)):
        assert _facts(again) == expected
        assert again.rules_hash == engine.rules_hash
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply_async(_facts, (engine,)).get(timeout=300) == expected


def test_many(engine):
    inputs = ["Sweden joined NATO.", b"Kenya joined the OECD.", ("third", "Norland joined NATO."), {"id": 4, "text": "It ended last year.", "date": "2020-01-01"}]
    documents = list(engine.extract_many(inputs, date="2025-01-01"))
    assert [d.id for d in documents] == ["", "", "third", "4"]
    assert [d.date for d in documents] == ["2025-01-01", "2025-01-01", "2025-01-01", "2020-01-01"]
    assert documents[3].mentions[0].value.timex == "2019"
    for wrong in (7, {"id": "x"}, ("a", "b", "c")):
        with pytest.raises((TypeError, ValueError)):
            list(engine.extract_many([wrong]))
    with pytest.raises(TypeError):
        engine.extract_many("one text")
    with pytest.raises(ValueError):
        engine.extract_many([], jobs=0)


def test_many_is_lazy(engine):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield "Sweden joined NATO."

    results = engine.extract_many(endless(), jobs=2)
    for _ in range(3):
        next(results)
    assert len(taken) <= 256


def test_check(tmp_path):
    good = sluice.check({"greeting.rules": GREETING}, standard=False)
    bad = sluice.check({"greeting.rules": GREETING.replace('"Hello."', '"Hello to NATO."')})
    assert bad.failed == 1 and not bad.ok
    assert any(d.code == "E002" and d.line == 5 for d in bad.diagnostics)
    assert sluice.check({"broken.rules": "nonsense"}).diagnostics[0].line == 1
    assert not sluice.check({"broken.rules": "nonsense"}).ok
    assert good.tests <= 2


def test_evaluate(engine):
    scores = engine.evaluate(SOURCE / "corpus/dev", disagreements=5)
    assert scores.documents > 5
    assert 0 < scores.facts.f1 <= 1
    assert scores.facts.right + scores.facts.missed > 50
    assert scores.raw["facts"]["f1"] == scores.facts.f1
    assert len(scores.disagreements) <= 5
    with pytest.raises(sluice.SluiceError, match="/no/gold"):
        sluice.evaluate("/no/gold")


def test_bad_gold_has_a_position(tmp_path):
    (tmp_path / "a.gold").write_text("id: a\n---\n[Sweden|place joined.\n---\n")
    with pytest.raises(sluice.RuleError) as caught:
        sluice.evaluate(tmp_path)
    assert caught.value.line == 3 and caught.value.file.endswith("a.gold")
