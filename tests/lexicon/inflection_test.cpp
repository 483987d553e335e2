#include "lexicon/inflection.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/lexicon/make.hpp"

using namespace sluice;

TEST_CASE("regular verb forms") {
  struct Row {
    const char* base;
    Doubling doubling;
    const char* s;
    std::vector<std::string> ed, ing;
  };
  const Row rows[] = {
      {"work", Doubling::by_rule, "works", {"worked"}, {"working"}},
      {"plan", Doubling::by_rule, "plans", {"planned"}, {"planning"}},
      {"run", Doubling::by_rule, "runs", {"runned"}, {"running"}},
      {"prefer", Doubling::doubled, "prefers", {"preferred"}, {"preferring"}},
      {"visit", Doubling::by_rule, "visits", {"visited"}, {"visiting"}},
      {"travel", Doubling::either, "travels", {"traveled", "travelled"}, {"traveling", "travelling"}},
      {"boat", Doubling::by_rule, "boats", {"boated"}, {"boating"}},
      {"show", Doubling::by_rule, "shows", {"showed"}, {"showing"}},
      {"fix", Doubling::by_rule, "fixes", {"fixed"}, {"fixing"}},
      {"play", Doubling::by_rule, "plays", {"played"}, {"playing"}},
      {"supply", Doubling::by_rule, "supplies", {"supplied"}, {"supplying"}},
      {"produce", Doubling::by_rule, "produces", {"produced"}, {"producing"}},
      {"agree", Doubling::by_rule, "agrees", {"agreed"}, {"agreeing"}},
      {"tie", Doubling::by_rule, "ties", {"tied"}, {"tying"}},
      {"dye", Doubling::by_rule, "dyes", {"dyed"}, {"dyeing"}},
      {"singe", Doubling::single, "singes", {"singed"}, {"singeing"}},
      {"veto", Doubling::by_rule, "vetoes", {"vetoed"}, {"vetoing"}},
      {"panic", Doubling::by_rule, "panics", {"panicked"}, {"panicking"}},
      {"sync", Doubling::by_rule, "syncs", {"synced"}, {"syncing"}},
      {"quiz", Doubling::by_rule, "quizzes", {"quizzed"}, {"quizzing"}},
      {"quit", Doubling::by_rule, "quits", {"quitted"}, {"quitting"}},
      {"pass", Doubling::by_rule, "passes", {"passed"}, {"passing"}},
      {"launch", Doubling::by_rule, "launches", {"launched"}, {"launching"}},
      {"free", Doubling::by_rule, "frees", {"freed"}, {"freeing"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.base);
    CHECK(verb_s_form(row.base) == row.s);
    CHECK(verb_ed_forms(row.base, row.doubling) == row.ed);
    CHECK(verb_ing_forms(row.base, row.doubling) == row.ing);
  }
}

TEST_CASE("regular plurals and back") {
  struct Row {
    const char* singular;
    const char* plural;
  };
  for (const Row& row : {Row{"mine", "mines"}, {"company", "companies"}, {"day", "days"}, {"tax", "taxes"}, {"gas", "gases"},
                         {"church", "churches"}, {"house", "houses"}, {"oxide", "oxides"}, {"hero", "heroes"}, {"studio", "studios"},
                         {"price", "prices"}, {"glove", "gloves"}}) {
    CAPTURE(row.singular);
    const auto plurals = noun_plurals(row.singular);
    CHECK(std::find(plurals.begin(), plurals.end(), row.plural) != plurals.end());
    const auto singulars = singular_candidates(row.plural);
    CHECK(std::find(singulars.begin(), singulars.end(), row.singular) != singulars.end());
  }
  CHECK(singular_candidates("glass").empty());
  CHECK(singular_candidates("mine").empty());
  CHECK(singular_candidates("fishermen") == std::vector<std::string>{"fisherman"});
}

TEST_CASE("verb readings of a lexicon") {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  tests::Tables tables;
  tables.verbs = "plan\nprefer\tdouble\ntravel\teither\nleave\nread\n";
  tables.irregular_verbs = "# lemma past participle s ing present\nleave\tleft\tleft\nread\tread\tread\nbegin\tbegan\tbegun\t\tbeginning\nbe\twas|were\tbeen\tis\tbeing\tam|are\n"
                           "burn\tburned|burnt\tburned|burnt\n";
  builder.add_grammar(tests::pack_of(tables), diagnostics);
  CHECK(diagnostics.empty());
  CHECK(builder.is_verb_lemma("Plan"));
  CHECK_FALSE(builder.is_verb_lemma("planned"));
  const Lexicon lexicon = builder.build();
  const auto forms = [&](const char* word, const char* lemma) {
    const FoldId id = lexicon.find(word);
    if (id == no_fold) return 0;
    for (const VerbAnalysis& reading : lexicon.verbs(id))
      if (lexicon.text(reading.lemma) == lemma) return static_cast<int>(reading.forms);
    return 0;
  };
  CHECK(forms("left", "leave") == (vf_past | vf_participle));
  CHECK(forms("leaved", "leave") == 0);
  CHECK(forms("read", "read") == (vf_base | vf_past | vf_participle));
  CHECK(forms("reads", "read") == vf_s);
  CHECK(forms("beginning", "begin") == vf_ing);
  CHECK(forms("begins", "begin") == vf_s);
  CHECK(forms("are", "be") == vf_base);
  CHECK(forms("were", "be") == vf_past);
  CHECK(forms("bes", "be") == 0);
  CHECK(forms("burnt", "burn") == (vf_past | vf_participle));
  CHECK(forms("burning", "burn") == vf_ing);
  CHECK(forms("planned", "plan") == (vf_past | vf_participle));
  CHECK(forms("travelled", "travel") == (vf_past | vf_participle));
  CHECK(forms("traveled", "travel") == (vf_past | vf_participle));
  CHECK(forms("prefered", "prefer") == 0);
  CHECK(lexicon.is_verb_lemma(lexicon.find("be")));
  CHECK_FALSE(lexicon.is_verb_lemma(lexicon.find("was")));
}

TEST_CASE("grammar tables report what they cannot read") {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  tests::Tables tables;
  tables.closed_class = "the\tdeterminer\nfoo\tdeterminator\n";
  tables.verbs = "plan\ttriple\n";
  tables.irregular_verbs = "leave\tleft\n";
  builder.add_grammar(tests::pack_of(tables), diagnostics);
  std::vector<std::string> shown;
  for (const Diagnostic& d : diagnostics) shown.push_back(d.file + ":" + std::to_string(d.line) + " " + d.code);
  CHECK(shown == std::vector<std::string>{"grammar/closed_class.tsv:2 D021", "grammar/irregular_verbs.tsv:1 D022",
                                          "grammar/verbs.tsv:1 D023"});
}
