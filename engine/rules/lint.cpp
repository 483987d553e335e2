#include "rules/lint.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "rules/print.hpp"
#include "text/analyze.hpp"

namespace sluice {
namespace {

// The folded tokens of a literal.
std::string folded(std::string_view text) {
  std::vector<Token> tokens;
  tokenize(text, 0, tokens);
  std::string out;
  for (const Token& token : tokens) {
    fold(text.substr(token.begin, token.end - token.begin), out);
    out += ' ';
  }
  return out;
}

// A pattern as one string: equal strings match the same.
void describe(const ast::Pattern& pattern, std::string& out);

void describe(const ast::Item& item, std::string& out) {
  out += static_cast<char>('a' + item.kind);
  out += item.kind == ast::Item::literal ? folded(item.text) : item.text;
  out += '\x1';
  out += item.verb_form + '\x1' + item.capture + (item.each ? "\x2" : "\x1");
  out += std::to_string(item.minimum) + ',' + std::to_string(item.maximum) + ',' + std::to_string(item.number);
  for (const ast::Feature& feature : item.features_list) out += (feature.negated ? '!' : '&') + feature.name + '(' + feature.list;
  for (const ast::Pattern& inner : item.patterns) describe(inner, out);
  out += '\x3';
}

void describe(const ast::Sequence& sequence, std::string& out) {
  for (const ast::Item& item : sequence) describe(item, out);
  out += '\x4';
}

void describe(const ast::Pattern& pattern, std::string& out) {
  for (const ast::Sequence& sequence : pattern.alternatives) describe(sequence, out);
  out += '\x5';
}

// What a rule answers to, without its conditions.
std::string describe(const ast::Rule& rule) {
  std::string out = rule.type + '\x6';
  for (const ast::Pattern& match : rule.matches) describe(match, out);
  for (const auto* lemmas : {&rule.verbs, &rule.nouns}) {
    for (const ast::Lemma& lemma : *lemmas) out += lemma.word + '\x1' + lemma.particle + '\x2';
    out += '\x6';
  }
  for (const ast::FramePart& part : rule.parts) {
    out += static_cast<char>('a' + part.kind);
    for (const std::string& preposition : part.prepositions) out += preposition + '\x1';
    for (const ast::Pattern& bind : part.binds) describe(bind, out);
  }
  return out;
}

class Linter {
 public:
  Linter(const ast::Rules& rules, const CheckOptions& options, Reporter& reporter)
      : rules_(rules), options_(options), reporter_(reporter) {}

  void run() {
    for (const ast::LetDeclaration& let : rules_.lets)
      if (!let.broken) lets_.emplace(let.name, &let);
    for (const ast::LetDeclaration& let : rules_.lets)
      if (!let.broken) pattern(let.pattern);
    for (const ast::WordsDeclaration& words : rules_.words)
      if (!words.broken) entries(words);
    for (const ast::Rule& rule : rules_.rules)
      if (!rule.broken) one(rule);
    shadowed_rules();
  }

 private:
  const ast::Rules& rules_;
  const CheckOptions& options_;
  Reporter& reporter_;
  std::unordered_map<std::string_view, const ast::LetDeclaration*> lets_;
  std::unordered_set<std::string> cut_well_;   // literals that were looked at
  std::vector<Token> tokens_;

  void one(const ast::Rule& rule) {
    const std::string id = rule.type + "." + rule.id;
    const auto has = [&](ast::Example::Kind kind) {
      return std::any_of(rule.examples.begin(), rule.examples.end(), [&](const ast::Example& e) { return e.kind == kind; });
    };
    if (!has(ast::Example::test)) reporter_.report("L001", rule.place, {id});
    if (!has(ast::Example::reject)) reporter_.report("L002", rule.place, {id});
    for (const ast::Pattern& p : rule.matches) pattern(p);
    for (const ast::Pattern& p : rule.unless) pattern(p);
    if (rule.glue) pattern(*rule.glue);
    for (const ast::FramePart& part : rule.parts)
      for (const ast::Pattern& p : part.binds) pattern(p);
    if (options_.is_verb)
      for (const ast::Lemma& verb : rule.verbs)
        if (!options_.is_verb(verb.word)) reporter_.report("L004", verb.place, {verb.word});
  }

  void pattern(const ast::Pattern& p) {
    alternatives(p);
    for (const ast::Sequence& sequence : p.alternatives)
      for (const ast::Item& item : sequence) {
        if (item.kind == ast::Item::literal || item.kind == ast::Item::exact) literal(item);
        // A form of a noun needs no table; one that only verbs have does.
        if (item.kind == ast::Item::form && options_.is_verb && !item.verb_form.empty() && item.verb_form != "plural" &&
            !options_.is_verb(item.text))
          reporter_.report("L004", item.place, {item.text});
        if (item.maximum == ast::unbounded && takes_anything(item)) reporter_.report("L014", item.place, {print_item(item)});
        for (const ast::Pattern& inner : item.patterns) pattern(inner);
      }
  }

  // Whether an item says nothing of the word that it takes, or only what it is not.
  static bool takes_anything(const ast::Item& item) {
    if (item.kind == ast::Item::features)
      return std::all_of(item.features_list.begin(), item.features_list.end(), [](const ast::Feature& f) { return f.negated; });
    if (item.kind == ast::Item::regex) return item.text == ".*" || item.text == ".+";
    if (item.kind != ast::Item::group || item.patterns.empty()) return false;
    const auto& alternatives = item.patterns[0].alternatives;
    return std::any_of(alternatives.begin(), alternatives.end(), [](const ast::Sequence& s) { return s.size() == 1 && takes_anything(s[0]); });
  }

  static bool is_plain(const ast::Sequence& sequence, ast::Item::Kind kind) {
    return sequence.size() == 1 && sequence[0].kind == kind && sequence[0].capture.empty() && sequence[0].minimum == 1 && sequence[0].maximum == 1;
  }

  // The names that a plain name is a choice of; itself, where it is no sub-pattern or one that is more than names.
  void names(const std::string& name, std::unordered_set<std::string>& out, int depth = 0) const {
    const auto let = lets_.find(name);
    const bool choice = let != lets_.end() && depth < 16 &&
                        std::all_of(let->second->pattern.alternatives.begin(), let->second->pattern.alternatives.end(),
                                    [](const ast::Sequence& s) { return is_plain(s, ast::Item::reference); });
    if (!choice) {
      out.insert(name);
      return;
    }
    for (const ast::Sequence& s : let->second->pattern.alternatives) names(s[0].text, out, depth + 1);
  }

  void alternatives(const ast::Pattern& p) {
    if (p.alternatives.size() < 2) return;
    std::unordered_set<std::string> seen, named, words;
    for (const ast::Sequence& sequence : p.alternatives) {
      std::string key;
      describe(sequence, key);
      bool needless = !seen.insert(std::move(key)).second;
      if (is_plain(sequence, ast::Item::reference)) {
        std::unordered_set<std::string> own;
        names(sequence[0].text, own);
        needless = needless || std::all_of(own.begin(), own.end(), [&](const std::string& n) { return named.contains(n); });
        named.insert(own.begin(), own.end());
      }
      if (is_plain(sequence, ast::Item::literal)) words.insert(folded(sequence[0].text));
      if (is_plain(sequence, ast::Item::exact)) needless = needless || words.contains(folded(sequence[0].text));
      if (needless) reporter_.report("L005", sequence.front().place, {});
    }
  }

  // An entry in small letters fits in any case: one that differs from it in capitals alone is never needed.
  void entries(const ast::WordsDeclaration& list) {
    struct Small { std::string_view phrase; ast::Place place; };
    std::unordered_map<std::string, Small> small;
    for (const auto& entry : list.entries)
      for (const std::string& phrase : entry.phrases)
        if (list.any_case || std::none_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
          small.try_emplace(folded(phrase), Small{phrase, entry.place});
    for (const auto& entry : list.entries)
      for (const std::string& phrase : entry.phrases) {
        const auto found = small.find(folded(phrase));
        if (found == small.end() || found->second.phrase == phrase) continue;
        reporter_.report("L013", entry.place, {phrase, found->second.phrase, rules_.files[found->second.place.file] + ":" + std::to_string(found->second.place.line)});
      }
  }

  // Tokens of `text` inside `around`, parted by bars.
  std::string cut(const std::string& around, std::size_t begin, std::size_t end) {
    tokens_.clear();
    tokenize(around, 0, tokens_);
    std::string out;
    for (const Token& token : tokens_) {
      if (token.end <= begin || token.begin >= end) continue;
      if (!out.empty()) out += " | ";
      out += std::string_view(around).substr(token.begin, token.end - token.begin);
    }
    return out;
  }

  void literal(const ast::Item& item) {
    if (!cut_well_.insert(item.text).second) return;
    const std::size_t size = item.text.size();
    const std::string alone = cut(item.text, 0, size);
    const std::string spaced = cut("x " + item.text + " x", 2, 2 + size);
    if (spaced == alone || cut("x" + item.text + " x", 1, 1 + size) == alone) return;
    reporter_.report("L003", item.place, {item.text, spaced});
  }

  // A rule whose pattern another one has too, without conditions and with no lower priority, is beaten wherever it matches.
  void shadowed_rules() {
    std::unordered_set<std::string_view> keep_all;
    for (const ast::ResolveDeclaration& resolve : rules_.resolves)
      if (resolve.policy == "all") keep_all.insert(resolve.name);
    std::unordered_map<std::string, const ast::Rule*> best;
    std::vector<std::pair<const ast::Rule*, std::string>> keys;
    for (const ast::Rule& rule : rules_.rules) {
      if (rule.broken || keep_all.contains(rule.type)) continue;
      keys.emplace_back(&rule, describe(rule));
      if (!rule.where.empty() || !rule.unless.empty() || rule.glue) continue;
      const ast::Rule*& winner = best[keys.back().second];
      if (winner == nullptr || winner->priority < rule.priority) winner = &rule;
    }
    for (const auto& [rule, key] : keys) {
      const auto found = best.find(key);
      if (found == best.end() || found->second == rule || found->second->priority < rule->priority) continue;
      if (found->second->priority == rule->priority && found->second > rule) continue;   // the earlier one wins
      reporter_.report("L010", rule->place, {rule->type + "." + rule->id, found->second->type + "." + found->second->id});
    }
  }
};

}  // namespace

void lint_rules(const ast::Rules& rules, const CheckOptions& options, Reporter& reporter) {
  Linter(rules, options, reporter).run();
}

}  // namespace sluice
