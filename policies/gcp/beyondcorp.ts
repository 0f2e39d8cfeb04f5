import type { SecurityGatewayArgs } from "@pulumi/gcp/beyondcorp/securityGateway";
import { resource, rule, unknown } from "../../lib/rule";

const SecurityGateway = resource<SecurityGatewayArgs>("gcp:beyondcorp/securityGateway:SecurityGateway");

export const gatewayLogging = rule(SecurityGateway, {
  id: "gcp-beyondcorp-gateway-logging",
  title: "Chrome Enterprise security gateways log access",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell who reached which application.",
  fix: "Set `logging`.",
  see: "https://cloud.google.com/beyondcorp/docs/reference/rest/v1/projects.locations.securityGateways",
  pass: [{ logging: {} }],
  fail: [{}],
  unknown: [{ logging: unknown }],
  check: ({ logging }) => !logging && "access isn't logged",
});
