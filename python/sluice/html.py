"""A document as HTML, for notebooks: the text with its mentions marked, and its facts in a table."""

from __future__ import annotations

from html import escape
from typing import Iterator

from sluice._core import Argument, Document, Fact, Mention

_HUES = {
    "person": 280, "organization": 215, "place": 140, "demonym": 165, "event": 320, "work": 300, "product": 190, "role": 260, "commodity": 90,
    "number": 45, "ordinal": 45, "percent": 35, "money": 55, "quantity": 25, "date": 5, "time": 0, "duration": 12, "set": 18,
}  # fmt: skip

_STYLE = (
    "<style>.sluice{font-family:sans-serif;line-height:1.9;color:#222;background:#fff;padding:.6em}"
    ".sluice .text{white-space:pre-wrap}.sluice mark{color:inherit;padding:.1em .15em;border-radius:.25em}"
    ".sluice mark small{font-size:.65em;margin-left:.35em;opacity:.75}.sluice table{border-collapse:collapse;line-height:1.4;margin-top:.8em}"
    ".sluice td,.sluice th{text-align:left;vertical-align:top;padding:.15em .8em .15em 0;border:0;background:none}.sluice i{opacity:.7}</style>"
)


def _pieces(mentions: list[Mention]) -> list[tuple[int, int, Mention]]:
    """Mentions as spans that nest: one that crosses the end of another is cut in two there."""
    waiting = [(m.start, m.end, m) for m in mentions]
    done: list[tuple[int, int, Mention]] = []
    open_ends: list[int] = []
    waiting.sort(key=lambda piece: (-piece[0], piece[1]))
    while waiting:
        start, end, mention = waiting.pop()
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            waiting.append((open_ends[-1], end, mention))
            waiting.sort(key=lambda piece: (-piece[0], piece[1]))
            end = open_ends[-1]
        open_ends.append(end)
        done.append((start, end, mention))
    return done


def _open(mention: Mention) -> str:
    said = [mention.type]
    if mention.entity and mention.entity.name != mention.text:
        said.append(mention.entity.name)
    if mention.value:
        said.append(str(mention.value))
    title = escape(" · ".join(said) + f" · {mention.rule}", quote=True)
    return f'<mark style="background:hsl({_HUES.get(mention.type, 0)},75%,87%)" title="{title}">'


def _marked(document: Document) -> Iterator[str]:
    text, at = document.text, 0
    ends: list[tuple[int, str]] = []

    def until(position: int) -> Iterator[str]:
        nonlocal at
        yield escape(text[at:position])
        at = position

    for start, end, mention in _pieces(document.mentions):
        while ends and ends[-1][0] <= start:
            last, label = ends.pop()
            yield from until(last)
            yield f"<small>{escape(label)}</small></mark>"
        yield from until(start)
        yield _open(mention)
        ends.append((end, mention.type))
    while ends:
        last, label = ends.pop()
        yield from until(last)
        yield f"<small>{escape(label)}</small></mark>"
    yield escape(text[at:])


def _filler(argument: Argument) -> str:
    shown = escape(argument.text)
    if argument.entity and argument.entity.name != argument.text:
        shown += f" <i>({escape(argument.entity.name)})</i>"
    return shown


def _row(fact: Fact) -> str:
    state = ("not " if fact.polarity == "negative" else "") + ("" if fact.modality == "actual" else fact.modality)
    roles = " &nbsp; ".join(f"<i>{escape(a.role)}</i> {_filler(a)}" for a in fact.arguments)
    source = _filler(fact.attribution) if fact.attribution else ""
    return f'<tr title="{escape(fact.rule, quote=True)}"><td><b>{escape(fact.type)}</b></td><td>{state.strip()}</td><td>{roles}</td><td>{source}</td></tr>'


def render(document: Document) -> str:
    """The HTML of a document. It stands alone: no script, nothing from the network."""
    facts = "".join(_row(fact) for fact in document.facts)
    table = f"<table><tr><th>fact</th><th></th><th>roles</th><th>source</th></tr>{facts}</table>" if facts else ""
    return f'{_STYLE}<div class="sluice"><div class="text">{"".join(_marked(document))}</div>{table}</div>'
