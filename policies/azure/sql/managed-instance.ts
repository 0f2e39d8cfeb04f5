import type { ManagedInstanceArgs } from "@pulumi/azure-native/sql/managedInstance";
import { resource, setting } from "../../../lib/rule";

const ManagedInstance = resource<ManagedInstanceArgs>("azure-native:sql:ManagedInstance");

export const managedInstancePublicEndpoint = setting(ManagedInstance, {
  id: "azure-sql-managed-instance-public-endpoint",
  title: "SQL managed instances have no public data endpoint",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Its databases have a name and a port on the internet, and only the subnet's security group keeps strangers from trying passwords.",
  see: "https://learn.microsoft.com/azure/azure-sql/managed-instance/public-endpoint-configure",
  at: (instance) => instance.publicDataEndpointEnabled,
  good: [false],
  absent: "good",
});

export const managedInstanceTls = setting(ManagedInstance, {
  id: "azure-sql-managed-instance-tls",
  title: "SQL managed instances require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  see: "https://learn.microsoft.com/azure/azure-sql/managed-instance/minimal-tls-version-configure",
  at: (instance) => instance.minimalTlsVersion,
  good: ["1.2", "1.3"],
  bad: ["None", "1.0", "1.1"],
  absent: "good",
});
