import type { PolicyArgs } from "@pulumi/aws/verifiedpermissions/policy";
import type { PolicyStoreArgs } from "@pulumi/aws/verifiedpermissions/policyStore";
import { permitsEverything } from "../../lib/cloud/cedar";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Policy = resource<PolicyArgs>("aws:verifiedpermissions/policy:Policy");
const PolicyStore = resource<PolicyStoreArgs>("aws:verifiedpermissions/policyStore:PolicyStore");

const policy = (statement: string) => ({ definition: { static: { statement } } });

export const policyOpen = rule(Policy, {
  id: "aws-verifiedpermissions-policy-open",
  title: "Verified Permissions doesn't permit everybody everything",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  why: "One policy that permits everything makes all others of the store void, except those that forbid.",
  fix: "Name a principal, an action and a resource in the statement, or add a `when` clause.",
  see: "https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/policies.html",
  pass: [policy('permit(principal in Role::"admin", action, resource);'), policy("permit(principal, action, resource) when { resource.owner == principal };")],
  fail: [policy("permit (principal, action, resource);"), policy("permit(\n  principal,\n  action,\n  resource\n);")],
  unknown: [{ definition: unknown }],
  check: ({ definition }) => permitsEverything(definition?.static?.statement ?? "") && "it permits everybody everything",
});

export const policyStoreValidation = setting(PolicyStore, {
  id: "aws-verifiedpermissions-policy-store-validation",
  title: "Policy stores check their policies against the schema",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "A policy with a misspelt name never applies, and one that forbids stays without effect.",
  see: "https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/policy-validation-mode.html",
  at: (store) => store.validationSettings?.mode,
  good: ["STRICT"],
  bad: ["OFF"],
  absent: "bad",
});

export const policyStoreDeletionProtection = setting(PolicyStore, {
  id: "aws-verifiedpermissions-policy-store-deletion-protection",
  title: "Policy stores are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "With the store all decisions of the applications go that ask it.",
  see: "https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/policy-stores-delete.html",
  at: (store) => store.deletionProtection,
  good: ["ENABLED"],
  bad: ["DISABLED"],
  absent: "bad",
});
