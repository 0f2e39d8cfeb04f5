import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import { isPrivateIpv4, isPublicIpv4, prefixLength } from "../../../lib/cloud/network";
import { find, option, resource, rule, some, unknown } from "../../../lib/rule";
import type { Controls } from "../../../lib/rule/frameworks";
import type { Meta } from "../../../lib/rule/rule";
import { numbered } from "../../../lib/rule/scanners";
import { type AnyGroupRule, eachRule, isAllProtocols, protocolOf, ranges, reaches, reachesAllPorts, tcp, withAnywhere } from "./traffic";

const Ingress = resource<Pick<SecurityGroupArgs, "ingress"> & AnyGroupRule>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
);

const see = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

/** What the frameworks ask of ports by which machines are administered or data is read. */
const portControls: Controls = {
  hipaa: [
    "164.308(a)(3)(i)",
    "164.308(a)(3)(ii)(B)",
    "164.308(a)(4)(i)",
    "164.308(a)(4)(ii)(A)",
    "164.308(a)(4)(ii)(B)",
    "164.308(a)(4)(ii)(C)",
    "164.312(a)(1)",
    "164.312(e)(1)",
  ],
  "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "2.2", "2.2.2"],
};

/** The rule against a port that is open to the whole internet. */
const closedPort = (port: number, service: string, meta: Omit<Meta, "family" | "title" | "see">) =>
  rule(Ingress, {
    ...meta,
    title: `Security groups don't open ${service} to the internet`,
    family: "network",
    see,
    pass: [
      {},
      { ingress: [tcp(443), tcp(port, "10.0.0.0/8")] },
      { type: "egress", ...tcp(port) },
      { ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv4: "10.0.0.0/8" },
      { ipProtocol: "tcp", fromPort: port, toPort: port, prefixListId: "pl-0123456789abcdef0" },
      { ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" },
    ],
    fail: [
      { ingress: [tcp(443), tcp(port)] },
      { ingress: [{ protocol: "tcp", fromPort: port - 1, toPort: port + 1, ipv6CidrBlocks: ["::/0"] }] },
      { type: "ingress", ...tcp(port) },
      { ipProtocol: "-1", cidrIpv6: "::/0" },
      { ipProtocol: "6", fromPort: port, toPort: port, cidrIpv4: "0.0.0.0/0" },
    ],
    unknown: [{ ingress: unknown }, { ingress: [{ ...tcp(port), cidrBlocks: unknown }] }, { type: unknown, ...tcp(port) }],
    check: (self) => eachRule("ingress", self, (traffic) => reaches(traffic, port) && withAnywhere(traffic) && `opens port ${port} to the internet`),
  });

export const securitygroupSsh = closedPort(22, "SSH", {
  id: "aws-vpc-securitygroup-ssh",
  severity: "critical",
  preset: "recommended",
  controls: {
    hipaa: portControls.hipaa,
    "nist-800-53-r5": ["AC-17b", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": portControls["pci-dss-3.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_24"],
    trivy: ["AVD-AWS-0107"],
    kics: ["65905cec-d691-4320-b320-2000436cb696"],
    terrascan: ["AC_AWS_0227"],
    regula: ["FG_R00085"],
    "cdk-nag": ["HIPAA.Security-EC2RestrictedSSH", "NIST.800.53.R4-EC2RestrictedSSH", "NIST.800.53.R5-EC2RestrictedSSH", "PCI.DSS.321-EC2RestrictedSSH"],
  },
  why: "Anyone on the internet can try passwords, stolen keys and known weaknesses.",
  fix: "Admit port 22 only from addresses that need it, or use Session Manager or an EC2 Instance Connect endpoint.",
});

export const securitygroupRdp = closedPort(3389, "RDP", {
  id: "aws-vpc-securitygroup-rdp",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["5.2"] },
  equivalents: { checkov: ["CKV_AWS_25"], kics: ["151187cb-0efc-481c-babd-ad24e3c9bc22"], terrascan: ["AC_AWS_0230"], regula: ["FG_R00087"] },
  why: "Anyone on the internet can try passwords and known weaknesses.",
  fix: "Admit port 3389 only from addresses that need it, or use Fleet Manager.",
});

export const securitygroupHttp = closedPort(80, "plain HTTP", {
  id: "aws-vpc-securitygroup-http",
  severity: "low",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_260"],
    kics: ["ffac8a12-322e-42c1-b9b9-81ff85c39ef7"],
    terrascan: ["AC_AWS_0228"],
    regula: ["FG_R00041"],
    "pulumi-compliance": ["aws-ec2-securitygroup-disallow-inbound-http-traffic"],
  },
  why: "What goes over plain HTTP can be read and changed on the way.",
  fix: "Serve HTTPS on port 443, and take port 80 away or leave it to a load balancer that redirects.",
});

export const securitygroupAllPorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-all-ports",
  title: "Security groups don't open all ports to the internet",
  severity: "critical",
  family: "network",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_277"],
    terrascan: ["AC_AWS_0231", "AC_AWS_0275"],
    regula: ["FG_R00044", "FG_R00045", "FG_R00103", "FG_R00104", "FG_R00350", "FG_R00377"],
  },
  why: "Every service that listens, also by mistake, can be reached by anyone.",
  fix: "Admit the ports that are served, from the addresses that need them.",
  see,
  pass: [{}, { ingress: [tcp(443)] }, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }, { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
  fail: [
    { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    { type: "ingress", protocol: "all", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] },
    { type: "ingress", protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] },
    { ipProtocol: "tcp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" },
  ],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self) => eachRule("ingress", self, (traffic) => reachesAllPorts(traffic) && withAnywhere(traffic) && "opens all ports to the internet"),
});

export const securitygroupOtherPorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-other-ports",
  title: "Security groups open only web ports to the internet",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: {
    kics: ["590d878b-abdc-428f-895a-e2b68a0e1998", "4728cd65-a20c-49da-8b31-9c08b423e4db"],
    terrascan: ["AC_AWS_0276"],
    "cdk-nag": ["AwsSolutions-EC23"],
    "pulumi-compliance": ["aws-ec2-securitygroup-disallow-public-internet-ingress"],
  },
  why: "What isn't meant for the public is better not found by it.",
  fix: "Admit the port only from addresses that need it.",
  see,
  options: { ports: option.Array(option.Integer({ minimum: 0, maximum: 65535 }), { default: [80, 443], description: "The ports that anyone may reach." }) },
  pass: [{}, { ingress: [tcp(80), tcp(443)] }, { type: "ingress", ...tcp(8443, "192.0.2.0/24") }, { type: "egress", ...tcp(8443) }],
  fail: [{ ingress: [tcp(8443)] }, { ipProtocol: "tcp", fromPort: 80, toPort: 443, cidrIpv4: "0.0.0.0/0" }, { ipProtocol: "-1", cidrIpv6: "::/0" }],
  unknown: [{ ipProtocol: "tcp", fromPort: unknown, toPort: unknown, cidrIpv4: "0.0.0.0/0" }],
  check: (self, { options }) =>
    eachRule("ingress", self, (traffic) => {
      if (!withAnywhere(traffic) || /^(icmp.*|1|58)$/.test(protocolOf(traffic))) return false;
      const one = traffic.fromPort === traffic.toPort && !isAllProtocols(protocolOf(traffic));
      return !(one && some(options.ports, (port) => port === traffic.fromPort)) && "opens other ports than those of the web to the internet";
    }),
});

const sensitivePorts = {
  ports: option.Array(option.Integer({ minimum: 1, maximum: 65535 }), {
    default: [
      20, 21, 23, 25, 53, 110, 111, 135, 137, 138, 139, 161, 389, 445, 636, 1433, 1434, 1521, 2375, 2376, 2379, 2382, 2383, 2483, 2484, 3020, 3306, 4333, 4505,
      4506, 5432, 5500, 5601, 5900, 5984, 5985, 5986, 6379, 7001, 8020, 8140, 9042, 9090, 9160, 9200, 9300, 10250, 11211, 11214, 11215, 27017, 27018, 27019,
      50070, 50470, 61620, 61621,
    ],
    description: "The ports that only known machines may reach: of databases, caches, directories and administration.",
  }),
};

/** Other scanners have a check for each port. */
const terrascan = numbered("AC_AWS_", 4);
const regula = numbered("FG_R", 5);

export const securitygroupSensitivePorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-sensitive-ports",
  title: "Security groups don't open sensitive ports to the internet",
  severity: "high",
  family: "network",
  preset: "recommended",
  controls: {
    hipaa: portControls.hipaa,
    "nist-800-53-r5": ["AC-17b", "CM-2a", "CM-6a", "CM-7b", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": portControls["pci-dss-3.2.1"],
  },
  equivalents: {
    kics: ["381c3f2a-ef6f-4eff-99f7-b169cda3422c", "54c417bf-c762-48b9-9d31-b3d87047e3f0"],
    terrascan: terrascan([233, 274]),
    regula: regula([37, 40], [212, 217], [234, 234], [242, 249], [256, 268]),
    "cdk-nag": [
      "HIPAA.Security-EC2RestrictedCommonPorts",
      "NIST.800.53.R4-EC2RestrictedCommonPorts",
      "NIST.800.53.R5-EC2RestrictedCommonPorts",
      "PCI.DSS.321-EC2RestrictedCommonPorts",
    ],
  },
  why: "Databases, caches and the like are made for private networks; open to anyone they are found within hours.",
  fix: "Admit the port only from addresses or security groups that need it.",
  see,
  options: sensitivePorts,
  pass: [{}, { ingress: [tcp(443), tcp(5432, "10.0.0.0/16")] }, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }],
  fail: [{ ingress: [tcp(5432)] }, { ipProtocol: "tcp", fromPort: 6000, toPort: 7000, cidrIpv6: "::/0" }, { type: "ingress", ...tcp(11211), protocol: "udp" }],
  unknown: [{ type: "ingress", ...tcp(5432), cidrBlocks: unknown }],
  check: (self, { options }) =>
    eachRule("ingress", self, (traffic) => {
      if (reachesAllPorts(traffic) || !withAnywhere(traffic)) return false;
      const port = find(options.ports, (port) => reaches(traffic, port));
      return port !== undefined && `opens port ${port} to the internet`;
    }),
});

export const securitygroupPrivateRange = rule(Ingress, {
  id: "aws-vpc-securitygroup-private-range",
  title: "Security groups open sensitive ports to small private ranges",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["92fe237e-074c-4262-81a4-2077acb928c1"], terrascan: terrascan([320, 363]) },
  why: "Who got into any machine of a wide range can try all others.",
  fix: "Admit the port only from the subnets or security groups that need it.",
  see,
  options: {
    ...sensitivePorts,
    prefixLength: option.Integer({ default: 16, minimum: 0, maximum: 32, description: "The widest range that is too wide, as its prefix length." }),
  },
  pass: [{}, { ingress: [tcp(5432, "10.0.1.0/24")] }, { ingress: [tcp(443, "10.0.0.0/8")] }],
  fail: [{ ingress: [tcp(5432, "10.0.0.0/8")] }, { ipProtocol: "-1", cidrIpv4: "192.168.0.0/16" }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self, { options }) =>
    eachRule(
      "ingress",
      self,
      (traffic) =>
        ranges(traffic, (range) => isPrivateIpv4(range) && prefixLength(range) <= options.prefixLength) &&
        some(options.ports, (port) => reaches(traffic, port)) &&
        "opens sensitive ports to a wide private range",
    ),
});

export const securitygroupPublicRange = rule(Ingress, {
  id: "aws-vpc-securitygroup-public-range",
  title: "Security groups open sensitive ports to no public range",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["e35c16a2-d54e-419d-8546-a804d8e024d0"], terrascan: terrascan([277, 319]) },
  why: "In a public range there are machines of others, which come and go.",
  fix: "Admit single addresses, or connect by VPN or a VPC endpoint.",
  see,
  options: sensitivePorts,
  pass: [{}, { ingress: [tcp(5432, "203.0.113.7/32")] }, { ingress: [tcp(5432, "10.0.0.0/28")] }],
  fail: [{ ingress: [tcp(5432, "203.0.113.0/28")] }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self, { options }) =>
    eachRule(
      "ingress",
      self,
      (traffic) =>
        ranges(traffic, (range) => isPublicIpv4(range) && prefixLength(range) < 32) &&
        some(options.ports, (port) => reaches(traffic, port)) &&
        "opens sensitive ports to a public range",
    ),
});
