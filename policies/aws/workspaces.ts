import type { WorkspaceArgs } from "@pulumi/aws/workspaces/workspace";
import { customerKey, resource, setting } from "../../lib/rule";

const Workspace = resource<WorkspaceArgs>("aws:workspaces/workspace:Workspace");
const guide = "https://docs.aws.amazon.com/workspaces/latest/adminguide/encrypt-workspaces.html";

export const workspaceRootVolume = setting(Workspace, {
  id: "aws-workspaces-workspace-root-volume",
  title: "Root volumes of WorkSpaces are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_156"], trivy: ["AVD-AWS-0109"], kics: ["b9033580-6886-401a-8631-5f19f5bb24c7"], terrascan: ["AC_AWS_0503"] },
  why: "What the desktop's system keeps lies in the open on the service's disks and in their snapshots.",
  see: guide,
  at: ({ rootVolumeEncryptionEnabled }) => rootVolumeEncryptionEnabled,
  good: [true],
  absent: "bad",
});

export const workspaceUserVolume = setting(Workspace, {
  id: "aws-workspaces-workspace-user-volume",
  title: "User volumes of WorkSpaces are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_155"], terrascan: ["AC_AWS_0504"] },
  why: "The user's files lie in the open on the service's disks and in their snapshots.",
  see: guide,
  at: ({ userVolumeEncryptionEnabled }) => userVolumeEncryptionEnabled,
  good: [true],
  absent: "bad",
});

export const workspaceCustomerKey = customerKey(Workspace, {
  id: "aws-workspaces-workspace-customer-key",
  subject: "Volumes of WorkSpaces",
  see: guide,
  at: ({ volumeEncryptionKey }) => volumeEncryptionKey,
  fail: [{ volumeEncryptionKey: "alias/aws/workspaces" }],
});
