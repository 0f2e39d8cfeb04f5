import type { ProjectMetadataArgs } from "@pulumi/gcp/compute/projectMetadata";
import type { ProjectMetadataItemArgs } from "@pulumi/gcp/compute/projectMetadataItem";
import { resource, rule, unknown } from "../../../lib/rule";
import { inherits, Machine, type MachineArgs, machines } from "./resources";

const ProjectMetadata = resource<Partial<ProjectMetadataArgs> & Partial<ProjectMetadataItemArgs>>(
  "gcp:compute/projectMetadata:ProjectMetadata",
  "gcp:compute/projectMetadataItem:ProjectMetadataItem",
);
const AnyMetadata = resource<MachineArgs & Partial<ProjectMetadataItemArgs>>(
  ...machines,
  "gcp:compute/projectMetadata:ProjectMetadata",
  "gcp:compute/projectMetadataItem:ProjectMetadataItem",
);

const isOn = (value: unknown): boolean => /^(true|yes|y|1)$/i.test(String(value));

interface Metadata {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly value?: string;
}

/** A metadata value of a machine or project, or of an item of the project's. */
const valueOf = ({ metadata, key, value }: Metadata, wanted: string): string | undefined => (key === wanted ? value : metadata?.[wanted]);

export const instanceProjectSshKeys = rule(Machine, {
  id: "gcp-compute-instance-project-ssh-keys",
  title: "Instances don't take the project's SSH keys",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.3"], "nist-800-53-r5": ["AC-3"] },
  equivalents: {
    checkov: ["CKV_GCP_32"],
    trivy: ["AVD-GCP-0030"],
    kics: ["3e4d5ce6-3280-4027-8010-c26eeea1ec01"],
    terrascan: ["AC_GCP_0039"],
    regula: ["FG_R00413"],
  },
  why: "One key in the project's metadata opens every instance, and one stolen key all of them.",
  fix: "Set the metadata `block-project-ssh-keys` to `TRUE`, or use OS Login.",
  see: "https://cloud.google.com/compute/docs/connect/restrict-ssh-keys",
  pass: [{ metadata: { "block-project-ssh-keys": "True" } }, { metadata: { "enable-oslogin": "TRUE" } }, { sourceInstanceTemplate: "web" }],
  fail: [{}, { metadata: { "block-project-ssh-keys": "false" } }, { sourceInstanceTemplate: "web", metadata: { "block-project-ssh-keys": "false" } }],
  unknown: [{ metadata: { "block-project-ssh-keys": unknown } }, { metadata: unknown }],
  check: (self) =>
    (!inherits(self) || valueOf(self, "block-project-ssh-keys") !== undefined) &&
    !isOn(valueOf(self, "block-project-ssh-keys")) &&
    !isOn(valueOf(self, "enable-oslogin")) &&
    "its metadata doesn't set `block-project-ssh-keys`",
});

export const instanceOsLogin = rule(Machine, {
  id: "gcp-compute-instance-os-login",
  title: "Instances don't switch off the project's OS Login",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_34"], trivy: ["AVD-GCP-0036"], kics: ["d0b4d550-c001-46c3-bbdb-d5d75d33f05f"], terrascan: ["AC_GCP_0038"] },
  why: "Without OS Login, SSH access hangs on keys in metadata, which outlive the people who leave and ask for no second factor.",
  fix: "Leave `enable-oslogin` out of the metadata, or set it to `TRUE`.",
  see: "https://cloud.google.com/compute/docs/oslogin",
  pass: [{}, { metadata: { "enable-oslogin": "true" } }, { metadata: { role: "web" } }],
  fail: [{ metadata: { "enable-oslogin": "false" } }],
  unknown: [{ metadata: { "enable-oslogin": unknown } }],
  check: (self) => valueOf(self, "enable-oslogin") !== undefined && !isOn(valueOf(self, "enable-oslogin")) && "its metadata switches `enable-oslogin` off",
});

export const projectOsLogin = rule(ProjectMetadata, {
  id: "gcp-compute-project-os-login",
  title: "Projects use OS Login",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_33"], trivy: ["AVD-GCP-0042"], kics: ["32ecd6eb-0711-421f-9627-1a28d9eff217"], terrascan: ["AC_GCP_0291"] },
  why: "Without OS Login, SSH access hangs on keys in metadata, which outlive the people who leave and ask for no second factor.",
  fix: "Set `enable-oslogin` to `TRUE` in the project's metadata.",
  see: "https://cloud.google.com/compute/docs/oslogin/set-up-oslogin",
  pass: [{ metadata: { "enable-oslogin": "TRUE" } }, { key: "enable-oslogin", value: "true" }, { key: "role", value: "web" }],
  fail: [{ metadata: { role: "web" } }, { metadata: { "enable-oslogin": "FALSE" } }, { key: "enable-oslogin", value: "FALSE" }],
  unknown: [{ metadata: { "enable-oslogin": unknown } }, { key: "enable-oslogin", value: unknown }],
  check: (self) =>
    (self.metadata || self.key === "enable-oslogin") && !isOn(valueOf(self, "enable-oslogin")) && "its metadata doesn't set `enable-oslogin` to `TRUE`",
});

export const instanceSerialPort = rule(AnyMetadata, {
  id: "gcp-compute-instance-serial-port",
  title: "Instances and projects keep the interactive serial console off",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["4.5"], "nist-800-53-r5": ["AC-3"] },
  equivalents: {
    checkov: ["CKV_GCP_35"],
    trivy: ["AVD-GCP-0032"],
    kics: ["97fa667a-d05b-4f16-9071-58b939f34751"],
    terrascan: ["AC_GCP_0037"],
    regula: ["FG_R00415"],
  },
  why: "The serial console answers every address: no firewall rule applies to it.",
  fix: "Leave `serial-port-enable` out of the metadata, and set it only while you mend a machine.",
  see: "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console",
  pass: [{}, { metadata: { "serial-port-enable": "FALSE" } }, { key: "role", value: "true" }],
  fail: [{ metadata: { "serial-port-enable": "TRUE" } }, { metadata: { "serial-port-enable": "1" } }, { key: "serial-port-enable", value: "true" }],
  unknown: [{ metadata: { "serial-port-enable": unknown } }],
  check: (self) => isOn(valueOf(self, "serial-port-enable")) && "its metadata sets `serial-port-enable`",
});
