import { containerRule, securityOf } from "../../lib/cloud/kubernetes-rule";
import { each, some, unknown } from "../../lib/rule";

const standards = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";
const contexts = "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/";

export const privileged = containerRule({
  id: "kubernetes-container-privileged",
  title: "Containers aren't privileged",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.2"] },
  equivalents: { checkov: ["CKV_K8S_16"], trivy: ["AVD-KSV-0017"], kics: ["dd29336b-fe57-445b-a26e-e6aa867ae609"] },
  why: "A privileged container has all of the node's devices and capabilities: whoever breaks into it has the node, and all pods on it.",
  fix: "Leave `privileged` out, and add the one capability that the container needs.",
  see: standards,
  pass: [{}, { securityContext: { privileged: false } }],
  fail: [{ securityContext: { privileged: true } }],
  unknown: [{ securityContext: { privileged: unknown } }],
  pods: {
    fail: [
      { initContainers: [{ name: "sysctl", securityContext: { privileged: true } }] },
      { ephemeralContainers: [{ name: "debug", securityContext: { privileged: true } }] },
      { containers: [{ securityContext: unknown }, { name: unknown, securityContext: { privileged: true } }] },
    ],
  },
  check: ({ securityContext }) => securityContext?.privileged === true && "is privileged",
});

export const hostProcess = containerRule({
  id: "kubernetes-container-host-process",
  title: "Containers on Windows aren't processes of the node",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.11"] },
  equivalents: { trivy: ["AVD-KSV-0103"] },
  why: "A HostProcess container runs on the node itself, with the rights of the node's user: whoever breaks into it has the node.",
  fix: "Leave `windowsOptions.hostProcess` out.",
  see: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
  pass: [{}, { securityContext: { windowsOptions: { runAsUserName: "ContainerUser" } } }],
  fail: [{ securityContext: { windowsOptions: { hostProcess: true } } }],
  unknown: [{ securityContext: { windowsOptions: unknown } }],
  pods: { fail: [{ securityContext: { windowsOptions: { hostProcess: true } } }] },
  check: ({ securityContext }, { spec }) =>
    (securityContext?.windowsOptions?.hostProcess ?? spec.securityContext?.windowsOptions?.hostProcess) === true && "is a HostProcess container",
});

// What a process can leave its container with, or read what isn't its own.
const escapes = [
  ...["ALL", "BPF", "DAC_READ_SEARCH", "MAC_ADMIN", "MAC_OVERRIDE", "PERFMON", "SYSLOG"],
  ...["SYS_ADMIN", "SYS_BOOT", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO"],
];
const ordinary = [
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"],
  ...["NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];
/** Runtimes take a capability with and without its prefix, in any case. */
const capability = (name: unknown): string => String(name).toUpperCase().replace(/^CAP_/, "");

export const capabilitiesHost = containerRule({
  id: "kubernetes-container-capabilities-host",
  title: "Containers have no capability to leave them with",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.9"] },
  equivalents: { checkov: ["CKV_K8S_39"], trivy: ["AVD-KSV-0005"], kics: ["235236ee-ad78-4065-bd29-61b061f28ce0"] },
  why: "With one of these capabilities a process mounts the node's disks, loads a module into its kernel, or reads other processes: whoever breaks into the container has the node.",
  fix: "Take the capability out of `capabilities.add`; most programs need none of these.",
  see: contexts,
  pass: [{}, { securityContext: { capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] } } }],
  fail: [
    { securityContext: { capabilities: { add: ["SYS_ADMIN"] } } },
    { securityContext: { capabilities: { add: [unknown, "CAP_SYS_MODULE"] } } },
    { securityContext: { capabilities: { add: ["all"] } } },
  ],
  unknown: [{ securityContext: { capabilities: { add: [unknown] } } }],
  check: ({ securityContext }) => each(securityContext?.capabilities?.add, (name) => escapes.includes(capability(name)) && `has the capability \`${name}\``),
});

export const capabilitiesAdded = containerRule({
  id: "kubernetes-container-capabilities-added",
  title: "Containers have no more capabilities than the baseline standard allows",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.9"] },
  why: "With a capability beyond those of a common container, a process may change the node's network or clock, see others' traffic or lock its memory.",
  fix: "Take the capability out of `capabilities.add`.",
  see: standards,
  pass: [{}, { securityContext: { capabilities: { add: ["NET_BIND_SERVICE", "CAP_CHOWN"] } } }, { securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }],
  fail: [{ securityContext: { capabilities: { add: ["NET_ADMIN"] } } }, { securityContext: { capabilities: { add: [unknown, "NET_RAW"] } } }],
  unknown: [{ securityContext: { capabilities: unknown } }],
  check: ({ securityContext }) =>
    each(securityContext?.capabilities?.add, (name) => ![...ordinary, ...escapes].includes(capability(name)) && `has the capability \`${name}\``),
});

export const capabilitiesRestricted = containerRule({
  id: "kubernetes-container-capabilities-restricted",
  title: "Containers have no capability but that to serve low ports",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.2.9"] },
  equivalents: { checkov: ["CKV_K8S_25"], trivy: ["AVD-KSV-0022", "AVD-KSV-0106"], kics: ["19ebaa28-fc86-4a58-bcfa-015c9e22fe40"] },
  why: "Each capability is a power of root's, and whoever breaks into the container has it too.",
  fix: "Add `NET_BIND_SERVICE` at most.",
  see: standards,
  pass: [{}, { securityContext: { capabilities: { drop: ["all"], add: ["NET_BIND_SERVICE"] } } }],
  fail: [{ securityContext: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } } }, { securityContext: { capabilities: { add: [unknown, "NET_ADMIN"] } } }],
  unknown: [{ securityContext: { capabilities: { add: [unknown] } } }],
  check: ({ securityContext }) =>
    each(securityContext?.capabilities?.add, (name) => capability(name) !== "NET_BIND_SERVICE" && `has the capability \`${name}\``),
});

export const capabilitiesDropped = containerRule({
  id: "kubernetes-container-capabilities-dropped",
  title: "Containers drop all capabilities",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.2.8", "5.2.10"] },
  equivalents: {
    checkov: ["CKV_K8S_28", "CKV_K8S_37"],
    trivy: ["AVD-KSV-0003"],
    kics: ["dbbc6705-d541-43b0-b166-dd4be8208b54", "268ca686-7fb7-4ae9-b129-955a2a89064e"],
  },
  why: "A container has a dozen of root's powers unless it drops them, and so has whoever breaks into it.",
  fix: 'Set `securityContext.capabilities.drop` to `["ALL"]`, and add what is needed.',
  see: standards,
  pass: [
    { securityContext: { capabilities: { drop: ["ALL"] } } },
    { securityContext: { capabilities: { drop: ["all"], add: ["NET_BIND_SERVICE"] } } },
    { securityContext: { capabilities: { drop: [unknown, "ALL"] } } },
  ],
  fail: [{}, { securityContext: {} }, { securityContext: { capabilities: { drop: ["NET_RAW"] } } }],
  unknown: [{ securityContext: { capabilities: { drop: [unknown] } } }],
  pods: { pass: [{ os: { name: "windows" } }] },
  check: ({ securityContext }, pod) =>
    !pod.isPartial && !some(securityContext?.capabilities?.drop, (name) => capability(name) === "ALL") && !pod.isWindows && "doesn't drop `ALL` capabilities",
});

export const privilegeEscalation = containerRule({
  id: "kubernetes-container-privilege-escalation",
  title: "Processes in containers can't gain privileges",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.2.6"] },
  equivalents: {
    checkov: ["CKV_K8S_20"],
    trivy: ["AVD-KSV-0001"],
    kics: ["5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d"],
  },
  why: "A program with the set-user-ID bit makes a common user root, and a flaw in one of them is enough.",
  fix: "Set `securityContext.allowPrivilegeEscalation` to `false`.",
  see: contexts,
  pass: [{ securityContext: { allowPrivilegeEscalation: false } }],
  fail: [{}, { securityContext: { allowPrivilegeEscalation: true } }],
  unknown: [{ securityContext: { allowPrivilegeEscalation: unknown } }],
  pods: { pass: [{ os: { name: "windows" } }, { nodeSelector: { "kubernetes.io/os": "windows" } }] },
  check: ({ securityContext }, pod) => {
    const allowed = securityContext?.allowPrivilegeEscalation;
    return (allowed === undefined ? !pod.isPartial : allowed !== false) && !pod.isWindows && "may gain privileges: `allowPrivilegeEscalation` isn't `false`";
  },
});

export const nonRoot = containerRule({
  id: "kubernetes-container-non-root",
  title: "Containers run as another user than root",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.2.7"] },
  equivalents: {
    checkov: ["CKV_K8S_23"],
    trivy: ["AVD-KSV-0012", "AVD-KSV-0105"],
    kics: ["cf34805e-3872-4c08-bf92-6ff7bb0cfadb"],
  },
  why: "Root in a container is root on the node as soon as anything lets it out: a flaw of the kernel or the runtime, or a mounted path.",
  fix: "Set `securityContext.runAsNonRoot` to `true` on the pod, and `runAsUser` where the image names no user by number.",
  see: contexts,
  pass: [{ securityContext: { runAsNonRoot: true } }, { securityContext: { runAsUser: 10001 } }],
  fail: [{}, { securityContext: { runAsNonRoot: false } }, { securityContext: { runAsUser: 0 } }],
  unknown: [{ securityContext: { runAsNonRoot: unknown } }, { securityContext: { runAsUser: unknown } }],
  pods: {
    pass: [
      { securityContext: { runAsNonRoot: true } },
      { securityContext: { runAsUser: 10001 } },
      { securityContext: { runAsUser: 0 }, containers: [{ name: "web", securityContext: { runAsUser: 10001 } }] },
      { os: { name: "windows" } },
    ],
    fail: [
      { securityContext: { runAsNonRoot: true }, containers: [{ name: "web", securityContext: { runAsNonRoot: false } }] },
      { securityContext: { runAsNonRoot: true, runAsUser: 0 } },
    ],
  },
  check: (container, pod) => {
    const user = securityOf(container, pod, "runAsUser");
    if (user === 0) return "runs as root: `runAsUser` is `0`";
    if (user !== undefined || pod.isWindows) return false;
    const nonRoot = securityOf(container, pod, "runAsNonRoot");
    return (nonRoot === undefined ? !pod.isPartial : nonRoot !== true) && "may run as root: `runAsNonRoot` isn't `true`";
  },
});

export const highUser = containerRule({
  id: "kubernetes-container-high-user",
  title: "Containers run as a user that the node doesn't have",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_40"], trivy: ["AVD-KSV-0020"], kics: ["02323c00-cdc3-4fdc-a310-4f2b3e7a1660"] },
  why: "Users of low numbers exist on the node, so that a process which gets out of its container has their files.",
  fix: "Set `securityContext.runAsUser` to a number of 10000 or more.",
  see: contexts,
  pass: [{ securityContext: { runAsUser: 10000 } }],
  fail: [{}, { securityContext: { runAsUser: 1000 } }],
  unknown: [{ securityContext: { runAsUser: unknown } }],
  pods: { pass: [{ securityContext: { runAsUser: 20000 } }, { os: { name: "windows" } }], fail: [{ securityContext: { runAsUser: 101 } }] },
  check: (container, pod) => {
    const user = securityOf(container, pod, "runAsUser");
    if (pod.isWindows) return false;
    return user === undefined ? !pod.isPartial && "names no user in `runAsUser`" : user < 10000 && `runs as user ${user}`;
  },
});

export const readOnlyRoot = containerRule({
  id: "kubernetes-container-read-only-root",
  title: "Containers can't change their root file system",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_22"], trivy: ["AVD-KSV-0014"], kics: ["a9c2f49d-0671-4fc9-9ece-f4e261e128d0"] },
  why: "Whoever breaks into the container can change its programs and bring his own.",
  fix: "Set `securityContext.readOnlyRootFilesystem` to `true`, and mount an `emptyDir` where the program writes.",
  see: contexts,
  pass: [{ securityContext: { readOnlyRootFilesystem: true } }],
  fail: [{}, { securityContext: { readOnlyRootFilesystem: false } }],
  unknown: [{ securityContext: unknown }],
  pods: { pass: [{ os: { name: "windows" } }] },
  check: ({ securityContext }, pod) => {
    const readOnly = securityContext?.readOnlyRootFilesystem;
    return (readOnly === undefined ? !pod.isPartial : readOnly !== true) && !pod.isWindows && "can write to its root file system";
  },
});
