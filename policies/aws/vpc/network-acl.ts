import type { NetworkAclArgs } from "@pulumi/aws/ec2/networkAcl";
import type { NetworkAclAssociationArgs } from "@pulumi/aws/ec2/networkAclAssociation";
import type { NetworkAclRuleArgs } from "@pulumi/aws/ec2/networkAclRule";
import { isAnywhere } from "../../../lib/cloud/network";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";
import { hasPorts, isAllProtocols } from "./traffic";

type AnyAcl = Pick<NetworkAclArgs, "ingress"> & Partial<NetworkAclRuleArgs>;

const Acls = resource<AnyAcl>("aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "aws:ec2/networkAclRule:NetworkAclRule");
const NetworkAcl = resource<NetworkAclArgs>("aws:ec2/networkAcl:NetworkAcl");
const NetworkAclAssociation = resource<NetworkAclAssociationArgs>("aws:ec2/networkAclAssociation:NetworkAclAssociation");

/** A network ACL's rule: of its own, with `ruleAction`, or in its ACL, with `action`. */
interface AclEntry {
  readonly action?: string;
  readonly ruleAction?: string;
  readonly egress?: unknown;
  readonly ruleNo?: number;
  readonly protocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
}

const entryReaches = (entry: AclEntry, port: number) => {
  const protocol = (entry.protocol ?? "").toLowerCase();
  if (isAllProtocols(protocol)) return true;
  const { fromPort: first = 0, toPort: last = 0 } = entry;
  return hasPorts(protocol) && first <= port && port <= last;
};
const acts = (entry: AclEntry, action: string) => (entry.action ?? entry.ruleAction)?.toLowerCase() === action;
const fromAnywhere = (entry: AclEntry) => isAnywhere(entry.cidrBlock) || isAnywhere(entry.ipv6CidrBlock);

/** Whether an ACL's entries admit a port from anywhere: the entry with the lowest number decides. */
const admits = (entries: readonly AclEntry[] | undefined, port: number) =>
  some(
    entries,
    (entry) =>
      acts(entry, "allow") &&
      entryReaches(entry, port) &&
      fromAnywhere(entry) &&
      !some(
        entries,
        (other) =>
          acts(other, "deny") &&
          entryReaches(other, port) &&
          (other.ruleNo ?? 0) < (entry.ruleNo ?? 0) &&
          (isAnywhere(entry.cidrBlock) ? isAnywhere(other.cidrBlock) : isAnywhere(other.ipv6CidrBlock)),
      ),
  );
/** The entries for inbound traffic: those of an ACL, or one that stands alone. */
const inbound = (self: AclEntry & { readonly ingress?: readonly AclEntry[] }) => self.ingress ?? (self.egress === true ? [] : [self]);

const open = (port: number) => ({ action: "allow", ruleNo: 100, protocol: "tcp", fromPort: port, toPort: port, cidrBlock: "0.0.0.0/0" });

/** The rule against a port that a network ACL admits from the whole internet. */
const closedByAcl = (port: number, service: string, meta: Omit<Meta, "family" | "title" | "fix" | "see" | "why" | "severity" | "preset">) =>
  rule(Acls, {
    ...meta,
    title: `Network ACLs don't admit ${service} from the internet`,
    severity: "medium",
    family: "network",
    preset: "strict",
    why: "The ACL is the second line of defence, for the day on which a security group is wrong.",
    fix: `Deny port ${port} from anywhere by an entry with a lower number, or allow only the ranges that need it.`,
    see: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
    pass: [
      {},
      { ingress: [{ ...open(port), cidrBlock: "10.0.0.0/8" }] },
      {
        ingress: [
          { ...open(port), action: "deny", ruleNo: 10 },
          { ...open(0), protocol: "-1" },
        ],
      },
      { ruleAction: "allow", protocol: "tcp", fromPort: port, toPort: port, cidrBlock: "0.0.0.0/0", egress: true },
    ],
    fail: [
      { ingress: [open(port)] },
      {
        ingress: [
          { ...open(0), protocol: "-1" },
          { ...open(port), action: "deny", ruleNo: 200 },
        ],
      },
      { ruleAction: "allow", protocol: "6", fromPort: port, toPort: port, ipv6CidrBlock: "::/0" },
      { ruleAction: "allow", protocol: "all", cidrBlock: "0.0.0.0/0", egress: false },
    ],
    unknown: [{ ingress: unknown }, { ruleAction: "allow", protocol: "tcp", fromPort: unknown, toPort: unknown, cidrBlock: "0.0.0.0/0" }],
    check: (self) => admits(inbound(self), port) && `it admits port ${port} from the internet`,
  });

export const networkaclSsh = closedByAcl(22, "SSH", {
  id: "aws-vpc-networkacl-ssh",
  controls: { "cis-aws-1.4": ["5.1"] },
  equivalents: { checkov: ["CKV_AWS_232"], trivy: ["AVD-AWS-0105"], kics: ["3af7f2fd-06e6-4dab-b996-2912bea19ba4"], regula: ["FG_R00357"] },
});

export const networkaclRdp = closedByAcl(3389, "RDP", {
  id: "aws-vpc-networkacl-rdp",
  controls: { "cis-aws-1.4": ["5.1"] },
  equivalents: { checkov: ["CKV_AWS_231"], kics: ["a20be318-cac7-457b-911d-04cc6e812c25"], regula: ["FG_R00359"] },
});

export const networkaclFtp = closedByAcl(21, "FTP", {
  id: "aws-vpc-networkacl-ftp",
  equivalents: { checkov: ["CKV_AWS_229"] },
});

export const networkaclFtpData = closedByAcl(20, "FTP's data", {
  id: "aws-vpc-networkacl-ftp-data",
  equivalents: { checkov: ["CKV_AWS_230"] },
});

export const networkaclAllPorts = rule(Acls, {
  id: "aws-vpc-networkacl-all-ports",
  title: "Network ACLs don't admit all ports",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_352"], trivy: ["AVD-AWS-0102"] },
  why: "An ACL that admits everything is no second line of defence.",
  fix: "Allow the ports that are served.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
  pass: [
    {},
    { ingress: [open(443)] },
    { ruleAction: "deny", protocol: "-1", cidrBlock: "0.0.0.0/0" },
    { ruleAction: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0", egress: true },
  ],
  fail: [
    { ingress: [{ ...open(0), protocol: "-1" }] },
    { ruleAction: "allow", protocol: "-1", cidrBlock: "10.0.0.0/8" },
    { ruleAction: "allow", protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlock: "0.0.0.0/0" },
  ],
  unknown: [{ ruleAction: "allow", protocol: unknown, cidrBlock: "0.0.0.0/0" }],
  check: (self) =>
    some<AclEntry>(inbound(self), (entry) => acts(entry, "allow") && entryReaches(entry, 1) && entryReaches(entry, 65535)) && "it admits all ports",
});

export const networkaclSubnet = rule(NetworkAcl, {
  id: "aws-vpc-networkacl-subnet",
  title: "Network ACLs guard a subnet",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_1"] },
  why: "An ACL without subnets guards nothing, while it looks as if it did.",
  fix: "Name subnets in `subnetIds`, or add an `aws.ec2.NetworkAclAssociation`.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/network-acl-associations.html",
  related: { associations: from(NetworkAclAssociation, "networkAclId") },
  pass: [{ subnetIds: ["subnet-1"] }, { subnetIds: [unknown] }, { associations: [{}] }],
  fail: [{}, { subnetIds: [] }],
  unknown: [{ subnetIds: unknown }, { associations: [unknown] }],
  check: ({ subnetIds, associations }) => !subnetIds?.length && !some(associations) && "it guards no subnet",
});
