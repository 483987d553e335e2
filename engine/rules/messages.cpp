#include "rules/messages.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sluice {
namespace {

constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;
constexpr Severity note = Severity::note;

constexpr auto table = std::to_array<Message>({
    {"S001", error, "'{0}' means nothing here", "words of the text stand in quotes: \"...\""},
    {"S002", error, "this {0} is not closed on its line", "close it, or escape a quote inside with a backslash"},
    {"S003", error, "these bytes are not UTF-8", "save the file as UTF-8"},
    {"S004", error, "expected {0}, found {1}", ""},
    {"S005", error, "'{0}' is not expected here", ""},
    {"S006", error, "expected a declaration, found {0}",
        "a declaration begins with words, let, entity, fact, template, rule, frame, resolve or suite"},
    {"S007", error, "unknown clause '{0}'",
     "a clause begins with match, where, set, alias, unless, test, reject or todo; a frame part with verb, noun, subject, object, "
     "complement, possessor, adverbial or with"},
    {"S008", error, "the '{' of {0} is not closed", "close it with '}' before the next declaration"},
    {"S009", error, "nested more than {0} deep", "give the inner part a name with let"},
    {"S010", note, "further diagnostics of this file are not shown", "mend those above first"},

    {"C001", error, "unknown name '{0}'", "declare it with let, words or entity, or use a built-in type"},
    {"C002", error, "unknown type '{0}' of this rule", "declare it with fact or entity"},
    {"C003", error, "'{0}' is declared twice", "the other declaration stands at {1}"},
    {"C004", error, "rule '{0}' is declared twice", "the other one stands at {1}"},
    {"C005", error, "let refers to itself: {0}", "a sub-pattern may not recurse; use a repetition: + or *"},
    {"C006", error, "a lower-case '{0}' stands for nothing here", "words of the text stand in quotes: \"{0}\""},
    {"C007", error, "'{0}' is a fact type, and patterns cannot read facts", "refer to entity types, lists, sub-patterns and values"},

    {"C010", error, "'{0}' is no role of {1}", "the roles are {2}; a capture that only helps begins with '_'"},
    {"C011", error, "role '{0}' stays empty on some path through this rule",
        "capture it on each path, or mark the slot with '?' in the schema"},
    {"C012", error, "none of {0} can be filled by this rule", "one_of in the schema wants at least one of them"},
    {"C013", error, "role '{0}' takes {1}, and this gives {2}", "name one of its types, or widen the slot in the schema"},
    {"C014", error, "nothing can fill the slot '{0}': no rule, list or grammar makes a {1}", "write a rule for it, or take another type"},
    {"C015", error, "slot '{0}' is declared twice", "give each slot one line"},
    {"C016", error, "one_of names '{0}', which is no slot", "name slots of this schema"},
    {"C017", error, "'each' takes a fact's role apart; {0} is an entity type", "leave out 'each'"},
    {"C018", error, "the capture '{0}' stands inside a repetition and would be filled more than once",
        "capture the whole repetition, or use each"},
    {"C019", error, "the capture '{0}' stands where nothing is kept", "look-arounds, unless and glue capture nothing"},
    {"C020", error, "alias '{0}' is no capture of this rule", "capture it in the pattern: {0}:..."},
    {"C021", error, "alias belongs to entity rules, and {0} is a fact type", "aliases are learnt by a rule of the entity's type"},
    {"C022", error, "more than {0} captures in one rule", "split the rule"},
    {"C023", error, "more than {0} slots in one schema", "split the schema"},
    {"C024", error, "'{0}' can be nothing but whole: one slot type at a time", "a let that is a slot's type must be names parted by '|'"},

    {"C030", error, "unknown test '{0}'",
        "tests are initials, same, distinct, filled, capitalised, sentence_first, in, not_in, zone, headline, title_case, "
     "content, length, value, text; a capture, modality, polarity, voice and tense can be compared"},
    {"C031", error, "{0} takes {1}", ""},
    {"C032", error, "'{0}' is no capture of this rule", "capture it in the pattern: {0}:..."},
    {"C033", error, "'{0}' is no word list", "in() and not_in() ask a list declared with words"},
    {"C034", error, "'{0}' is no value of {1}", "its values are {2}"},
    {"C035", error, "{0} cannot be compared this way", "use {1}"},
    {"C036", error, "'{0}' cannot be set in {1}", "{2}"},
    {"C037", error, "unknown function '{0}'", "value(capture) is the value of a list entry, text(capture) the words themselves"},
    {"C038", error, "'{0}' belongs to frames and fact rules", "an entity rule sees no clause"},

    {"C040", error, "unknown feature '{0}'",
        "features are cap, upper, lower, digit, acronym, initial, mixed, alphabetic, punctuation, first, in(List)"},
    {"C041", error, "a gap of {0} tokens is too wide", "at most {1}; a gap must also take one token at least"},
    {"C042", error, "a gap may not be repeated", "give the gap its greatest width: ...{0}"},
    {"C043", error, "'all within' holds {0} items", "two to {1} items, within at most {2} tokens"},
    {"C044", error, "a repetition from {0} to {1} is not possible", "the second number is at least the first, at least 1, and at most {2}"},
    {"C045", error, "this pattern is too large: {0} positions once its names and repetitions are written out", "at most {1}"},
    {"C046", error, "this matches without taking a token", "let one part of it be neither optional nor a look-around"},
    {"C047", error, "'{0}' holds no token", "write at least one word or mark"},
    {"C048", error, "'{0}' is {1} tokens, and this stands for one", "a form and an exact word are single words"},
    {"C049", error, "this regular expression can never match: {0}",
        "a regular expression is asked of one whole token, without white space"},

    {"C050", error, "a {0} has no '{1}'", "{2}"},
    {"C051", error, "{0} has no 'match'", "a rule needs at least one"},
    {"C052", error, "{0} has no 'verb' and no 'noun'", "a frame needs the words that carry it"},
    {"C053", error, "frames make facts, and {0} is an entity type", "write a rule with match"},
    {"C054", error, "unknown template '{0}'", "declare it with template"},
    {"C055", error, "template {0} takes {1} patterns, and this gives {2}", ""},
    {"C056", error, "template {0} makes this rule too large", "at most {1} items"},
    {"C057", error, "parameter '{0}' must be given a single name here", "it stands where only a name can stand"},
    {"C058", error, "rule '{0}' compiles to over {1} automaton nodes", "lower its repetition counts or split it"},

    {"C060", error, "'{0}' is no type of fact or entity", "resolve and expect name a type"},
    {"C061", error, "'{0}' has two policies", "the other one stands at {1}"},
    {"C062", error, "no rule '{0}'", "expect names a type or a rule: Type or Type.id"},
    {"C063", error, "the markup of this sentence is broken: {0}",
        "[surface|role] or [surface|role value]; a bracket of the text is escaped: \\["},
    {"C064", error, "'{0}' is no role that this rule can fill", "label pieces of a test with the roles of the rule"},
    {"C065", error, "'{0}' cannot be expected of {1}", "{2}"},
    {"C066", error, "word list file '{0}' is not there", "paths count from the root of the rules"},
    {"C067", error, "rules read each other in a circle: {0}", "let one of them read word lists or features in place of the type"},

    {"L001", warning, "{0} has no passing test", "add: test \"...\""},
    {"L002", warning, "{0} has no rejecting test", "add a sentence that looks alike: reject \"...\""},
    {"L003", warning, "the tokenizer cuts '{0}' differently inside a text", "a text holds it as {1}"},
    {"L004", warning, "'{0}' is not in the verb table", "its forms are guessed; add them to the table, or mend the spelling"},
    {"L005", warning, "this alternative stands before as well, and is never needed", "take it out"},
    {"L006", warning, "word list {0} is not used", "take it out, or use it in a pattern or in()"},
    {"L007", warning, "{0} is not used", "take it out, or use it in a pattern"},
    {"L008", warning, "template {0} is not used", "take it out, or use it: use {0}(...)"},
    {"L009", warning, "'{0}' stands in this list twice", "the other entry is at {1}"},
    {"L010", warning, "{0} can never win: {1} matches the same", "take one of them out, or give this one a higher priority"},
    {"L011", warning, "no rule makes {0}", "write one, or take the declaration out"},
    {"L012", warning, "'{0}' is {1} tokens, and the word that carries a clause is one", "name the word that the tokenizer leaves whole"},
    {"L013", warning, "the entry '{0}' is never needed: '{1}' fits wherever it does", "take it out, or give both a capital; the other entry is at {2}"},
    {"L014", warning, "'{0}' may run to the end of the sentence", "say how many words at most: {0,8}"},
    {"L015", warning, "in none of its tests {0} is the first: {1} gives the same", "take one of them out, give this one a higher priority, or add a test of its own"},

    {"E001", error, "a test of {0} fails: {1}", "`sluice explain FILE --rule {0}` shows where the rule stops in a text"},
    {"E002", error, "a rejected sentence of {0} matches: {1}", ""},
    {"E003", warning, "{0} reads a sentence that it was known to miss", "make it a test"},
    {"E004", error, "suite {0}: {1}", ""},
    {"E005", error, "the {0} form of a test of {1}, '{2}', fails: {3}",
        "where it is no good English say test only; where the engine should read it and does not yet, list it: todo \"{4}\""},
});

// `text` with {0} ... {9} replaced.
std::string filled(std::string_view text, std::initializer_list<std::string_view> arguments) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      const auto index = static_cast<std::size_t>(text[i + 1] - '0');
      if (index < arguments.size()) out += arguments.begin()[index];
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::span<const Message> messages() { return table; }

const Message* find_message(std::string_view code) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Message& m) { return m.code == code; });
  return found == table.end() ? nullptr : &*found;
}

void Reporter::report(std::string_view code, ast::Place place, std::initializer_list<std::string_view> arguments, std::string hint) {
  const Message* message = find_message(code);
  if (message->severity == Severity::error) ++errors_;
  if (reported_.size() <= place.file) reported_.resize(place.file + 1);
  std::size_t& count = reported_[place.file];
  if (count > most_per_file) return;
  const bool last = count++ == most_per_file;
  if (last) message = find_message("S010");
  Diagnostic d;
  d.severity = message->severity;
  d.code = message->code;
  d.message = filled(message->text, arguments);
  d.hint = hint.empty() || last ? filled(message->hint, arguments) : std::move(hint);
  if (place.file < files_.size()) d.file = files_[place.file];
  d.line = place.line;
  d.column = place.column;
  out_.push_back(std::move(d));
}

}  // namespace sluice
