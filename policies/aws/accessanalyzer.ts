import type { AnalyzerArgs } from "@pulumi/aws/accessanalyzer/analyzer";
import { all, resource, rule, Stack, some, unknown } from "../../lib/rule";

const Analyzer = resource<AnalyzerArgs>("aws:accessanalyzer/analyzer:Analyzer");

export const analyzerExternal = rule(Stack, {
  id: "aws-accessanalyzer-analyzer-external",
  title: "Where Access Analyzer is used, it looks for access from outside",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-aws-1.4": ["1.20"] },
  why: "Analyzers of unused or internal access don't tell what is open to other accounts or to everyone.",
  fix: "Add an `aws.accessanalyzer.Analyzer` of the type `ACCOUNT` or `ORGANIZATION`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html",
  related: { analyzers: all(Analyzer) },
  pass: [{}, { analyzers: [{}] }, { analyzers: [{ type: "ORGANIZATION_UNUSED_ACCESS" }, { type: "ORGANIZATION" }] }],
  fail: [{ analyzers: [{ type: "ACCOUNT_UNUSED_ACCESS" }] }],
  unknown: [{ analyzers: [{ type: unknown }] }],
  check: ({ analyzers }) =>
    some(analyzers) &&
    !some(analyzers, ({ type = "ACCOUNT" }) => type === "ACCOUNT" || type === "ORGANIZATION") &&
    "none of its analyzers looks for access from outside",
});
