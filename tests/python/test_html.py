import re
from html import unescape
from html.parser import HTMLParser

from sluice.html import _pieces


class Reader(HTMLParser):
    """The text of the first part, without labels, and that every element is closed in its turn."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.marks = [], "", 0

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))
        self.marks += tag == "mark"

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        inside = any(attrs.get("class") == "text" for _, attrs in self.open)
        if inside and "small" not in tags:
            self.text += data


def test_every_article(engine, corpus):
    for document in engine.extract_many(corpus):
        html = document._repr_html_()
        reader = Reader()
        reader.feed(html)
        assert reader.open == []
        assert reader.text == document.text
        assert reader.marks == len(_pieces(document.mentions)) >= len(document.mentions)
        assert html.count("<tr title=") == len(document.facts)


def test_markup_in_a_text_stays_text(engine):
    document = engine.extract('Sweden & <script>alert("x")</script> joined NATO & <b>Kenya</b>.')
    html = document._repr_html_()
    assert "<script" not in html and "<b>Kenya" not in html
    assert "alert(&quot;x&quot;)" in html


def test_what_it_says(engine):
    html = engine.extract("Brightwater Resources Ltd bought Halvorsen Metals AB for over $420 million. The company has not joined NATO.")._repr_html_()
    assert re.search(r'title="money · &gt;420000000 USD · grammar\.money"', html)
    assert "<b>acquisition</b>" in html
    assert unescape(html).count("organization") >= 2


def test_crossing_spans_are_cut():
    class Span:
        def __init__(self, start, end):
            self.start, self.end = start, end

    a, b, c = Span(0, 10), Span(5, 15), Span(6, 8)
    assert _pieces([a, b, c]) == [(0, 10, a), (5, 10, b), (6, 8, c), (10, 15, b)]
