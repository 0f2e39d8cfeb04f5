import type { PodArgs } from "@pulumi/kubernetes/core/v1/pod";
import type { Container, PodSpec } from "../../lib/cloud/kubernetes";
import { containerRule, podRule } from "../../lib/cloud/kubernetes-rule";
import { each, resource, rule, some, unknown } from "../../lib/rule";

const standards = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";
const hostPaths = "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath";

export const hostNetwork = podRule({
  id: "kubernetes-pod-host-network",
  title: "Pods have a network of their own",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.5"] },
  equivalents: { checkov: ["CKV_K8S_19"], trivy: ["AVD-KSV-0009"], kics: ["6b6bdfb3-c3ae-44cb-88e4-7405c1ba2c8a"] },
  why: "On the node's network a pod sees the node's traffic, reaches what listens on its loopback and the cloud's metadata, and no network policy applies.",
  fix: "Leave `hostNetwork` out, and reach the pod through a service.",
  see: standards,
  pass: [{}, { hostNetwork: false }],
  fail: [{ hostNetwork: true }],
  unknown: [{ hostNetwork: unknown }],
  check: (spec) => spec.hostNetwork === true && "it is on its node's network",
});

export const hostProcesses = podRule({
  id: "kubernetes-pod-host-processes",
  title: "Pods don't see their node's processes",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.3"] },
  equivalents: { checkov: ["CKV_K8S_17"], trivy: ["AVD-KSV-0010"], kics: ["302736f4-b16c-41b8-befe-c0baffa0bd9d"] },
  why: "Among the node's processes a pod reads others' variables and files, and can end them or take them over.",
  fix: "Leave `hostPID` out.",
  see: standards,
  pass: [{}, { hostPID: false }],
  fail: [{ hostPID: true }],
  unknown: [{ hostPID: unknown }],
  check: (spec) => spec.hostPID === true && "it shares its node's processes",
});

export const hostMemory = podRule({
  id: "kubernetes-pod-host-memory",
  title: "Pods don't share their node's memory and queues",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.4"] },
  equivalents: { checkov: ["CKV_K8S_18"], trivy: ["AVD-KSV-0008"], kics: ["cd290efd-6c82-4e9d-a698-be12ae31d536"] },
  why: "In the node's IPC namespace a pod reads and changes the shared memory of the node's own processes.",
  fix: "Leave `hostIPC` out.",
  see: standards,
  pass: [{}, { hostIPC: false }],
  fail: [{ hostIPC: true }],
  unknown: [{ hostIPC: unknown }],
  check: (spec) => spec.hostIPC === true && "it is in its node's IPC namespace",
});

export const hostPath = podRule({
  id: "kubernetes-pod-host-path",
  title: "Pods mount no directories of their node",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.12"] },
  equivalents: {
    trivy: ["AVD-KSV-0023", "AVD-KSV-0121"],
    kics: ["aa8f7a35-9923-4cad-bd61-a19b7f6aac91", "5308a7a8-06f8-45ac-bf10-791fe21de46e", "b7652612-de4e-4466-a0bf-1cd81f0c6063"],
  },
  why: "Files of the node are those of all pods on it: what one may read or change there concerns the others too.",
  fix: "Use an `emptyDir`, a persistent volume or a projected volume instead of `hostPath`.",
  see: hostPaths,
  pass: [{}, { volumes: [{ name: "cache", emptyDir: {} }, { name: unknown }] }],
  fail: [{ volumes: [{ name: "logs", hostPath: { path: "/var/log" } }] }, { volumes: [unknown, { name: "data", hostPath: { path: unknown } }] }],
  unknown: [{ volumes: unknown }],
  check: ({ volumes }) => each(volumes, (volume) => volume.hostPath && `its volume \`${volume.name}\` is a directory of the node`),
});

const sockets = /\/(docker|containerd|crio|cri-dockerd|dockershim|podman|buildkitd|frakti)\.sock$/;
const systemDirectories =
  /^\/+((root|boot|dev|etc|proc|sys|usr|bin|sbin|lib|lib64|var|var\/lib|run|var\/run)\/*)?$|^\/+(etc\/kubernetes|root\/\.ssh|var\/lib\/(kubelet|etcd|docker|containerd|containers)|(var\/)?run\/(containerd|crio|docker))(\/|$)/;
const lists = ["containers", "initContainers", "ephemeralContainers"] as const;

const hostVolume = (path: string, mount?: object) => ({
  volumes: [{ name: "host", hostPath: { path } }],
  containers: [{ name: "web", volumeMounts: [{ name: "host", mountPath: "/host", ...mount }] }],
});

export const hostPathNode = podRule({
  id: "kubernetes-pod-host-path-node",
  title: "Pods can't rule their node through its files",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_K8S_27"], trivy: ["AVD-KSV-0006"], kics: ["a6f34658-fdfb-4154-9536-56d516f65828"] },
  why: "Who can write to the node's system directories, or speak with its runtime, runs programs as root on it and has the credentials of all its pods.",
  fix: "Mount no socket of the runtime, and mount system directories with `readOnly` where they have to be seen at all.",
  see: hostPaths,
  pass: [
    {},
    hostVolume("/", { readOnly: true }),
    hostVolume("/var/log"),
    hostVolume("/etc/ssl/certs"),
    {
      volumes: [
        { name: "host", hostPath: { path: "/etc" } },
        { name: "cache", emptyDir: {} },
      ],
    },
  ],
  fail: [
    hostVolume("/var/run/docker.sock", { readOnly: true }),
    hostVolume("/run/containerd/containerd.sock"),
    hostVolume("/"),
    hostVolume("/etc/"),
    hostVolume("/var/lib/kubelet/pods", { readOnly: false }),
  ],
  unknown: [hostVolume(unknown), hostVolume("/etc", { readOnly: unknown })],
  check: (spec) =>
    each(spec.volumes, ({ name, hostPath }) => {
      const path = hostPath?.path;
      if (typeof path !== "string") return false;
      if (sockets.test(path)) return `its volume \`${name}\` is the socket of its node's runtime`;
      return systemDirectories.test(path) && isWritable(spec, name) && `it can write to \`${path}\` of its node`;
    }),
});

const isWritable = (spec: PodSpec, volume: string): boolean =>
  some(lists, (list) =>
    some(spec[list] as readonly Container[] | undefined, ({ volumeMounts }) => some(volumeMounts, (mount) => mount.name === volume && !mount.readOnly)),
  );

export const hostPorts = containerRule({
  id: "kubernetes-pod-host-ports",
  title: "Containers take no ports of their node",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "cis-kubernetes-1.9": ["5.2.13"] },
  equivalents: { checkov: ["CKV_K8S_26"], trivy: ["AVD-KSV-0024"] },
  why: "A port of the node answers whoever reaches the node, past services and ingresses, and on some networks past network policies too.",
  fix: "Leave `hostPort` out, and reach the pod through a service.",
  see: standards,
  pass: [{}, { ports: [{ containerPort: 8080 }] }, { ports: [{ containerPort: 8080, hostPort: 0 }] }],
  fail: [{ ports: [{ containerPort: 8080, hostPort: 80 }] }, { ports: [{ hostPort: unknown }, { containerPort: 53, hostPort: 53, protocol: "UDP" }] }],
  unknown: [{ ports: unknown }],
  pods: { pass: [{ hostNetwork: true, containers: [{ name: "proxy", ports: [{ containerPort: 80, hostPort: 80 }] }] }] },
  check: ({ ports }, { spec }) =>
    // On the node's network, Kubernetes itself gives each port its `hostPort`; that network is what another rule refuses.
    each(ports, ({ hostPort }) => Boolean(hostPort) && spec.hostNetwork !== true && `takes port ${hostPort} of its node`),
});

type Handler = { httpGet?: { host?: string }; tcpSocket?: { host?: string } };
const handlers = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const hooks = ["postStart", "preStop"] as const;

export const hostProbes = containerRule({
  id: "kubernetes-pod-host-probes",
  title: "Probes and hooks ask their own pod only",
  severity: "medium",
  family: "network",
  preset: "recommended",
  why: "It is the node that asks: a probe with a host of its own lets whoever writes the pod send requests from the node, into networks that pods don't reach.",
  fix: "Leave `host` out of probes and hooks.",
  see: standards,
  pass: [
    {},
    { livenessProbe: { httpGet: { path: "/healthz", port: 8080 } }, readinessProbe: { tcpSocket: { port: 8080 } } },
    { readinessProbe: { exec: { command: ["true"] } }, lifecycle: { preStop: { httpGet: { host: "", port: 8080 } } } },
  ],
  fail: [
    { livenessProbe: { httpGet: { host: "169.254.169.254", path: "/", port: 80 } } },
    { readinessProbe: { tcpSocket: { host: "db.internal", port: 5432 } } },
    { startupProbe: unknown, lifecycle: { postStart: { httpGet: { host: "admin.internal", port: 80 } } } },
  ],
  unknown: [{ livenessProbe: unknown }],
  pods: { pass: [{ hostNetwork: true, containers: [{ name: "api", livenessProbe: { httpGet: { host: "127.0.0.1", port: 6443 } } }] }] },
  check: function* (container, { spec }) {
    const asks = (what: string, handler: Handler | undefined) => {
      const host = handler?.httpGet?.host || handler?.tcpSocket?.host;
      return host && spec.hostNetwork !== true && `asks \`${host}\` in its \`${what}\``;
    };
    yield* each([...handlers, ...hooks], (what) => asks(what, what === "postStart" || what === "preStop" ? container.lifecycle?.[what] : container[what]));
  },
});

const ordinaryVolumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

export const volumeTypes = podRule({
  id: "kubernetes-pod-volume-types",
  title: "Pods mount storage by persistent volume claims",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { trivy: ["AVD-KSV-0028"] },
  why: "A pod that names a disk, a share or a directory itself gets past the limits that an administrator sets for storage.",
  fix: "Claim the storage with a `persistentVolumeClaim`.",
  see: standards,
  pass: [{}, { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }, { name: "cache", emptyDir: {} }, { name: "none" }] }],
  fail: [
    { volumes: [{ name: "share", nfs: { server: "nfs.internal", path: "/" } }] },
    { volumes: [unknown, { name: "logs", hostPath: { path: "/var/log" } }] },
  ],
  unknown: [{ volumes: [unknown] }],
  check: ({ volumes }) =>
    each(volumes, (volume) => {
      const other = Object.keys(volume).filter((key) => key !== "name" && !ordinaryVolumes.includes(key));
      return other.length > 0 && `its volume \`${volume.name}\` is of type \`${other[0]}\``;
    }),
});

export const sharedProcesses = podRule({
  id: "kubernetes-pod-shared-processes",
  title: "Containers of a pod don't see each other's processes",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "Containers that share processes read each other's variables and files, secrets included.",
  fix: "Leave `shareProcessNamespace` out.",
  see: "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
  pass: [{}, { shareProcessNamespace: false }],
  fail: [{ shareProcessNamespace: true }],
  unknown: [{ shareProcessNamespace: unknown }],
  check: (spec) => spec.shareProcessNamespace === true && "its containers share their processes",
});

const BarePod = resource<PodArgs>("kubernetes:core/v1:Pod");

export const bare = rule(BarePod, {
  id: "kubernetes-pod-bare",
  title: "Pods have a controller",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A pod without a controller is gone for good with its node, and no new version replaces it step by step.",
  fix: "Make a `Deployment`, a `StatefulSet` or a `Job` of it.",
  see: "https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods",
  pass: [{ metadata: { ownerReferences: [{ kind: "ReplicaSet", name: "web" }] } }],
  fail: [{ spec: { containers: [{ name: "web" }] } }],
  unknown: [{ metadata: unknown }],
  check: ({ metadata }) => !some(metadata?.ownerReferences) && "it has no controller",
});
