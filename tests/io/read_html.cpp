#include "io/read_html.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sluice;

namespace {

InputRecord read(std::string_view page) {
  InputRecord record;
  record.source = "page.html";
  read_html(page, record);
  return record;
}

/// Every run leads to the page: the same bytes where both sides are as long, else a reference or white space written otherwise.
void check_map(const InputRecord& record) {
  std::uint32_t at = 0;
  for (const SourceRun& run : record.source_map) {
    CHECK(run.begin >= at);
    REQUIRE(run.end <= record.text.size());
    REQUIRE(run.source_end <= record.page.size());
    const std::string_view piece = std::string_view(record.text).substr(run.begin, run.end - run.begin);
    const std::string_view there = std::string_view(record.page).substr(run.source_begin, run.source_end - run.source_begin);
    if (piece.size() == there.size()) CHECK(piece == there);
    else CHECK((there.starts_with('&') || there.ends_with(';')));
    at = run.end;
  }
}

const std::string paragraph = "The miner said on Tuesday that it would build a second plant, which is to make 10,000 tonnes of copper a year.";

}  // namespace

TEST_CASE("the story of a page, with the headline, without what stands around it") {
  const InputRecord record = read(
      "<!DOCTYPE html><html><head><title>Ore plant planned | The Daily</title><script>var a = '<p>no</p>';</script><style>p{}</style></head><body>"
      "<header><a href=/>The Daily</a></header><nav><ul><li><a>World</a><li><a>Business</a></ul></nav>"
      "<div class='layout with-sidebar'><article><header><h1>Ore  plant\n planned</h1><p class=byline>By Ann Ray</p></header>"
      "<p>" + paragraph + "</p><p>" + paragraph + "<br>Next&nbsp;line.</p><div class='share-bar'>Share this on a network that everybody uses for sharing things</div>"
      "<ul><li>One</li><li>Two</li></ul><table><tr><th>Metal<th>Tonnes</tr><tr><td>Copper</td> <td>10</td></tr></table></article>"
      "<aside><p>" + paragraph + "</p></aside></div><footer>All rights reserved</footer></body></html>");
  CHECK(!record.error);
  CHECK(record.text == "Ore plant planned\n\nBy Ann Ray\n\n" + paragraph + "\n\n" + paragraph + "\nNext\xC2\xA0line.\n\nOne\nTwo\n\nMetal | Tonnes\nCopper | 10\n");
  check_map(record);
}

TEST_CASE("a headline outside the story, or one that stands in the head alone, comes first") {
  const std::string story = "<div><div>" "<p>" + paragraph + "</p><p>" + paragraph + "</p></div></div>";
  CHECK(read("<body><h1>Head</h1><div><a>Home</a></div>" + story).text == "Head\n\n" + paragraph + "\n\n" + paragraph + "\n");
  CHECK(read("<title>Plant for copper is planned - The Daily</title><body>" + story).text.starts_with("Plant for copper is planned\n\nThe miner"));
  CHECK(read("<meta property='og:title' content='A &amp; B'><title>x</title>" + story).text.starts_with("A & B\n\nThe miner"));
}

TEST_CASE("the date that a page names, the better source first") {
  CHECK(read("<script type='application/ld+json'>{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"datePublished\":\"2024-10-16T09:00:00Z\"}]}</script>"
             "<meta property='article:published_time' content='2023-01-01'><p>x").date == "2024-10-16");
  CHECK(read("<meta name='date' content='20230203'><meta property='article:published_time' content='2024/05/06 10:00'><p>x").date == "2024-05-06");
  CHECK(read("<p>x <time datetime='2022-02-03T01:00'>yesterday</time>").date == "2022-02-03");
  CHECK(read("<script type='application/ld+json'>{broken</script><meta name=date content='soon'><p>x").date.empty());
  CHECK(read("<script type='application/ld+json'>{\"@type\":\"WebSite\",\"datePublished\":\"2024-10-16\"}</script><p>x").date.empty());
}

TEST_CASE("references, astral characters and line ends lead back to the page") {
  const InputRecord record = read("<p>A&amp;B &lt;c&gt; &#8364;12 &#x1F30D; \xF0\x9F\x9A\xA2 &nonsense; &copy2024 caf&eacute;\r\nnew &acE; &fjlig; a & b &amp;amp;</p><pre>x\r\n  y</pre>");
  CHECK(record.text == "A&B <c> \xE2\x82\xAC" "12 \xF0\x9F\x8C\x8D \xF0\x9F\x9A\xA2 &nonsense; \xC2\xA9" "2024 caf\xC3\xA9 new \xE2\x88\xBE\xCC\xB3 fj a & b &amp;\n\nx\ny\n");
  check_map(record);
  const auto run_at = [&](std::size_t at) {
    for (const SourceRun& run : record.source_map)
      if (run.begin <= at && at < run.end) return run;
    return SourceRun{};
  };
  const SourceRun euro = run_at(record.text.find("\xE2\x82\xAC"));
  CHECK(record.page.substr(euro.source_begin, euro.source_end - euro.source_begin) == "&#8364;");
  const std::size_t ship = record.text.find("\xF0\x9F\x9A\xA2");
  const SourceRun same = run_at(ship);
  CHECK(record.page.substr(same.source_begin + (ship - same.begin), 4) == "\xF0\x9F\x9A\xA2");
}

TEST_CASE("bad pages are read as far as they go, or refused with a reason") {
  CHECK(read("").text.empty());
  CHECK(read("<p>a<b>b<i>c</b>d</p>e").text == "abcd\n\ne\n");
  const InputRecord broken = read("<p>\xFFtext</p>");
  CHECK(broken.text == "\xEF\xBF\xBDtext\n");
  REQUIRE(broken.issues.size() == 1);
  CHECK(broken.issues[0].code == "I004");
  std::string deep;
  for (int i = 0; i < 300000; ++i) deep += "<div>";
  const InputRecord refused = read(deep + "x");
  REQUIRE(refused.error);
  CHECK(refused.error->code == "io.html");
  std::string attributes = "<p";
  for (int i = 0; i < 50000; ++i) attributes += " a" + std::to_string(i) + "='>'";
  CHECK(read(attributes + ">x</p>").error->message.find("500 attributes") != std::string::npos);
  std::string formatting = "<p>";
  for (int i = 0; i < 1900; ++i) formatting += "<b id=" + std::to_string(i) + '>';
  for (int i = 0; i < 20000; ++i) formatting += "<p>x";
  CHECK(read(formatting).error->message.find("<b>") != std::string::npos);
  CHECK(!read("<p style='a b c d e'><b>x<i>y<p>z").error);
  std::string wide;
  for (int i = 0; i < 20000; ++i) wide += "<p>x<br><script>if (a<b) document.write('<div><div>')</script><li>y";
  CHECK(!read(wide).error);
}
