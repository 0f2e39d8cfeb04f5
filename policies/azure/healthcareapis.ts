import type { DicomServiceArgs } from "@pulumi/azure-native/healthcareapis/dicomService";
import type { FhirServiceArgs } from "@pulumi/azure-native/healthcareapis/fhirService";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Service = resource<DicomServiceArgs | FhirServiceArgs>("azure-native:healthcareapis:DicomService", "azure-native:healthcareapis:FhirService");

export const serviceCustomerKey = customerKey(Service, {
  id: "azure-healthcareapis-service-customer-key",
  subject: "DICOM and FHIR services",
  see: "https://learn.microsoft.com/azure/healthcare-apis/fhir/configure-customer-managed-keys",
  at: (service) => service.encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl,
});

export const serviceCors = rule(Service, {
  id: "azure-healthcareapis-service-cors",
  title: "DICOM and FHIR services can't be called by every web site",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Any site that a signed-in user visits can then read health records in that user's name.",
  fix: "Name the sites that need access in `corsConfiguration.origins`.",
  see: "https://learn.microsoft.com/azure/healthcare-apis/fhir/configure-cross-origin-resource-sharing",
  pass: [{}, { corsConfiguration: { origins: ["https://shop.example.com"] } }],
  fail: [{ corsConfiguration: { origins: ["*"] } }],
  unknown: [{ corsConfiguration: { origins: [unknown] } }],
  check: ({ corsConfiguration }) => some(corsConfiguration?.origins, (origin) => origin === "*") && "`corsConfiguration.origins` has `*`",
});
