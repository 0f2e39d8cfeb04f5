import type { EnterpriseKeyArgs } from "@pulumi/gcp/recaptcha/enterpriseKey";
import { resource, rule, unknown } from "../../lib/rule";

const EnterpriseKey = resource<EnterpriseKeyArgs>("gcp:recaptcha/enterpriseKey:EnterpriseKey");

export const keyDomains = rule(EnterpriseKey, {
  id: "gcp-recaptcha-key-domains",
  title: "Keys of reCAPTCHA work only on their own domains",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Any site can use the key, and its requests spoil your scores and your quota.",
  fix: "Set `webSettings.allowedDomains`, and leave `allowAllDomains` out.",
  see: "https://cloud.google.com/recaptcha/docs/create-key-website",
  pass: [{}, { webSettings: { integrationType: "SCORE", allowedDomains: ["example.com"] } }],
  fail: [{ webSettings: { integrationType: "SCORE", allowAllDomains: true } }],
  unknown: [{ webSettings: { integrationType: "SCORE", allowAllDomains: unknown } }],
  check: ({ webSettings }) => webSettings?.allowAllDomains && "it works on all domains",
});
