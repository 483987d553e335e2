#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/json_text.hpp"
#include "io/write.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

// No closing tags of body and html stand at the end: the standard makes them optional, and a stream of documents has no end of its own.
constexpr std::string_view page_head = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sluice</title>
<style>
body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1c1c1c;background:#fff}
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 2rem;border-top:1px solid #bbb;padding:1rem 0}
h2{grid-column:1/-1;font-size:1rem;margin:0 0 .5rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.text mark{color:inherit;background:#eee;border-radius:3px;padding:.1em .15em}
.text mark.person{background:#ffe0b8}.text mark.organization{background:#cfe3ff}.text mark.place,.text mark.demonym{background:#d4f0cf}
.text mark.role{background:#f7e7c4}.text mark.event,.text mark.work,.text mark.product{background:#ecd9f7}.text mark.commodity{background:#e6e2c8}
.text mark.number,.text mark.ordinal,.text mark.percent,.text mark.money,.text mark.quantity{background:#ffd6d6}
.text mark.date,.text mark.time,.text mark.duration,.text mark.set{background:#d2f1f2}
.text mark.argument,.text mark.trigger{background:none;border-bottom:1px dotted #777;border-radius:0}
.text mark.on{outline:2px solid #c2410c}
.legend{grid-column:1/-1;margin:0 0 .5rem;font-size:.8rem}.legend mark{margin-right:.5rem}
ol{margin:0;padding-left:1.5rem}li{margin-bottom:.6rem;padding:.1rem .3rem;border-radius:4px}li:hover,li:focus{background:#f4f4f4;outline:none}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .6rem;margin:0;font-size:.9rem}dt{color:#666}dd{margin:0}
small{color:#666}
@media(max-width:50rem){section{display:block}}
</style>
<script>
function shine(e,on){const f=e.target.closest&&e.target.closest('li[data-fact]');if(!f)return;
for(const m of f.closest('section').querySelectorAll('mark[data-facts]'))if(m.dataset.facts.split(' ').includes(f.dataset.fact))m.classList.toggle('on',on)}
for(const[n,on]of[['mouseover',true],['mouseout',false],['focusin',true],['focusout',false]])document.addEventListener(n,e=>shine(e,on));
</script></head><body>
)html";

void escape(std::string& out, std::string_view text) {
  std::string valid;
  if (!is_valid_utf8(text)) {
    std::size_t ignored = 0;
    valid = valid_utf8(text, ignored);
    text = valid;
  }
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (c != '\0') out += c;
  }
}

/// A highlighted piece of the text: a mention, a trigger or what fills a role.
struct Mark {
  Span span;
  std::string kind, title;
  std::set<std::size_t> facts;
};

class HtmlPage {
 public:
  HtmlPage(const InputRecord& record, const Document& document, std::string& out) : record_(record), document_(document), out_(out) {}

  void run() {
    gather();
    out_ += "<section><h2>";
    escape(out_, record_.id);
    if (!document_.date().empty()) {
      out_ += " <small>";
      escape(out_, document_.date());
      out_ += "</small>";
    }
    out_ += "</h2>";
    legend();
    text();
    facts();
    out_ += "</section>\n";
  }

 private:
  const InputRecord& record_;
  const Document& document_;
  std::string& out_;
  std::vector<Mark> marks_;

  void gather() {
    std::map<Span, std::size_t> by_span;
    for (const Mention& m : document_.mentions()) {
      by_span.try_emplace(m.span, marks_.size());
      std::string title(m.type);
      if (m.value)
        if (const std::string value = value_text(m.type, *m.value); !value.empty()) title += " = " + value;
      if (m.entity != none) title += ": " + document_.entities()[m.entity].name;
      if (!m.rule.empty()) title += " (" + std::string(m.rule) + ')';
      marks_.push_back({m.span, std::string(m.type), std::move(title), {}});
    }
    std::size_t number = 0;
    const auto add = [&](Span span, const char* kind) {
      if (span.empty()) return;
      const auto [at, fresh] = by_span.try_emplace(span, marks_.size());
      if (fresh) marks_.push_back({span, kind, kind, {}});
      marks_[at->second].facts.insert(number);
    };
    for (const Fact& f : document_.facts()) {
      ++number;
      add(f.trigger, "trigger");
      for (const Argument& a : f.arguments) add(a.span, "argument");
      if (f.attribution) add(f.attribution->span, "argument");
    }
    std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
  }

  void legend() {
    std::set<std::string_view> types;
    for (const Mention& m : document_.mentions()) types.insert(m.type);
    out_ += "<p class=\"legend text\">";
    for (const std::string_view type : types) ((((out_ += "<mark class=\"") += type) += "\">") += type) += "</mark> ";
    out_ += "</p>";
  }

  void text() {
    const std::string_view text = document_.text();
    out_ += "<div class=\"text\">";
    std::vector<std::uint32_t> open;  // where the open marks end
    std::uint32_t at = 0;
    const auto up_to = [&](std::uint32_t end) {
      if (end > at) escape(out_, text.substr(at, end - at));
      at = std::max(at, end);
    };
    const auto close_until = [&](std::uint32_t begin) {
      while (!open.empty() && open.back() <= begin) {
        up_to(open.back());
        out_ += "</mark>";
        open.pop_back();
      }
    };
    for (const Mark& mark : marks_) {
      close_until(mark.span.begin);
      // One that crosses another cannot be drawn.
      if (mark.span.empty() || (!open.empty() && mark.span.end > open.back())) continue;
      up_to(mark.span.begin);
      (out_ += "<mark class=\"") += mark.kind;
      out_ += "\" title=\"";
      escape(out_, mark.title);
      out_ += '"';
      if (!mark.facts.empty()) {
        out_ += " data-facts=\"";
        for (const std::size_t f : mark.facts) out_ += (f == *mark.facts.begin() ? "" : " ") + std::to_string(f);
        out_ += '"';
      }
      out_ += '>';
      open.push_back(mark.span.end);
    }
    close_until(static_cast<std::uint32_t>(text.size()));
    up_to(static_cast<std::uint32_t>(text.size()));
    out_ += "</div>";
  }

  void line(std::string_view role, const Argument& a) {
    out_ += "<dt>";
    escape(out_, role);
    out_ += "</dt><dd>";
    escape(out_, a.span.of(document_.text()));
    if (a.mention == none && a.entity != none) {
      out_ += " <small>";
      escape(out_, document_.entities()[a.entity].name);
      out_ += "</small>";
    }
    out_ += "</dd>";
  }

  void facts() {
    out_ += "<ol>";
    std::size_t number = 0;
    for (const Fact& f : document_.facts()) {
      out_ += "<li tabindex=\"0\" data-fact=\"" + std::to_string(++number) + "\"><b>";
      escape(out_, f.kind);
      out_ += "</b>";
      if (f.polarity == Polarity::negative) out_ += " not";
      if (f.modality != Modality::actual) (out_ += ' ') += name(f.modality);
      out_ += " <small>";
      escape(out_, f.rule);
      out_ += "</small><dl>";
      for (const Argument& a : f.arguments) line(a.role, a);
      if (f.attribution) line("source", *f.attribution);
      out_ += "</dl></li>";
    }
    out_ += "</ol>";
  }
};

}  // namespace

std::string_view html_head() { return page_head; }

void write_html(const InputRecord& record, const Document& document, std::string& out) { HtmlPage(record, document, out).run(); }

}  // namespace sluice
