import type { ServiceArgs } from "@pulumi/kubernetes/core/v1/service";
import type { Unwrap } from "@pulumi/pulumi/output";
import { listed } from "../../lib/cloud/json";
import { someAnywhere } from "../../lib/cloud/network";
import { each, resource, rule, some, unknown } from "../../lib/rule";

const Service = resource<ServiceArgs>("kubernetes:core/v1:Service", "kubernetes:core/v1:ServicePatch");
type Self = Unwrap<ServiceArgs>;

const balancers = "https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer";
const aws = "service.beta.kubernetes.io/aws-load-balancer";

/** What keeps a load balancer off the internet, by cloud. */
const internal: readonly [annotation: string, value: RegExp][] = [
  [`${aws}-internal`, /^(true|0\.0\.0\.0\/0)$/i],
  [`${aws}-scheme`, /^internal$/i],
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/i],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/i],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/i],
  ["service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", /^intranet$/i],
  ["service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", /^private$/i],
];
const ranges = ["service.beta.kubernetes.io/load-balancer-source-ranges", "service.beta.kubernetes.io/azure-allowed-ip-ranges"];
/** The classes of the clouds' own load balancers; others, as MetalLB's, mostly serve a private network. */
const cloudClasses = /^(service\.k8s\.aws|eks\.amazonaws\.com|networking\.gke\.io|cloud\.google\.com)\//;

/** Whether a load balancer answers the internet: AWS's own controller makes one that doesn't, unless told to. */
function isOpen({ metadata, spec }: Self): boolean {
  if (spec?.type !== "LoadBalancer") return false;
  const annotations = metadata?.annotations ?? {};
  const loadBalancerClass = spec.loadBalancerClass;
  if (loadBalancerClass !== undefined && !cloudClasses.test(loadBalancerClass)) return false;
  if (internal.filter(([annotation, value]) => value.test(annotations[annotation] ?? "")).length) return false;
  const isByController =
    /^(service\.k8s\.aws|eks\.amazonaws\.com)\//.test(loadBalancerClass ?? "") || /^(external|nlb-ip)$/.test(annotations[`${aws}-type`] ?? "");
  if (isByController && annotations[`${aws}-scheme`] !== "internet-facing") return false;
  const sources = [
    ...listed(spec.loadBalancerSourceRanges),
    ...ranges.flatMap((annotation) =>
      String(annotations[annotation] ?? "")
        .split(",")
        .filter(Boolean),
    ),
  ];
  return !sources.length || someAnywhere(sources);
}

const open = { type: "LoadBalancer", ports: [{ port: 443 }] };
const closed: [Partial<Self>, ...Partial<Self>[]] = [
  { spec: { ports: [{ port: 5432 }] } },
  { spec: { type: "ClusterIP", ports: [{ port: 5432 }] } },
  { spec: { type: "LoadBalancer", ports: [{ port: 5432 }], loadBalancerSourceRanges: ["203.0.113.0/24"] } },
  { spec: { type: "LoadBalancer", ports: [{ port: 5432 }], loadBalancerClass: "metallb.io/metallb" } },
  { spec: { type: "LoadBalancer", ports: [{ port: 5432 }], loadBalancerClass: "service.k8s.aws/nlb" } },
  ...(
    [
      [`${aws}-internal`, "true"],
      [`${aws}-scheme`, "internal"],
      [`${aws}-type`, "external"],
      ["service.beta.kubernetes.io/azure-load-balancer-internal", "true"],
      ["networking.gke.io/load-balancer-type", "Internal"],
      ["service.beta.kubernetes.io/azure-allowed-ip-ranges", "203.0.113.0/24"],
    ] as const
  ).map(([annotation, value]) => ({
    metadata: { annotations: { [annotation]: value } },
    spec: { type: "LoadBalancer", ports: [{ port: 5432 }] },
  })),
];

export const loadBalancerRanges = rule(Service, {
  id: "kubernetes-service-load-balancer-ranges",
  title: "Load balancers of services answer known addresses",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { kics: ["26763a1c-5dda-4772-b507-5fca7fb5f165"] },
  why: "A service with a load balancer is on the internet, with no ingress in front of it that terminates TLS, filters or asks who calls.",
  fix: "List the addresses in `loadBalancerSourceRanges`, make the load balancer internal by your cloud's annotation, or use an ingress.",
  see: balancers,
  pass: closed,
  fail: [
    { spec: open },
    { spec: { ...open, loadBalancerSourceRanges: ["203.0.113.0/24", "0.0.0.0/0"] } },
    { metadata: { annotations: { [`${aws}-scheme`]: "internet-facing" } }, spec: { ...open, loadBalancerClass: "service.k8s.aws/nlb" } },
  ],
  unknown: [{ spec: { ...open, loadBalancerSourceRanges: unknown } }, { spec: { type: unknown } }],
  check: (self) => isOpen(self) && "its load balancer answers all of the internet",
});

/** What no one serves to everybody: databases, and what rules machines and clusters. */
const internalPorts: Readonly<Record<number, string>> = {
  22: "SSH",
  23: "Telnet",
  389: "LDAP",
  445: "SMB",
  1433: "SQL Server",
  1521: "Oracle",
  2049: "NFS",
  2181: "ZooKeeper",
  2375: "Docker",
  2379: "etcd",
  3306: "MySQL",
  3389: "Remote Desktop",
  5432: "PostgreSQL",
  5900: "VNC",
  6379: "Redis",
  6443: "the Kubernetes API",
  7000: "Cassandra nodes",
  9042: "Cassandra",
  9092: "Kafka",
  9200: "Elasticsearch",
  9300: "Elasticsearch nodes",
  10250: "kubelet",
  11211: "Memcached",
  27017: "MongoDB",
};

export const loadBalancerPorts = rule(Service, {
  id: "kubernetes-service-load-balancer-ports",
  title: "Load balancers of services keep databases and administration off the internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  why: "Servers of this kind that answer everyone are scanned all day for weak passwords, missing ones and flaws.",
  fix: "Make the service a `ClusterIP`, list the addresses that need it in `loadBalancerSourceRanges`, or make the load balancer internal by your cloud's annotation.",
  see: balancers,
  pass: [{ spec: open }, ...closed],
  fail: [
    { spec: { type: "LoadBalancer", ports: [{ port: 443 }, { port: 5432 }] } },
    { spec: { type: "LoadBalancer", ports: [{ port: unknown }, { port: 16379, targetPort: 6379 }] } },
    { spec: { type: "LoadBalancer", ports: [{ port: 22 }], loadBalancerSourceRanges: ["0.0.0.0/0"] } },
  ],
  unknown: [{ spec: { type: "LoadBalancer", ports: unknown } }],
  check: (self) =>
    isOpen(self) &&
    each(self.spec?.ports, ({ port, targetPort }) => {
      const service = internalPorts[port] ?? (typeof targetPort === "number" ? internalPorts[targetPort] : undefined);
      return service && `its load balancer opens ${service} (${port}) to the internet`;
    }),
});

export const nodePort = rule(Service, {
  id: "kubernetes-service-node-port",
  title: "Services take no port of all nodes",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["845acfbe-3e10-4b8e-b656-3b404d36dfb2"] },
  why: "The port is open on every node, to whoever reaches one, past the ingress and its TLS.",
  fix: "Set `type` to `ClusterIP`, and reach the service through an ingress or a load balancer.",
  see: "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport",
  pass: [{}, { spec: { type: "ClusterIP" } }, { spec: open }],
  fail: [{ spec: { type: "NodePort" } }],
  unknown: [{ spec: { type: unknown } }],
  check: ({ spec }) => spec?.type === "NodePort" && "it takes a port of all nodes",
});

export const externalAddresses = rule(Service, {
  id: "kubernetes-service-external-addresses",
  title: "Services take no addresses that the cluster doesn't own",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["1.2.3"] },
  why: "Nobody checks `externalIPs`: all pods' traffic to such an address goes to the service, whoever the address belongs to (CVE-2020-8554).",
  fix: "Leave `externalIPs` out and use a load balancer.",
  see: "https://kubernetes.io/docs/concepts/services-networking/service/#external-ips",
  pass: [{}, { spec: { externalIPs: [] } }],
  fail: [{ spec: { externalIPs: ["203.0.113.7"] } }, { spec: { externalIPs: [unknown, "203.0.113.7"] } }],
  unknown: [{ spec: { externalIPs: unknown } }],
  check: ({ spec }) => some(spec?.externalIPs) && "it takes addresses in `externalIPs`",
});

export const tiller = rule(Service, {
  id: "kubernetes-service-tiller",
  title: "Helm 2's Tiller has no service",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_K8S_44"], kics: ["8b862ca9-0fbd-4959-ad72-b6609bdaa22d"] },
  why: "Tiller does what anybody who reaches it tells it, mostly as an administrator of the cluster.",
  fix: "Delete it; Helm 3 and Pulumi need none.",
  see: "https://helm.sh/docs/faq/changes_since_helm2/",
  pass: [{ metadata: { name: "web" }, spec: { selector: { app: "web" } } }],
  fail: [
    { metadata: { name: "tiller-deploy" } },
    { metadata: { labels: { app: "helm", name: "tiller" } } },
    { spec: { selector: { app: "helm", name: "tiller" } } },
  ],
  unknown: [{ metadata: { name: "web" }, spec: { selector: { name: unknown } } }],
  check: ({ metadata, spec }) =>
    (metadata?.name === "tiller-deploy" || some([metadata?.labels, spec?.selector], (labels) => labels?.name === "tiller" || labels?.app === "tiller")) &&
    "it is Helm 2's Tiller",
});
