import type { RulesetArgs } from "@pulumi/gcp/firebaserules/ruleset";
import { each, resource, rule, unknown } from "../../lib/rule";

const Ruleset = resource<RulesetArgs>("gcp:firebaserules/ruleset:Ruleset");

/** A rule that lets everyone write: `allow write;`, `allow read, create: if true;`. */
const openWrite = /\ballow\s+[\w\s,]*\b(write|create|update|delete)\b[\w\s,]*(:\s*if\s+true\s*)?;/;
const withoutComments = (text: string) => text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "");

export const rulesetOpenWrite = rule(Ruleset, {
  id: "gcp-firebaserules-ruleset-open-write",
  title: "Firebase rules let nobody write without a condition",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Everyone on the internet can change and delete the data.",
  fix: "Give a condition on `request.auth` for each `allow` of writes.",
  see: "https://firebase.google.com/docs/rules/insecure-rules",
  pass: [
    { source: { files: [{ name: "firestore.rules", content: "match /a/{d} { allow read; allow write: if request.auth.uid == d; }" }] } },
    { source: { files: [{ name: "firestore.rules", content: "match /a/{d} { allow read: if true; }" }] } },
    { source: { files: [{ name: "firestore.rules", content: "match /a/{d} { // allow write;\n allow write: if false; }" }] } },
  ],
  fail: [
    { source: { files: [{ name: "firestore.rules", content: "match /{d=**} { allow read, write: if true; }" }] } },
    { source: { files: [{ name: "firestore.rules", content: "match /{d=**} { allow write; }" }] } },
  ],
  unknown: [{ source: { files: [{ name: "firestore.rules", content: unknown }] } }],
  check: ({ source }) => each(source?.files, ({ name, content }) => openWrite.test(withoutComments(content ?? "")) && `\`${name}\` lets everyone write`),
});
