import type { ManagedZoneArgs } from "@pulumi/gcp/dns/managedZone";
import type { PolicyArgs } from "@pulumi/gcp/dns/policy";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const ManagedZone = resource<ManagedZoneArgs>("gcp:dns/managedZone:ManagedZone");
const Policy = resource<PolicyArgs>("gcp:dns/policy:Policy");

export const zoneDnssec = rule(ManagedZone, {
  id: "gcp-dns-zone-dnssec",
  title: "Public DNS zones are signed",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["3.3"], "nist-800-53-r5": ["SC-22"] },
  equivalents: {
    checkov: ["CKV_GCP_16"],
    trivy: ["AVD-GCP-0013"],
    kics: ["5ef61c88-bbb4-4725-b1df-55d23c9676bb"],
    terrascan: ["AC_GCP_0014"],
    regula: ["FG_R00404"],
  },
  why: "Answers without a signature can be forged, and lead users to a stranger's server.",
  fix: "Set `dnssecConfig.state` to `on`, and enter the zone's DS record at the registrar.",
  see: "https://cloud.google.com/dns/docs/dnssec",
  pass: [{ dnssecConfig: { state: "on" } }, { dnssecConfig: { state: "transfer" } }, { visibility: "private" }],
  fail: [{}, { visibility: "public", dnssecConfig: {} }, { dnssecConfig: { state: "off" } }],
  unknown: [{ dnssecConfig: { state: unknown } }, { visibility: unknown }],
  check: ({ visibility, dnssecConfig }) => visibility !== "private" && (dnssecConfig?.state ?? "off") === "off" && "it is not signed with DNSSEC",
});

export const zoneDnssecAlgorithm = rule(ManagedZone, {
  id: "gcp-dns-zone-dnssec-algorithm",
  title: "DNS zones aren't signed with RSASHA1",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["3.4", "3.5"], "nist-800-53-r5": ["SC-13"] },
  equivalents: {
    checkov: ["CKV_GCP_17"],
    trivy: ["AVD-GCP-0012"],
    kics: ["ccc3100c-0fdd-4a5e-9908-c10107291860"],
    terrascan: ["AC_GCP_0013"],
    regula: ["FG_R00405", "FG_R00406"],
  },
  why: "SHA-1 is broken: two contents with one signature can be made.",
  fix: "Set `algorithm` of each of `dnssecConfig.defaultKeySpecs` to `rsasha256` or `ecdsap256sha256`.",
  see: "https://cloud.google.com/dns/docs/dnssec-advanced#advanced_signing_options",
  pass: [{}, { dnssecConfig: { state: "on", defaultKeySpecs: [{ algorithm: "rsasha256", keyType: "zoneSigning" }] } }],
  fail: [
    { dnssecConfig: { state: "on", defaultKeySpecs: [{ algorithm: "rsasha1", keyType: "keySigning" }] } },
    {
      dnssecConfig: {
        defaultKeySpecs: [
          { algorithm: "ecdsap256sha256", keyType: "keySigning" },
          { algorithm: "rsasha1", keyType: "zoneSigning" },
        ],
      },
    },
  ],
  unknown: [{ dnssecConfig: { defaultKeySpecs: [{ algorithm: unknown }] } }],
  check: ({ dnssecConfig }) =>
    each(dnssecConfig?.defaultKeySpecs, ({ algorithm, keyType = "signing" }) => algorithm === "rsasha1" && `its ${keyType} key uses \`rsasha1\``),
});

export const zoneLogging = setting(ManagedZone, {
  id: "gcp-dns-zone-logging",
  title: "Public DNS zones log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without the log nobody can tell who probed the zone's names.",
  see: "https://cloud.google.com/dns/docs/monitoring",
  at: (zone) => zone.cloudLoggingConfig?.enableLogging,
  good: [true],
  absent: "bad",
  unless: (zone) => zone.visibility === "private",
  pass: [{ visibility: "private" }],
});

export const policyLogging = setting(Policy, {
  id: "gcp-dns-policy-logging",
  title: "DNS server policies log the queries of their networks",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Malware asks for names before it calls home; without the log nobody sees it.",
  see: "https://cloud.google.com/dns/docs/monitoring",
  at: (policy) => policy.enableLogging,
  good: [true],
  absent: "bad",
});
