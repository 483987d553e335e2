#include "io/select.hpp"

#include <doctest/doctest.h>

#include "document.hpp"

using namespace sluice;

TEST_CASE("only some types: indexes fit what is left") {
  Document document = test::sample_document();
  select({{"organization", "trade"}, {}}, document);
  REQUIRE(document.mentions().size() == 1);
  CHECK(document.mentions()[0].type == "organization");
  REQUIRE(document.facts().size() == 1);
  CHECK(document.facts()[0].kind == "trade");
  // The place is no longer mentioned, but the pronoun that fills a role stands for it.
  REQUIRE(document.entities().size() == 2);
  CHECK(document.entities()[document.mentions()[0].entity].name == "Minerals Security Partnership");
  CHECK(document.entities()[document.facts()[0].arguments[0].entity].name == "T\xC3\xBCrkiye");
  CHECK(document.entities()[document.facts()[0].arguments[0].entity].mentions.empty());
}

TEST_CASE("a fact keeps its spans where its mentions went") {
  Document document = test::sample_document();
  select({{"membership"}, {}}, document);
  CHECK(document.mentions().empty());
  REQUIRE(document.facts().size() == 1);
  CHECK(document.facts()[0].arguments[0].mention == none);
  CHECK(document.facts()[0].arguments[1].span == test::find(document.text(), "MSP"));
  CHECK(document.entities().size() == 2);
}

TEST_CASE("only some zones") {
  Document document = test::sample_document();
  select({{}, {ZoneKind::title}}, document);
  CHECK(document.mentions().size() == 2);
  CHECK(document.facts().size() == 1);
  Document body = test::sample_document();
  select({{}, {ZoneKind::body}}, body);
  CHECK(body.mentions().size() == 3);
  REQUIRE(body.entities().size() == 1);
  CHECK(body.facts()[0].arguments[0].entity == 0);
  CHECK(body.facts()[0].kind == "trade");
}
