import type { DatasetArgs } from "@pulumi/gcp/healthcare/dataset";
import type { FhirStoreArgs } from "@pulumi/gcp/healthcare/fhirStore";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Dataset = resource<DatasetArgs>("gcp:healthcare/dataset:Dataset");
const FhirStore = resource<FhirStoreArgs>("gcp:healthcare/fhirStore:FhirStore");

export const datasetCustomerKey = customerKey(Dataset, {
  id: "gcp-healthcare-dataset-customer-key",
  subject: "Healthcare datasets",
  at: ({ encryptionSpec }) => encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/healthcare-api/docs/cmek",
});

export const fhirStoreConsentLog = rule(FhirStore, {
  id: "gcp-healthcare-fhir-store-consent-log",
  title: "FHIR stores log decisions on consent",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without the log nobody can show who read a patient's record by which consent.",
  fix: "Leave `consentConfig.accessDeterminationLogConfig` out, or set its `logLevel` to `MINIMUM` or `VERBOSE`.",
  see: "https://cloud.google.com/healthcare-api/docs/fhir-consent",
  pass: [{}, { consentConfig: { version: "V1", accessDeterminationLogConfig: { logLevel: "VERBOSE" } } }],
  fail: [{ consentConfig: { version: "V1", accessDeterminationLogConfig: { logLevel: "DISABLED" } } }],
  unknown: [{ consentConfig: { version: "V1", accessDeterminationLogConfig: { logLevel: unknown } } }],
  check: ({ consentConfig }) => consentConfig?.accessDeterminationLogConfig?.logLevel === "DISABLED" && "decisions on consent aren't logged",
});

export const fhirStoreVersions = setting(FhirStore, {
  id: "gcp-healthcare-fhir-store-versions",
  title: "FHIR stores keep the history of records",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-9"] },
  why: "Without versions a changed or deleted record can't be restored, and nobody sees what it said before.",
  see: "https://cloud.google.com/healthcare-api/docs/concepts/fhir",
  at: ({ disableResourceVersioning }) => disableResourceVersioning,
  good: [false],
  absent: "good",
});
