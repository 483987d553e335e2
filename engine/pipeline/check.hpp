// Runs the tests that stand inside rule files.
#ifndef SLUICE_PIPELINE_CHECK_HPP
#define SLUICE_PIPELINE_CHECK_HPP

#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/program.hpp"

namespace sluice {

/// Every `test`, `reject` and `todo` of the program's rules and every text of its suites, each as a document of its own.
[[nodiscard]] CheckReport run_rule_tests(std::shared_ptr<const Engine::Program> program);

/// What the test sentences of one frame, or of all where `rule` is empty, become, and whether the engine reads it.
[[nodiscard]] std::vector<TestVariant> run_variants(std::shared_ptr<const Engine::Program> program, std::string_view rule);

}  // namespace sluice

#endif
