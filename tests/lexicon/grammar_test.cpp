// The word tables that ship, as the engine reads them.
#include <doctest/doctest.h>

#include "tests/lexicon/make.hpp"

using namespace sluice;

namespace {

Lexicon shipped() {
  Pack pack;
  Diagnostics diagnostics;
  pack.add_directory(std::string(SLUICE_SOURCE_DIR) + "/rules", diagnostics);
  LexiconBuilder builder;
  builder.add_grammar(pack, diagnostics);
  for (const Diagnostic& d : diagnostics) MESSAGE(d);
  CHECK(diagnostics.empty());
  return builder.build();
}

}  // namespace

TEST_CASE("shipped tables: homographs, forms, classes") {
  const Lexicon lexicon = shipped();
  WordCache words(lexicon);
  std::size_t lemmas = 0;
  for (FoldId id = 0; id < lexicon.size(); ++id) lemmas += lexicon.is_verb_lemma(id) ? 1 : 0;
  CHECK(lemmas >= 6000);

  for (const char* both : {"plan", "report", "deal", "talks", "rise", "fall", "increase", "cut", "supply", "exports", "import", "offer",
                           "bid", "work", "visit", "plant", "mine", "use", "demand", "trade", "share", "lead", "head", "launch", "drop"}) {
    CAPTURE(both);
    const Word& word = words[words.id(both)];
    CHECK((word.classes & wc_noun) != 0);
    CHECK(word.verbs_count != 0);
  }
  struct Form { const char* word; const char* lemma; int forms; };
  for (const Form& form : {Form{"travelled", "travel", vf_past | vf_participle}, {"traveled", "travel", vf_past | vf_participle},
                           {"preferred", "prefer", vf_past | vf_participle}, {"visited", "visit", vf_past | vf_participle},
                           {"referred", "refer", vf_past | vf_participle}, {"controlling", "control", vf_ing},
                           {"developed", "develop", vf_past | vf_participle}, {"withdrew", "withdraw", vf_past},
                           {"undergone", "undergo", vf_participle}, {"said", "say", vf_past | vf_participle},
                           {"sought", "seek", vf_past | vf_participle}, {"is", "be", vf_s}, {"funded", "fund", vf_past | vf_participle}}) {
    CAPTURE(form.word);
    const VerbAnalysis* reading = words.verb(words[words.id(form.word)], lexicon.find(form.lemma));
    REQUIRE(reading != nullptr);
    CHECK(static_cast<int>(reading->forms) == form.forms);
  }
  for (const char* wrong : {"visitted", "developped", "prefered", "refered", "goed", "seeked"}) {
    CAPTURE(wrong);
    CHECK(words[words.id(wrong)].verbs_count == 0);
  }
  struct Noun { const char* word; const char* singular; bool plural; };
  for (const Noun& noun : {Noun{"companies", "company", true}, {"women", "woman", true}, {"people", "person", true}, {"news", "news", false},
                           {"analyses", "analysis", true}, {"aircraft", "aircraft", false}, {"goods", "goods", true}, {"tonnes", "tonne", true},
                           {"leaves", "leaf", true}, {"gas", "gas", false}, {"months", "month", true}}) {
    CAPTURE(noun.word);
    const Word& word = words[words.id(noun.word)];
    REQUIRE(word.noun != no_fold);
    CHECK(lexicon.text(word.noun) == noun.singular);
    CHECK(word.plural == noun.plural);
  }
  struct Class { const char* word; std::uint32_t has, has_not; };
  for (const Class& c : {Class{"the", wc_determiner, wc_noun}, {"would", wc_modal, wc_noun | wc_possible_modal}, {"could", wc_possible_modal, 0},
                         {"n't", wc_negation, 0}, {"'s", wc_possessive_marker | wc_be | wc_have, 0}, {"if", wc_conditional | wc_subordinator, 0},
                         {"to", wc_to | wc_preposition, 0}, {"she", wc_feminine | wc_pronoun, 0}, {"which", wc_relative, 0},
                         {"dozen", wc_number_word, 0}, {"officially", wc_adverb, wc_adjective}, {"highest", wc_adjective, 0},
                         {"year", wc_time_noun | wc_noun, 0}, {"up", wc_particle | wc_preposition, wc_noun}, {"are", wc_be | wc_auxiliary, wc_noun}}) {
    CAPTURE(c.word);
    const std::uint32_t classes = words[words.id(c.word)].classes;
    CHECK((classes & c.has) == c.has);
    CHECK((classes & c.has_not) == 0);
  }
}
