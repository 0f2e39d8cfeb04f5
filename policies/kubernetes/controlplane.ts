import type { Container } from "../../lib/cloud/kubernetes";
import { containerRule } from "../../lib/cloud/kubernetes-rule";
import { each, every, some, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";
import { raw } from "../../lib/stack/values";

type Component = "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "etcd";

interface Flag {
  readonly name: string;
  /** A value that passes, and one that fails; without a bad one, what matters is that the flag is given. */
  readonly good: string;
  readonly bad?: string;
  /** Another flag that takes its place. */
  readonly instead?: string;
  /** Whether a value passes; undefined is an absent flag, which then has the component's default. */
  is(value: string | undefined): boolean;
}

const given = (name: string): Flag => ({ name, good: "/etc/kubernetes/pki/file", is: (value) => value !== undefined });
const isOn = (name: string): Flag => ({ name, good: "true", bad: "false", is: (value) => value === "true" });
const isOff = (name: string): Flag => ({ name, good: "false", bad: "true", is: (value) => value === "false" });
const notOn = (name: string): Flag => ({ name, good: "false", bad: "true", is: (value) => value !== "true" });
const notOff = (name: string): Flag => ({ name, good: "true", bad: "false", is: (value) => value !== "false" });
const atLeast = (name: string, least: number): Flag => ({ name, good: String(least), bad: "1", is: (value) => Number(value) >= least });
const listing = (name: string, { good, bad, wanted = [], unwanted = [] }: { good: string; bad: string; wanted?: string[]; unwanted?: string[] }): Flag => ({
  name,
  good,
  bad,
  is: (value) => {
    const items = value?.split(",") ?? [];
    return every(wanted, (item) => items.includes(item)) && !some(unwanted, (item) => items.includes(item));
  },
});

/** The value of a flag in a container's command: `--flag=value`, `--flag value`, also within a shell's; `true` where it has none. */
function valueOf({ command, args }: Container, name: string): string | undefined {
  const pattern = new RegExp(`(?:^|\\s)--${name}(?:=(\\S*)|\\s+([^-\\s]\\S*)|(?=\\s|$))`);
  let value: string | undefined;
  some([command, args], (words) =>
    some(words, (word, i) => {
      const match = typeof word === "string" ? pattern.exec(word) : null;
      if (!match) return false;
      const next = word.trim() === `--${name}` ? words?.[i + 1] : undefined;
      value = match[1] ?? match[2] ?? (next && !next.startsWith("-") ? next : "true");
      return true;
    }),
  );
  return value;
}

/** Whether a container runs a component, told by its command or its image. */
function runs(container: Container, component: Component): boolean {
  const { command, args, image } = raw(container) as { [part in "command" | "args" | "image"]?: unknown };
  const words = [command, args].flatMap((part) => (Array.isArray(part) ? part : [])).filter((word) => typeof word === "string");
  const program = (word: string) => new RegExp(`(^|/)${component}$`).test(word);
  if (words[0] && (program(words[0]) || (/(^|\/)(ba|da)?sh$/.test(words[0]) && words.filter((word) => word.split(/\s+/).filter(program).length).length)))
    return true;
  return typeof image === "string" && program(image.split("@")[0]!.replace(/:[^/:]*$/, ""));
}

interface Setting extends Omit<Meta, "fix" | "see" | "preset" | "family"> {
  readonly family?: Meta["family"];
  readonly preset?: Meta["preset"];
  readonly components: readonly [Component, ...Component[]];
  readonly flags: readonly [Flag, ...Flag[]];
}

/** A rule on the flags of a component of the control plane, for those who run their own in pods. */
const flags = ({ components, flags, ...meta }: Setting) => {
  const [component] = components;
  const written = (changed?: Flag) =>
    flags.flatMap((flag) => (flag !== changed ? [`--${flag.name}=${flag.good}`] : flag.bad === undefined ? [] : [`--${flag.name}=${flag.bad}`]));
  const failing = flags.map((flag) => ({ command: [component, ...written(flag)] }));
  const inShell = { command: ["sh", "-c", `exec ${[component, ...written(flags[0])].join(" ")}`] };
  const needed = flags.filter(({ is }) => !is(undefined)).map(({ name, good, bad }) => (bad ? `\`--${name}=${good}\`` : `\`--${name}\``));
  const refused = flags.filter(({ is }) => is(undefined)).map(({ name, bad }) => `\`--${name}=${bad}\``);
  return containerRule({
    family: "access-control",
    preset: "strict",
    ...meta,
    fix: [needed.length && `Set ${needed.join(", ")}.`, refused.length && `Don't set ${refused.join(", ")}.`].filter(Boolean).join(" "),
    see:
      component === "etcd"
        ? "https://etcd.io/docs/v3.6/op-guide/configuration/"
        : `https://kubernetes.io/docs/reference/command-line-tools-reference/${component}/`,
    pass: [
      { command: [`/usr/local/bin/${component}`, ...written()] },
      { image: `registry.k8s.io/${component}:v1.34.0`, args: written() },
      { command: ["web"] },
    ],
    fail: [inShell, ...failing],
    unknown: [{ command: [component, unknown] }],
    check: (container, { isPartial }) =>
      !isPartial &&
      components.filter((name) => runs(container, name)).length > 0 &&
      each(flags, ({ name, instead, is }) => {
        const value = valueOf(container, name);
        if (value === undefined && instead && valueOf(container, instead)) return false;
        return !is(value) && (value === undefined ? `sets no \`--${name}\`` : `sets \`--${name}\` to \`${value}\``);
      }),
  });
};

export const apiserverAnonymous = flags({
  id: "kubernetes-controlplane-apiserver-anonymous",
  title: "The API server answers no one who hasn't signed in",
  severity: "medium",
  controls: { "cis-kubernetes-1.9": ["1.2.1"] },
  equivalents: { checkov: ["CKV_K8S_68"] },
  why: "One role that is bound by mistake to everybody is then open to whoever reaches the server.",
  components: ["kube-apiserver"],
  flags: [isOff("anonymous-auth")],
});

export const apiserverAlwaysAllow = flags({
  id: "kubernetes-controlplane-apiserver-always-allow",
  title: "The API server asks what a caller may do",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["1.2.6"] },
  equivalents: { checkov: ["CKV_K8S_74"] },
  why: "With `AlwaysAllow`, which is the default, everyone who reaches the server is an administrator of the cluster.",
  components: ["kube-apiserver"],
  flags: [
    {
      name: "authorization-mode",
      instead: "authorization-config",
      good: "Node,RBAC",
      bad: "RBAC,AlwaysAllow",
      is: (value) => value !== undefined && !value.split(",").includes("AlwaysAllow"),
    },
  ],
});

export const apiserverAuthorization = flags({
  id: "kubernetes-controlplane-apiserver-authorization",
  title: "The API server decides by roles, and by what runs on a node",
  severity: "medium",
  controls: { "cis-kubernetes-1.9": ["1.2.7", "1.2.8"] },
  equivalents: { checkov: ["CKV_K8S_75", "CKV_K8S_77"] },
  why: "Without `Node` a node that was taken over reads the Secrets of all others; without `RBAC` roles and bindings mean nothing.",
  components: ["kube-apiserver"],
  flags: [{ ...listing("authorization-mode", { good: "Node,RBAC", bad: "ABAC", wanted: ["Node", "RBAC"] }), instead: "authorization-config" }],
});

export const apiserverStaticTokens = flags({
  id: "kubernetes-controlplane-apiserver-static-tokens",
  title: "The API server takes no tokens from a file",
  severity: "medium",
  controls: { "cis-kubernetes-1.9": ["1.2.2"] },
  equivalents: { checkov: ["CKV_K8S_70"] },
  family: "identity",
  why: "Such tokens stand in a file in plain text, never expire, and are taken back only by a restart.",
  components: ["kube-apiserver"],
  flags: [{ name: "token-auth-file", good: "", bad: "/etc/tokens.csv", is: (value) => !value }],
});

export const apiserverAdmission = flags({
  id: "kubernetes-controlplane-apiserver-admission",
  title: "The API server checks what it is asked to write",
  severity: "medium",
  controls: { "cis-kubernetes-1.9": ["1.2.10", "1.2.12", "1.2.13", "1.2.14"] },
  equivalents: { checkov: ["CKV_K8S_79", "CKV_K8S_82", "CKV_K8S_83", "CKV_K8S_85"] },
  why: "Without these plug-ins a node changes other nodes' objects, pods run without an account, and objects stay in namespaces that are gone.",
  components: ["kube-apiserver"],
  flags: [
    listing("enable-admission-plugins", {
      good: "NodeRestriction",
      bad: "NodeRestriction,AlwaysAdmit",
      wanted: ["NodeRestriction"],
      unwanted: ["AlwaysAdmit"],
    }),
    listing("disable-admission-plugins", {
      good: "DefaultStorageClass",
      bad: "ServiceAccount",
      unwanted: ["ServiceAccount", "NamespaceLifecycle"],
    }),
  ],
});

export const apiserverPlugins = flags({
  id: "kubernetes-controlplane-apiserver-plugins",
  title: "The API server has its further admission plug-ins",
  severity: "low",
  controls: { "cis-kubernetes-1.9": ["1.2.3", "1.2.9", "1.2.11"] },
  equivalents: { checkov: ["CKV_K8S_78", "CKV_K8S_80"] },
  why: "Without them one client floods the server with events, pods start images that they may not pull, and services take others' addresses.",
  components: ["kube-apiserver"],
  flags: [
    listing("enable-admission-plugins", {
      good: "AlwaysPullImages,DenyServiceExternalIPs,EventRateLimit",
      bad: "EventRateLimit",
      wanted: ["AlwaysPullImages", "DenyServiceExternalIPs", "EventRateLimit"],
    }),
  ],
});

export const apiserverKubelets = flags({
  id: "kubernetes-controlplane-apiserver-kubelets",
  title: "The API server and the kubelets prove who they are to each other",
  severity: "medium",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["1.2.4", "1.2.5"] },
  equivalents: { checkov: ["CKV_K8S_72", "CKV_K8S_73"] },
  why: "Whoever is on the way to a node can pose as its kubelet, and reads the commands and logs that pass.",
  components: ["kube-apiserver"],
  flags: [given("kubelet-client-certificate"), given("kubelet-client-key"), given("kubelet-certificate-authority")],
});

export const apiserverAudit = flags({
  id: "kubernetes-controlplane-apiserver-audit",
  title: "The API server keeps an audit log",
  severity: "medium",
  family: "logging",
  controls: { "cis-kubernetes-1.9": ["1.2.16", "1.2.17", "1.2.18", "1.2.19"] },
  equivalents: { checkov: ["CKV_K8S_91", "CKV_K8S_92", "CKV_K8S_93", "CKV_K8S_94"] },
  why: "Nobody can tell afterwards who did what in the cluster.",
  components: ["kube-apiserver"],
  flags: [given("audit-log-path"), atLeast("audit-log-maxage", 30), atLeast("audit-log-maxbackup", 10), atLeast("audit-log-maxsize", 100)],
});

export const apiserverAccounts = flags({
  id: "kubernetes-controlplane-apiserver-accounts",
  title: "The API server checks tokens of service accounts",
  severity: "medium",
  family: "identity",
  controls: { "cis-kubernetes-1.9": ["1.2.21", "1.2.22"] },
  equivalents: { checkov: ["CKV_K8S_96", "CKV_K8S_97"] },
  why: "Tokens of accounts that were deleted stay valid, and tokens are signed with the key that serves TLS.",
  components: ["kube-apiserver"],
  flags: [given("service-account-key-file"), notOff("service-account-lookup")],
});

export const apiserverEtcd = flags({
  id: "kubernetes-controlplane-apiserver-etcd",
  title: "The API server and etcd prove who they are to each other",
  severity: "medium",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["1.2.23", "1.2.26"] },
  equivalents: { checkov: ["CKV_K8S_99", "CKV_K8S_102"] },
  why: "All of the cluster's objects, Secrets included, pass between the two.",
  components: ["kube-apiserver"],
  flags: [given("etcd-certfile"), given("etcd-keyfile"), given("etcd-cafile")],
});

export const apiserverCertificate = flags({
  id: "kubernetes-controlplane-apiserver-certificate",
  title: "The API server has a certificate, and asks clients for theirs",
  severity: "medium",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["1.2.24", "1.2.25"] },
  equivalents: { checkov: ["CKV_K8S_100"] },
  why: "With a certificate that it made itself, clients can't tell the server from someone on the way.",
  components: ["kube-apiserver"],
  flags: [given("tls-cert-file"), given("tls-private-key-file"), given("client-ca-file")],
});

export const apiserverEncryption = flags({
  id: "kubernetes-controlplane-apiserver-encryption",
  title: "The API server encrypts Secrets before it stores them",
  severity: "medium",
  family: "encryption-at-rest",
  controls: { "cis-kubernetes-1.9": ["1.2.27"] },
  equivalents: { checkov: ["CKV_K8S_104"] },
  why: "Whoever gets hold of a disk or backup of etcd reads all Secrets.",
  components: ["kube-apiserver"],
  flags: [given("encryption-provider-config")],
});

const weakCiphers = ["TLS_RSA_WITH_RC4_128_SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_ECDHE_RSA_WITH_RC4_128_SHA", "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"];

export const apiserverCiphers = flags({
  id: "kubernetes-controlplane-apiserver-ciphers",
  title: "The API server uses strong ciphers",
  severity: "low",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["1.2.29"] },
  why: "RC4 and 3DES can be broken by whoever records enough traffic, and versions before TLS 1.2 have flaws of their own.",
  components: ["kube-apiserver"],
  flags: [
    listing("tls-cipher-suites", { good: "TLS_AES_128_GCM_SHA256", bad: "TLS_RSA_WITH_3DES_EDE_CBC_SHA", unwanted: weakCiphers }),
    listing("tls-min-version", { good: "VersionTLS12", bad: "VersionTLS10", unwanted: ["VersionTLS10", "VersionTLS11"] }),
  ],
});

export const profiling = flags({
  id: "kubernetes-controlplane-profiling",
  title: "The control plane serves no profiles",
  severity: "low",
  family: "logging",
  controls: { "cis-kubernetes-1.9": ["1.2.15", "1.3.2", "1.4.1"] },
  equivalents: { checkov: ["CKV_K8S_90", "CKV_K8S_107", "CKV_K8S_114"] },
  why: "Profiles show what the program does and holds in memory, and making them slows it down.",
  components: ["kube-apiserver", "kube-controller-manager", "kube-scheduler"],
  flags: [isOff("profiling")],
});

export const address = flags({
  id: "kubernetes-controlplane-address",
  title: "The scheduler and the controller manager answer their own machine only",
  severity: "low",
  family: "network",
  controls: { "cis-kubernetes-1.9": ["1.3.7", "1.4.2"] },
  equivalents: { checkov: ["CKV_K8S_113", "CKV_K8S_115"] },
  why: "Their metrics and health tell the network about the cluster, and nobody else needs them.",
  components: ["kube-scheduler", "kube-controller-manager"],
  flags: [{ name: "bind-address", good: "127.0.0.1", bad: "0.0.0.0", is: (value) => value === "127.0.0.1" || value === "::1" }],
});

export const controllerCredentials = flags({
  id: "kubernetes-controlplane-controller-credentials",
  title: "Controllers have accounts of their own",
  severity: "medium",
  family: "identity",
  controls: { "cis-kubernetes-1.9": ["1.3.3", "1.3.4", "1.3.5"] },
  equivalents: { checkov: ["CKV_K8S_108", "CKV_K8S_110", "CKV_K8S_111"] },
  why: "With one account for all, each controller may do what any of them needs; without the key and the authority, pods get no tokens and can't tell the API server from another.",
  components: ["kube-controller-manager"],
  flags: [isOn("use-service-account-credentials"), given("service-account-private-key-file"), given("root-ca-file")],
});

export const controllerRotation = flags({
  id: "kubernetes-controlplane-controller-rotation",
  title: "Certificates of kubelets are renewed",
  severity: "low",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["1.3.6"] },
  why: "A certificate that isn't renewed is replaced by hand, late, or by one that lasts for years.",
  components: ["kube-controller-manager"],
  flags: [
    listing("feature-gates", {
      good: "RotateKubeletServerCertificate=true",
      bad: "RotateKubeletServerCertificate=false",
      unwanted: ["RotateKubeletServerCertificate=false"],
    }),
  ],
});

export const etcdTls = flags({
  id: "kubernetes-controlplane-etcd-tls",
  title: "The store etcd has certificates of an authority",
  severity: "medium",
  family: "encryption-in-transit",
  controls: { "cis-kubernetes-1.9": ["2.1", "2.3", "2.4", "2.6"] },
  equivalents: { checkov: ["CKV_K8S_116", "CKV_K8S_118", "CKV_K8S_119"] },
  why: "All of the cluster's objects, Secrets included, pass to etcd and between its members, and a certificate that it made itself proves nothing.",
  components: ["etcd"],
  flags: [given("cert-file"), given("key-file"), given("peer-cert-file"), given("peer-key-file"), notOn("auto-tls"), notOn("peer-auto-tls")],
});

export const etcdAuthentication = flags({
  id: "kubernetes-controlplane-etcd-authentication",
  title: "The store etcd asks clients and members for their certificates",
  severity: "high",
  controls: { "cis-kubernetes-1.9": ["2.2", "2.5"] },
  equivalents: { checkov: ["CKV_K8S_117", "CKV_K8S_121"] },
  why: "Whoever reaches the port reads and writes all of the cluster's objects, Secrets and roles included.",
  components: ["etcd"],
  flags: [isOn("client-cert-auth"), isOn("peer-client-cert-auth")],
});
