import type { AccessLevelArgs } from "@pulumi/gcp/accesscontextmanager/accessLevel";
import type { AccessLevelConditionArgs } from "@pulumi/gcp/accesscontextmanager/accessLevelCondition";
import type { ServicePerimeterArgs } from "@pulumi/gcp/accesscontextmanager/servicePerimeter";
import type { ServicePerimeterEgressPolicyArgs } from "@pulumi/gcp/accesscontextmanager/servicePerimeterEgressPolicy";
import type { ServicePerimeterIngressPolicyArgs } from "@pulumi/gcp/accesscontextmanager/servicePerimeterIngressPolicy";
import { isAnywhere } from "../../lib/cloud/network";
import { each, resource, rule, some, unknown } from "../../lib/rule";

const AccessLevel = resource<AccessLevelArgs>("gcp:accesscontextmanager/accessLevel:AccessLevel");
const AccessLevelCondition = resource<AccessLevelConditionArgs>("gcp:accesscontextmanager/accessLevelCondition:AccessLevelCondition");
const EgressPolicy = resource<ServicePerimeterEgressPolicyArgs>("gcp:accesscontextmanager/servicePerimeterEgressPolicy:ServicePerimeterEgressPolicy");
const IngressPolicy = resource<ServicePerimeterIngressPolicyArgs>("gcp:accesscontextmanager/servicePerimeterIngressPolicy:ServicePerimeterIngressPolicy");
const Perimeter = resource<ServicePerimeterArgs>("gcp:accesscontextmanager/servicePerimeter:ServicePerimeter");

interface Ingress {
  readonly identityType?: string;
  readonly sources?: readonly { readonly accessLevel?: string }[];
}

/** Whether anybody may come in, from anywhere. */
const isOpen = (from: Ingress | undefined): boolean => from?.identityType === "ANY_IDENTITY" && some(from.sources, ({ accessLevel }) => accessLevel === "*");

const open = { identityType: "ANY_IDENTITY", sources: [{ accessLevel: "*" }] };
const why = "A perimeter that lets everybody in from everywhere stops nobody who has stolen a credential.";
const fix = "Name identities, and an access level or a project as the source, in `ingressFrom`.";

export const perimeterIngress = rule(Perimeter, {
  id: "gcp-accesscontextmanager-perimeter-ingress",
  title: "Service perimeters don't let everybody in from everywhere",
  severity: "high",
  family: "network",
  preset: "recommended",
  why,
  fix,
  see: "https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules",
  pass: [
    {},
    { status: { ingressPolicies: [{ ingressFrom: { identityType: "ANY_IDENTITY", sources: [{ resource: "projects/1" }] } }] } },
    { status: { ingressPolicies: [{ ingressFrom: { identities: ["user:jane@example.com"], sources: [{ accessLevel: "*" }] } }] } },
  ],
  fail: [{ status: { ingressPolicies: [unknown, { ingressFrom: open }] } }],
  unknown: [{ status: { ingressPolicies: [{ ingressFrom: { identityType: "ANY_IDENTITY", sources: [unknown] } }] } }],
  check: ({ status }) => each(status?.ingressPolicies, ({ ingressFrom }) => isOpen(ingressFrom) && "lets everybody in from everywhere"),
});

export const ingressOpen = rule(IngressPolicy, {
  id: "gcp-accesscontextmanager-ingress-open",
  title: "Ingress policies of service perimeters don't let everybody in from everywhere",
  severity: "high",
  family: "network",
  preset: "recommended",
  why,
  fix,
  see: "https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules",
  pass: [{ ingressFrom: { identityType: "ANY_IDENTITY", sources: [{ resource: "projects/1" }] } }],
  fail: [{ ingressFrom: open }],
  unknown: [{ ingressFrom: { identityType: unknown } }],
  check: ({ ingressFrom }) => isOpen(ingressFrom) && "lets everybody in from everywhere",
});

interface Egress {
  readonly egressFrom?: { readonly identityType?: string };
  readonly egressTo?: { readonly resources?: readonly string[] };
}

/** Whether anybody may take data out, to anywhere. */
const leaks = ({ egressFrom, egressTo }: Egress): boolean =>
  egressFrom?.identityType === "ANY_IDENTITY" && some(egressTo?.resources, (target) => target === "*");

const leak = { egressFrom: { identityType: "ANY_IDENTITY" }, egressTo: { resources: ["*"] } };
const tight = { egressFrom: { identityType: "ANY_IDENTITY" }, egressTo: { resources: ["projects/1"] } };
const egress = {
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "A perimeter is there to keep data in; who can read it can copy it to a project of their own.",
  fix: "Name identities in `egressFrom`, and projects in `egressTo.resources`.",
  see: "https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules",
} as const;

export const perimeterEgress = rule(Perimeter, {
  ...egress,
  id: "gcp-accesscontextmanager-perimeter-egress",
  title: "Service perimeters don't let everybody take data anywhere",
  pass: [{}, { status: { egressPolicies: [tight] } }],
  fail: [{ status: { egressPolicies: [unknown, leak] } }],
  unknown: [{ status: { egressPolicies: [{ ...leak, egressTo: { resources: [unknown] } }] } }],
  check: ({ status }) => each(status?.egressPolicies, (policy) => leaks(policy) && "lets everybody take data anywhere"),
});

export const egressOpen = rule(EgressPolicy, {
  ...egress,
  id: "gcp-accesscontextmanager-egress-open",
  title: "Egress policies of service perimeters don't let everybody take data anywhere",
  pass: [tight],
  fail: [leak],
  unknown: [{ ...leak, egressFrom: unknown }],
  check: (self) => leaks(self) && "lets everybody take data anywhere",
});

export const perimeterServices = rule(Perimeter, {
  id: "gcp-accesscontextmanager-perimeter-services",
  title: "Service perimeters restrict services",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "A perimeter protects only the services that it names, and none while it is only tried.",
  fix: "Name the services that hold data in `status.restrictedServices`.",
  see: "https://cloud.google.com/vpc-service-controls/docs/service-perimeters",
  pass: [{ status: { restrictedServices: ["storage.googleapis.com"] } }, { perimeterType: "PERIMETER_TYPE_BRIDGE", status: {} }],
  fail: [{}, { status: { restrictedServices: [] } }, { spec: { restrictedServices: ["storage.googleapis.com"] }, useExplicitDryRunSpec: true }],
  unknown: [{ status: { restrictedServices: unknown } }],
  check: ({ perimeterType, status }) => perimeterType !== "PERIMETER_TYPE_BRIDGE" && !status?.restrictedServices?.length && "restricts no service",
});

export const levelOpen = rule(AccessLevel, {
  id: "gcp-accesscontextmanager-level-open",
  title: "Access levels don't admit all addresses",
  severity: "high",
  family: "network",
  preset: "recommended",
  why: "All that asks for the level is open to everybody who has a credential.",
  fix: "Name your own ranges in `basic.conditions[].ipSubnetworks`.",
  see: "https://cloud.google.com/access-context-manager/docs/overview",
  pass: [{ basic: { conditions: [{ ipSubnetworks: ["203.0.113.0/24"] }] } }, { basic: { conditions: [{ negate: true, ipSubnetworks: ["0.0.0.0/0"] }] } }],
  fail: [{ basic: { conditions: [unknown, { ipSubnetworks: ["0.0.0.0/0"] }] } }, { basic: { conditions: [{ ipSubnetworks: ["203.0.113.0/24", "::/0"] }] } }],
  unknown: [{ basic: { conditions: [{ ipSubnetworks: [unknown] }] } }],
  check: ({ basic }) => each(basic?.conditions, ({ ipSubnetworks, negate }) => some(ipSubnetworks, isAnywhere) && !negate && "admits all addresses"),
});

export const levelConditionOpen = rule(AccessLevelCondition, {
  id: "gcp-accesscontextmanager-level-condition-open",
  title: "Conditions of access levels don't admit all addresses",
  severity: "high",
  family: "network",
  preset: "recommended",
  why: "All that asks for the level is open to everybody who has a credential.",
  fix: "Name your own ranges in `ipSubnetworks`.",
  see: "https://cloud.google.com/access-context-manager/docs/overview",
  pass: [{}, { ipSubnetworks: ["203.0.113.0/24"] }, { negate: true, ipSubnetworks: ["0.0.0.0/0"] }],
  fail: [{ ipSubnetworks: [unknown, "0.0.0.0/0"] }],
  unknown: [{ ipSubnetworks: [unknown] }],
  check: ({ ipSubnetworks, negate }) => some(ipSubnetworks, isAnywhere) && !negate && "admits all addresses",
});
