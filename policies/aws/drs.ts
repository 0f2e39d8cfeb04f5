import type { ReplicationConfigurationTemplateArgs } from "@pulumi/aws/drs/replicationConfigurationTemplate";
import { customerKey, resource, setting } from "../../lib/rule";

const Template = resource<ReplicationConfigurationTemplateArgs>("aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate");

export const replicationCustomerKey = customerKey(Template, {
  id: "aws-drs-replication-customer-key",
  subject: "Disks that Elastic Disaster Recovery replicates",
  see: "https://docs.aws.amazon.com/drs/latest/userguide/volumes-drs.html",
  at: (template) => template.ebsEncryptionKeyArn,
});

const network = {
  severity: "low",
  family: "network",
  preset: "strict",
  why: "A replication server with a public address is reached from the internet wherever its security group lets it.",
  see: "https://docs.aws.amazon.com/drs/latest/userguide/data-routing.html",
} as const;

export const replicationPublicIp = setting(Template, {
  ...network,
  id: "aws-drs-replication-public-ip",
  title: "Elastic Disaster Recovery gives its servers no public address",
  at: (template) => template.createPublicIp,
  good: [false],
  absent: "bad",
});

export const replicationPrivateRouting = setting(Template, {
  ...network,
  id: "aws-drs-replication-private-routing",
  title: "Elastic Disaster Recovery replicates over a private network",
  at: (template) => template.dataPlaneRouting,
  good: ["PRIVATE_IP"],
  bad: ["PUBLIC_IP"],
  absent: "bad",
});
