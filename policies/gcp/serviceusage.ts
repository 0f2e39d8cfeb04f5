import type { ServiceArgs } from "@pulumi/gcp/projects/service";
import { all, resource, rule, Stack, some, unknown } from "../../lib/rule";

const Service = resource<ServiceArgs>("gcp:projects/service:Service");

const enables = (services: readonly { readonly service: string }[], wanted: string) => some(services, ({ service }) => service === wanted);

export const projectContainerScanning = rule(Stack, {
  id: "gcp-serviceusage-project-container-scanning",
  title: "Projects with a registry scan its images",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Images with known vulnerabilities are run, and nobody is told.",
  fix: "Enable `containerscanning.googleapis.com` by a `gcp.projects.Service`.",
  see: "https://cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
  related: { services: all(Service) },
  pass: [
    { services: [{ service: "artifactregistry.googleapis.com" }, { service: "containerscanning.googleapis.com" }] },
    { services: [{ service: "compute.googleapis.com" }] },
    {},
  ],
  fail: [{ services: [{ service: "artifactregistry.googleapis.com" }] }],
  unknown: [{ services: [{ service: "artifactregistry.googleapis.com" }, { service: unknown }] }],
  check: ({ services }) =>
    enables(services, "artifactregistry.googleapis.com") &&
    !enables(services, "containerscanning.googleapis.com") &&
    "it enables Artifact Registry without `containerscanning.googleapis.com`",
});
