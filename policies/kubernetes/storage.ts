import type { PersistentVolumeArgs } from "@pulumi/kubernetes/core/v1/persistentVolume";
import type { StorageClassArgs } from "@pulumi/kubernetes/storage/v1/storageClass";
import { resource, rule, unknown } from "../../lib/rule";

const PersistentVolume = resource<PersistentVolumeArgs>("kubernetes:core/v1:PersistentVolume", "kubernetes:core/v1:PersistentVolumePatch");
const StorageClass = resource<StorageClassArgs>("kubernetes:storage.k8s.io/*:StorageClass");

export const volumeHostPath = rule(PersistentVolume, {
  id: "kubernetes-storage-volume-host-path",
  title: "Persistent volumes are no directories of a node",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Every pod that may claim the volume reads and changes the node's files, where its own standards would refuse that.",
  fix: "Use a storage class of your cloud, or `local` with a disk of its own.",
  see: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
  pass: [{}, { spec: { csi: { driver: "ebs.csi.aws.com", volumeHandle: "vol-1" } } }, { spec: { local: { path: "/mnt/disks/1" } } }],
  fail: [{ spec: { hostPath: { path: "/data" } } }],
  unknown: [{ spec: unknown }],
  check: ({ spec }) => spec?.hostPath && "it is a directory of a node",
});

export const classEncryption = rule(StorageClass, {
  id: "kubernetes-storage-class-encryption",
  title: "Storage classes for EBS make encrypted volumes",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Unless the account encrypts by default, the volumes and their snapshots are readable to whoever gets hold of them.",
  fix: 'Set `parameters.encrypted` to `"true"`.',
  see: "https://kubernetes.io/docs/concepts/storage/storage-classes/#aws-ebs",
  pass: [{ provisioner: "pd.csi.storage.gke.io" }, { provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true" } }],
  fail: [{ provisioner: "ebs.csi.aws.com" }, { provisioner: "kubernetes.io/aws-ebs", parameters: { type: "gp3", encrypted: "false" } }],
  unknown: [{ provisioner: "ebs.csi.aws.com", parameters: unknown }],
  check: ({ provisioner, parameters }) =>
    /^(ebs\.csi\.(aws|eks\.amazonaws)\.com|kubernetes\.io\/aws-ebs)$/.test(provisioner) &&
    String(parameters?.encrypted).toLowerCase() !== "true" &&
    "its volumes aren't encrypted",
});
