import type { ResourceShareArgs } from "@pulumi/aws/ram/resourceShare";
import { resource, setting } from "../../lib/rule";

export const resourceShareExternal = setting(resource<ResourceShareArgs>("aws:ram/resourceShare:ResourceShare"), {
  id: "aws-ram-resource-share-external",
  title: "Resources are shared within the organization only",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "A slip in an account's number shares the resources with strangers.",
  see: "https://docs.aws.amazon.com/ram/latest/userguide/working-with-sharing-create.html",
  at: (share) => share.allowExternalPrincipals,
  good: [false],
  absent: "good",
});
