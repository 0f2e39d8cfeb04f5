import type { ClusterRoleArgs } from "@pulumi/kubernetes/rbac/v1/clusterRole";
import type { Unwrap } from "@pulumi/pulumi/output";
import { each, resource, rule, some, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

const ClusterRole = resource<ClusterRoleArgs>("kubernetes:rbac.authorization.k8s.io/*:ClusterRole", "kubernetes:rbac.authorization.k8s.io/*:ClusterRolePatch");
const Role = resource<ClusterRoleArgs>(
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRole",
  "kubernetes:rbac.authorization.k8s.io/*:ClusterRolePatch",
  "kubernetes:rbac.authorization.k8s.io/*:Role",
  "kubernetes:rbac.authorization.k8s.io/*:RolePatch",
);
type PolicyRule = NonNullable<Unwrap<ClusterRoleArgs>["rules"]>[number];

const practices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/";

const names = (list: readonly string[] | undefined, wanted: readonly string[]): boolean => some(list, (name) => wanted.includes(name));
const isAll = ({ apiGroups, resources, verbs }: PolicyRule): boolean => names(resources, ["*"]) && names(verbs, ["*"]) && names(apiGroups, ["*", ""]);

export const all = rule(Role, {
  id: "kubernetes-role-all",
  title: "No role may do everything",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.1.1", "5.1.3"] },
  why: "A role with all verbs on all resources is an administrator's by another name: whoever takes over one pod or key that has it has the namespace, or the cluster.",
  fix: "List the resources and the verbs that are needed.",
  see: practices,
  pass: [
    {},
    { rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get"] }] },
    { rules: [{ apiGroups: ["shop.example.com"], resources: ["*"], verbs: ["*"] }] },
    { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["get", "list"] }] },
  ],
  fail: [{ rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] }, { rules: [unknown, { apiGroups: [""], resources: ["pods", "*"], verbs: ["*"] }] }],
  unknown: [{ rules: [{ apiGroups: ["*"], resources: ["*"], verbs: unknown }] }],
  check: ({ rules }) => some(rules, isAll) && "it allows all verbs on all resources",
});

export const wildcard = rule(Role, {
  id: "kubernetes-role-wildcard",
  title: "Roles name their groups, resources and verbs",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.1.3"] },
  equivalents: { checkov: ["CKV_K8S_49"], trivy: ["AVD-KSV-0044", "AVD-KSV-0045", "AVD-KSV-0046"], kics: ["6b896afb-ca07-467a-b256-1a0077a1c08e"] },
  why: "A wildcard also stands for what is added later: new kinds, and verbs such as `escalate` and `impersonate`.",
  fix: "List what is needed instead of `*`.",
  see: practices,
  pass: [{}, { rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get", "patch"] }] }],
  fail: [
    { rules: [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["*"] }] },
    { rules: [{ apiGroups: ["apps"], resources: ["*"], verbs: ["get"] }] },
    { rules: [{ apiGroups: ["*"], resources: ["deployments"], verbs: ["get"] }] },
  ],
  unknown: [{ rules: unknown }],
  check: ({ rules }) =>
    each(
      ["apiGroups", "resources", "verbs"] as const,
      (part) => some(rules, (allowed) => names(allowed[part], ["*"])) && `its rules have \`*\` in \`${part}\``,
    ),
});

interface Grant extends Pick<Meta, "id" | "title" | "controls" | "equivalents" | "why" | "fix"> {
  readonly group: string;
  readonly resources: readonly [string, ...string[]];
  readonly verbs: readonly [string, ...string[]];
  /** What it finds: follows "it may". */
  readonly finding: string;
}

/**
 * A rule that refuses a right to other than named objects. One who may do all with all resources is told of once, by another rule.
 */
const withoutRight = (type: typeof Role, { group, resources, verbs, finding, ...meta }: Grant): Rule => {
  const granted = { apiGroups: [group], resources: [resources[0]], verbs: [verbs[0]] };
  const isGranted = (allowed: PolicyRule) =>
    names(allowed.apiGroups, [group, "*"]) &&
    names(allowed.resources, [...resources, "*"]) &&
    names(allowed.verbs, [...verbs, "*"]) &&
    !some(allowed.resourceNames);
  return rule(type, {
    severity: "medium",
    family: "access-control",
    preset: "strict",
    see: practices,
    ...meta,
    pass: [
      {},
      { rules: [{ ...granted, verbs: ["deletecollection"] }] },
      { rules: [{ ...granted, resources: ["others"] }] },
      { rules: [{ ...granted, apiGroups: ["shop.example.com"] }] },
      { rules: [{ ...granted, resourceNames: ["web"] }] },
      { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] },
    ],
    fail: [
      { rules: [granted] },
      { rules: [{ ...granted, resources: ["*"] }] },
      { rules: [{ ...granted, verbs: ["*"] }] },
      { rules: [unknown, { ...granted, apiGroups: ["*"], resources: ["others", resources.at(-1)!], verbs: ["deletecollection", verbs.at(-1)!] }] },
    ],
    unknown: [{ rules: unknown }, { rules: [{ ...granted, verbs: unknown }] }],
    check: ({ rules }) => some(rules, (allowed) => isGranted(allowed) && !isAll(allowed)) && `it may ${finding}`,
  });
};

const rbac = "rbac.authorization.k8s.io";
const roles = ["clusterroles", "roles"] as const;

export const secrets = withoutRight(ClusterRole, {
  id: "kubernetes-role-secrets",
  title: "Cluster roles don't read all secrets",
  controls: { "cis-kubernetes-1.9": ["5.1.2"] },
  equivalents: { trivy: ["AVD-KSV-0041"], kics: ["b7bca5c4-1dab-4c2c-8cbe-3050b9d59b14", "056ac60e-fe07-4acc-9b34-8e1d51716ab9"] },
  why: "Whoever reads all Secrets has every password and token in the cluster; `list` and `watch` show their contents too.",
  fix: "Name the Secrets in `resourceNames`, or use a role of one namespace.",
  group: "",
  resources: ["secrets"],
  verbs: ["get", "list", "watch"],
  finding: "read all secrets",
});

export const createPods = withoutRight(ClusterRole, {
  id: "kubernetes-role-create-pods",
  title: "Cluster roles don't create pods",
  controls: { "cis-kubernetes-1.9": ["5.1.4"] },
  equivalents: { kics: ["592ad21d-ad9b-46c6-8d2d-fad09d62a942"] },
  why: "A new pod may run as any service account of its namespace, mount any of its Secrets, and take the node where no standard is enforced.",
  fix: "Use a role of one namespace, or let a controller with its own rights create them.",
  group: "",
  resources: ["pods"],
  verbs: ["create"],
  finding: "create pods in all namespaces",
});

export const exec = withoutRight(Role, {
  id: "kubernetes-role-exec",
  title: "Roles don't run commands in pods",
  equivalents: { trivy: ["AVD-KSV-0053"] },
  why: "Whoever may open a shell in a pod has its secrets and its service account, and no image scan or admission check sees what is run.",
  fix: "Take `pods/exec`, `pods/attach` and `pods/ephemeralcontainers` out of the role.",
  group: "",
  resources: ["pods/exec", "pods/attach", "pods/ephemeralcontainers"],
  verbs: ["create", "get", "update", "patch"],
  finding: "run commands in pods",
});

export const nodesProxy = withoutRight(ClusterRole, {
  id: "kubernetes-role-nodes-proxy",
  title: "Roles don't speak with kubelets directly",
  controls: { "cis-kubernetes-1.9": ["5.1.10"] },
  equivalents: { trivy: ["AVD-KSV-0047"] },
  why: "The kubelet runs commands in all pods of its node, past the audit log and admission control.",
  fix: "Take `nodes/proxy` out of the role; `nodes/metrics`, `nodes/stats` and `nodes/log` are for reading only.",
  group: "",
  resources: ["nodes/proxy"],
  verbs: ["get", "create"],
  finding: "use the kubelets of nodes",
});

export const persistentVolumes = withoutRight(ClusterRole, {
  id: "kubernetes-role-persistent-volumes",
  title: "Roles don't create persistent volumes",
  controls: { "cis-kubernetes-1.9": ["5.1.9"] },
  why: "A persistent volume may be any directory of a node: whoever can create one reads and changes the node's files.",
  fix: "Let a storage class make volumes, and grant claims only.",
  group: "",
  resources: ["persistentvolumes"],
  verbs: ["create"],
  finding: "create persistent volumes",
});

export const tokens = withoutRight(Role, {
  id: "kubernetes-role-tokens",
  title: "Roles don't make tokens of service accounts",
  controls: { "cis-kubernetes-1.9": ["5.1.13"] },
  why: "Whoever may ask for an account's token has all the account's rights.",
  fix: "Take `serviceaccounts/token` out of the role, or name the account in `resourceNames`.",
  group: "",
  resources: ["serviceaccounts/token"],
  verbs: ["create"],
  finding: "make tokens of any service account",
});

export const certificates = withoutRight(ClusterRole, {
  id: "kubernetes-role-certificates",
  title: "Roles don't approve certificates",
  controls: { "cis-kubernetes-1.9": ["5.1.11"] },
  equivalents: { checkov: ["CKV_K8S_156"] },
  why: "A certificate that is approved can name any user or group: whoever approves them makes himself an administrator.",
  fix: "Take `certificatesigningrequests/approval` out of the role, or name the signer in `resourceNames`.",
  group: "certificates.k8s.io",
  resources: ["certificatesigningrequests/approval"],
  verbs: ["update", "patch"],
  finding: "approve certificates",
});

export const webhooks = withoutRight(ClusterRole, {
  id: "kubernetes-role-webhooks",
  title: "Roles don't change admission webhooks",
  controls: { "cis-kubernetes-1.9": ["5.1.12"] },
  equivalents: { checkov: ["CKV_K8S_155"], trivy: ["AVD-KSV-0114"] },
  why: "A webhook reads every object that is written, secrets included, and may change it; without one, nothing is checked.",
  fix: "Name the configurations in `resourceNames`.",
  group: "admissionregistration.k8s.io",
  resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
  verbs: ["create", "update", "patch"],
  finding: "change all admission webhooks",
});

export const serviceStatus = withoutRight(ClusterRole, {
  id: "kubernetes-role-service-status",
  title: "Roles don't change the addresses of load balancers",
  equivalents: { checkov: ["CKV2_K8S_4"] },
  why: "Whoever writes a service's status gives it any address, and gets all pods' traffic to that address (CVE-2020-8554).",
  fix: "Take `services/status` out of the role; only the cloud's controller needs it.",
  group: "",
  resources: ["services/status"],
  verbs: ["update", "patch"],
  finding: "change the addresses of all services",
});

export const escalate = withoutRight(Role, {
  id: "kubernetes-role-escalate",
  title: "Roles don't escalate",
  controls: { "cis-kubernetes-1.9": ["5.1.8"] },
  equivalents: { checkov: ["CKV_K8S_158"] },
  why: "With `escalate` one puts rights into a role that one doesn't have oneself: it is an administrator's right.",
  fix: "Take `escalate` out of the role.",
  group: rbac,
  resources: roles,
  verbs: ["escalate"],
  finding: "give roles more rights than it has",
});

export const bind = withoutRight(Role, {
  id: "kubernetes-role-bind",
  title: "Roles don't bind any role",
  controls: { "cis-kubernetes-1.9": ["5.1.8"] },
  equivalents: { checkov: ["CKV_K8S_157"] },
  why: "With `bind` one gives oneself a role whose rights one doesn't have, `cluster-admin` too.",
  fix: "Take `bind` out of the role, or name the roles in `resourceNames`.",
  group: rbac,
  resources: roles,
  verbs: ["bind"],
  finding: "bind any role",
});

export const impersonate = withoutRight(Role, {
  id: "kubernetes-role-impersonate",
  title: "Roles don't act as anybody else",
  controls: { "cis-kubernetes-1.9": ["5.1.8"] },
  equivalents: { trivy: ["AVD-KSV-0043"] },
  why: "Whoever may impersonate users and groups is an administrator as soon as he says so.",
  fix: "Take `impersonate` out of the role, or name the users in `resourceNames`.",
  group: "",
  resources: ["users", "groups", "serviceaccounts"],
  verbs: ["impersonate"],
  finding: "act as any user",
});

const written = ["create", "update", "patch", "delete", "deletecollection", "*"];
const aggregated = (to: string) => `${rbac}/aggregate-to-${to}`;

export const aggregateView = rule(ClusterRole, {
  id: "kubernetes-role-aggregate-view",
  title: "What is added to the view role reads no secrets and changes nothing",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Everyone with the `view` role gets the rights with it, and nobody expects them there.",
  fix: "Aggregate the role to `edit` or `admin` instead.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles",
  pass: [
    { rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }] },
    { metadata: { labels: { [aggregated("view")]: "true" } }, rules: [{ apiGroups: ["shop.example.com"], resources: ["orders"], verbs: ["get", "list"] }] },
    { metadata: { labels: { [aggregated("edit")]: "true" } }, rules: [{ apiGroups: ["shop.example.com"], resources: ["orders"], verbs: ["create"] }] },
  ],
  fail: [
    { metadata: { labels: { [aggregated("view")]: "true" } }, rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["list"] }] },
    { metadata: { labels: { [aggregated("view")]: "true" } }, rules: [{ apiGroups: ["shop.example.com"], resources: ["orders"], verbs: ["get", "patch"] }] },
  ],
  unknown: [{ metadata: { labels: { [aggregated("view")]: "true" } }, rules: unknown }],
  *check({ metadata, rules }) {
    if (metadata?.labels?.[aggregated("view")] !== "true") return;
    if (some(rules, ({ apiGroups, resources }) => names(apiGroups, ["", "*"]) && names(resources, ["secrets", "*"])))
      yield "it lets the view role read secrets";
    if (some(rules, ({ verbs }) => names(verbs, written))) yield "it lets the view role change something";
  },
});

export const aggregateAny = rule(ClusterRole, {
  id: "kubernetes-role-aggregate-any",
  title: "Aggregated roles choose the roles they join",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "An empty selector fits every cluster role: the aggregate has the rights of all of them, `cluster-admin` included.",
  fix: "Select by a label of your own in `clusterRoleSelectors`.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles",
  pass: [{}, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { "shop.example.com/aggregate": "true" } }] } }],
  fail: [{ aggregationRule: { clusterRoleSelectors: [{}] } }, { aggregationRule: { clusterRoleSelectors: [unknown, { matchLabels: {} }] } }],
  unknown: [{ aggregationRule: unknown }],
  check: ({ aggregationRule }) =>
    some(aggregationRule?.clusterRoleSelectors, ({ matchLabels, matchExpressions }) => !Object.keys(matchLabels ?? {}).length && !some(matchExpressions)) &&
    "it joins all cluster roles",
});
