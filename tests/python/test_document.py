import datetime
import decimal
import json
import threading
import time

import pytest

import sluice

TEXT = "\U0001f30d Sweden joined NATO in 2024. Brightwater Resources Ltd bought over 85,000 tonnes of copper for $1.2 million last year, officials said. Kenya has not joined the OECD."


@pytest.fixture(scope="module")
def document(engine):
    return engine.extract(TEXT, "2025-03-03", id="a1")


def test_slices(document):
    assert document.text == TEXT
    assert len(document) == len(TEXT)
    everything = [*document.mentions, *document.facts, *document.zones, *(a for f in document.facts for a in f.arguments)]
    everything += [f.sentence for f in document.facts] + [f.trigger for f in document.facts]
    assert len(everything) > 20
    for part in everything:
        assert TEXT[part.start : part.end] == part.text
        assert part.document == document


def test_facts(document):
    joined, bought, *_, kenya = [f for f in document.facts if f.type in ("membership", "acquisition", "trade")]
    assert joined["member"].text == "Sweden"
    assert joined["member"].entity.name == joined["member"].name == "Sweden"
    assert joined["member"].mention in document.mentions
    assert joined["member"].mention.value.country == "SE"
    assert "date" in joined and "nothing" not in joined
    assert joined.get("nothing") is None
    with pytest.raises(KeyError):
        joined["nothing"]
    assert joined.polarity == "positive" and kenya.polarity == "negative"
    assert joined.modality == "actual" and joined.zone == "body"
    assert joined.trigger.text == "joined"
    assert joined.sentence.text.endswith("in 2024.")
    assert joined.rule.startswith("membership.")
    assert repr(joined) == "Fact('membership', member='Sweden', body='NATO', date='2024')"
    assert repr(kenya).endswith("negative)")
    assert bought.arguments[0].role


def test_values(document):
    by_type = {m.type: m for m in document.mentions}
    quantity = by_type["quantity"].value
    assert quantity.amount == decimal.Decimal(85000) and isinstance(quantity.amount, decimal.Decimal)
    assert (quantity.modifier, quantity.unit, quantity.dimension, quantity.si_unit) == (">", "t", "mass", "kg")
    assert quantity.si_amount == 85_000_000
    assert quantity.low is None and quantity.currency is None
    assert quantity.of.text == "copper"
    assert str(quantity) == ">85000 t"
    assert by_type["money"].value.amount == 1_200_000
    assert by_type["date"].value.timex == "2024"
    assert by_type["place"].entity is not None
    assert "Mention('quantity', 'over 85,000 tonnes', >85000 t)" == repr(by_type["quantity"])


def test_parts_compare(document, engine):
    assert document.mentions[0] == document.mentions[0]
    assert document.mentions[0] != document.mentions[1]
    assert document.mentions[0] != "Sweden"
    assert len({document.entities[0], document.entities[0]}) == 1
    assert document != engine.extract(TEXT, "2025-03-03", id="a1")
    entity = document.mentions[0].entity
    assert document.mentions[0] in entity.mentions


def test_parts_outlive_the_document(engine):
    mention = engine.extract("Sweden joined NATO.").mentions[0]
    assert mention.text == "Sweden"
    assert mention.document.text == "Sweden joined NATO."


def test_dates(engine):
    for date in ("2025-03-03", "2025-03-03T10:00:00", datetime.date(2025, 3, 3), datetime.datetime(2025, 3, 3, 9)):
        assert engine.extract("It ended last year.", date).mentions[0].value.timex == "2024"
    assert engine.extract("It ended.").date is None
    with pytest.raises(ValueError, match="3 March"):
        engine.extract("It ended.", "3 March")
    with pytest.raises(TypeError, match="int"):
        engine.extract("It ended.", 20250303)


def test_json(document, program):
    [line] = program([{"id": "a1", "text": TEXT, "date": "2025-03-03"}], raw=True)
    assert document.to_json() == line
    assert document.to_dict() == json.loads(line)
    [line] = program([{"id": "a1", "text": TEXT, "date": "2025-03-03"}], "--with-text", raw=True)
    assert document.to_json(with_text=True) == line


def test_every_document_is_as_the_program_says(engine, corpus, program):
    expected = program(corpus, raw=True)
    assert [d.to_json() for d in engine.extract_many(corpus)] == expected
    assert [d.to_json() for d in engine.extract_many(iter(corpus), jobs=3)] == expected


def test_broken_text(engine):
    document = engine.extract(b"Sweden \xff joined NATO.")
    assert document.text == "Sweden � joined NATO."
    assert document.issues[0].code == "T001"
    assert document.issues[0].offset == 7
    lone = engine.extract("Sweden \ud800 joined NATO.")
    assert lone.text[lone.mentions[1].start : lone.mentions[1].end] == "NATO"
    with pytest.raises(TypeError, match="str or bytes, not int"):
        engine.extract(7)


def test_repr(document, engine):
    assert repr(document).startswith("Document('\U0001f30d Sweden joined NATO")
    assert "id='a1'" in repr(document) and "facts=" in repr(document)
    assert repr(document.entities[0]) == "Entity('place', 'Sweden')"
    assert repr(engine).startswith("Engine(rules_hash='")
    assert bool(engine.extract(""))


def test_lock_is_released(engine):
    """A thread that counts goes on while another reads."""
    text = "Brightwater Resources Ltd bought Halvorsen Metals AB for $420 million last week.\n\n" * 4000
    engine.extract(text[:2000])
    counted = 0
    stop = threading.Event()

    def count():
        nonlocal counted
        while not stop.is_set():
            counted += 1
            time.sleep(0.0005)

    thread = threading.Thread(target=count)
    thread.start()
    before = counted
    started = time.monotonic()
    engine.extract(text)
    took = time.monotonic() - started
    during = counted - before
    stop.set()
    thread.join()
    assert took > 0.05
    assert during > 10


def test_threads_share_an_engine(engine, corpus):
    expected = [d.to_json() for d in engine.extract_many(corpus)]
    results = {}

    def read(number):
        results[number] = [engine.extract(r["text"], r.get("date"), id=r["id"], title=r.get("title", "")).to_json() for r in corpus]

    threads = [threading.Thread(target=read, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(results[n] == expected for n in range(4))


def test_module_function():
    assert sluice.extract("Sweden joined NATO in 2024.").facts[0].type == "membership"
    assert sluice.__version__.count(".") == 2
