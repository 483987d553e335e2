"""Sluice as a component of a spaCy pipeline.

>>> nlp = spacy.blank("en")
>>> nlp.add_pipe("sluice")
>>> doc = nlp("Sweden joined NATO in 2024.")
>>> doc.spans["sluice"], doc._.sluice.facts

The component sets `doc.spans["sluice"]`, one span for each mention with its type as label; `doc._.sluice`, the Document with entities and facts;
`span._.sluice_mention` on each of those spans; and, with `set_ents`, `doc.ents`.
"""

import itertools
import weakref
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional, Union

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span

from sluice._core import Document, Mention
from sluice.engine import Engine

# A Doc that is stored or sent to another process keeps how it was read; where an engine with these rules is there, it is read again when asked.
_HOW = "sluice"
_engines: "weakref.WeakValueDictionary[tuple[str, str], SluiceComponent]" = weakref.WeakValueDictionary()


_found: "weakref.WeakKeyDictionary[Doc, Document]" = weakref.WeakKeyDictionary()


def _document(doc: Doc) -> Document:
    found = _found.get(doc)
    if found is None:
        rules, options, date = doc.user_data.get(_HOW, ("", "", None))
        component = _engines.get((rules, options))
        if component is None:
            raise ValueError("this Doc has not been through a component 'sluice' that is loaded here: run the component on it")
        found = _found[doc] = component.engine.extract(doc.text, date)
    return found


def _mention(span: Span) -> Optional[Mention]:
    return next((m for m in _document(span.doc).mentions if m.type == span.label_ and m.id == span.id_), None)


if not Doc.has_extension("sluice"):
    Doc.set_extension("sluice", getter=_document)
if not Span.has_extension("sluice_mention"):
    Span.set_extension("sluice_mention", getter=_mention)


class SluiceComponent:
    """What the factory makes. Spans that begin or end inside a token are widened to the token."""

    def __init__(self, engine: Engine, *, spans_key: str = "sluice", set_ents: bool = False, date: Optional[str] = None, jobs: int = 1) -> None:
        self.engine = engine
        self.spans_key = spans_key
        self.set_ents = set_ents
        self.date = date
        self.jobs = jobs
        self._register()

    def _register(self) -> None:
        state = {key: value for key, value in self.engine.__getstate__().items() if key != "files"}
        self._key = (self.engine.rules_hash, repr(sorted(state.items())))
        _engines[self._key] = self

    def __call__(self, doc: Doc) -> Doc:
        return self._annotate(doc, self.engine.extract(doc.text, self.date))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        source = iter(stream)
        while docs := list(itertools.islice(source, batch_size)):
            for doc, found in zip(docs, self.engine.extract_many((d.text for d in docs), self.jobs, date=self.date)):
                yield self._annotate(doc, found)

    def _annotate(self, doc: Doc, found: Document) -> Doc:
        spans = []
        for mention in found.mentions:
            span = doc.char_span(mention.start, mention.end, label=mention.type, span_id=mention.id, alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans[self.spans_key] = spans
        if self.set_ents:
            doc.ents = spacy.util.filter_spans(spans)
        _found[doc] = found
        doc.user_data[_HOW] = [*self._key, self.date]
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules and options of the engine."""
        import srsly

        return bytes(srsly.msgpack_dumps(self.engine.__getstate__()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "SluiceComponent":
        import srsly

        state: dict[str, Any] = srsly.msgpack_loads(data)
        state["files"] = [tuple(file) for file in state["files"]]
        engine = Engine.__new__(Engine)
        engine.__setstate__(state)
        self.engine = engine
        self._register()
        return self

    def to_disk(self, path: Union[str, Path], *, exclude: Iterable[str] = ()) -> None:
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: Union[str, Path], *, exclude: Iterable[str] = ()) -> "SluiceComponent":
        return self.from_bytes(Path(path).read_bytes())


@Language.factory(
    "sluice",
    assigns=["doc._.sluice", "doc.spans", "span._.sluice_mention"],
    default_config={"rules": None, "standard": True, "date_order": "dmy", "date": None, "spans_key": "sluice", "set_ents": False, "jobs": 1},
)
def make_sluice(
    nlp: Language,
    name: str,
    rules: Optional[Union[str, list[str]]],
    standard: bool,
    date_order: str,
    date: Optional[str],
    spans_key: str,
    set_ents: bool,
    jobs: int,
) -> SluiceComponent:
    """Makes the component. `rules` names a directory of rules, or several; `date` is the date of texts that tell none."""
    engine = Engine(rules, standard=standard, date_order="mdy" if date_order == "mdy" else "dmy")
    return SluiceComponent(engine, spans_key=spans_key, set_ents=set_ents, date=date, jobs=jobs)
