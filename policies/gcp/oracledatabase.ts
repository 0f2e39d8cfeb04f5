import type { AutonomousDatabaseArgs } from "@pulumi/gcp/oracledatabase/autonomousDatabase";
import { resource, rule, unknown } from "../../lib/rule";

const AutonomousDatabase = resource<AutonomousDatabaseArgs>("gcp:oracledatabase/autonomousDatabase:AutonomousDatabase");

export const autonomousMtls = rule(AutonomousDatabase, {
  id: "gcp-oracledatabase-autonomous-mtls",
  title: "Oracle autonomous databases ask clients for a certificate",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "With TLS alone a stolen password is enough to connect from anywhere in the network.",
  fix: "Set `properties.mtlsConnectionRequired` to `true`.",
  see: "https://cloud.google.com/oracle/database/docs/reference/rest/v1/projects.locations.autonomousDatabases",
  pass: [{ properties: { dbWorkload: "OLTP", licenseType: "LICENSE_INCLUDED", mtlsConnectionRequired: true } }],
  fail: [
    { properties: { dbWorkload: "OLTP", licenseType: "LICENSE_INCLUDED" } },
    { properties: { dbWorkload: "OLTP", licenseType: "LICENSE_INCLUDED", mtlsConnectionRequired: false } },
  ],
  unknown: [{ properties: { mtlsConnectionRequired: unknown } }],
  check: ({ properties }) => properties && !properties.mtlsConnectionRequired && "it asks for no client certificate",
});
