import type { NamespaceArgs } from "@pulumi/aws/redshiftserverless/namespace";
import type { WorkgroupArgs } from "@pulumi/aws/redshiftserverless/workgroup";
import { customerKey, resource, setting } from "../../lib/rule";

const Namespace = resource<NamespaceArgs>("aws:redshiftserverless/namespace:Namespace");
const Workgroup = resource<WorkgroupArgs>("aws:redshiftserverless/workgroup:Workgroup");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

export const workgroupPublic = setting(Workgroup, {
  id: "aws-redshiftserverless-workgroup-public",
  title: "Workgroups of Redshift Serverless have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can then try passwords and exploits on the data warehouse.",
  see: `${guide}/serverless-connecting.html`,
  at: (workgroup) => workgroup.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const namespaceCustomerKey = customerKey(Namespace, {
  id: "aws-redshiftserverless-namespace-customer-key",
  subject: "Namespaces of Redshift Serverless",
  equivalents: { checkov: ["CKV_AWS_282"] },
  see: `${guide}/serverless-workgroups-and-namespaces-rotate-kms-key.html`,
  at: (namespace) => namespace.kmsKeyId,
});
