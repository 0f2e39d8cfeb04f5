import { containerRule, podRule, securityOf } from "../../lib/cloud/kubernetes-rule";
import { each, unknown } from "../../lib/rule";

const standards = "https://kubernetes.io/docs/concepts/security/pod-security-standards/";

export const seccompUnconfined = containerRule({
  id: "kubernetes-kernel-seccomp-unconfined",
  title: "No container turns its system call filter off",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0104"] },
  why: "Without the filter a process reaches all of the node's kernel, with the flaws in the parts that no common program needs.",
  fix: "Set `seccompProfile.type` to `RuntimeDefault`, or to `Localhost` with a profile of your own.",
  see: "https://kubernetes.io/docs/tutorials/security/seccomp/",
  pass: [{}, { securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
  fail: [{ securityContext: { seccompProfile: { type: "Unconfined" } } }],
  unknown: [{ securityContext: { seccompProfile: { type: unknown } } }],
  pods: {
    pass: [
      {
        securityContext: { seccompProfile: { type: "Unconfined" } },
        containers: [{ name: "web", securityContext: { seccompProfile: { type: "RuntimeDefault" } } }],
      },
    ],
    fail: [{ securityContext: { seccompProfile: { type: "Unconfined" } } }],
  },
  check: (container, pod) => securityOf(container, pod, "seccompProfile")?.type === "Unconfined" && "has the seccomp profile `Unconfined`",
});

export const seccompProfile = containerRule({
  id: "kubernetes-kernel-seccomp-profile",
  title: "Containers have a system call filter",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-kubernetes-1.9": ["5.7.2"] },
  equivalents: { checkov: ["CKV_K8S_31"], trivy: ["AVD-KSV-0030"], kics: ["f377b83e-bd07-4f48-a591-60c82b14a78b"] },
  why: "Unless the node's kubelet sets one, a container has no filter: a process reaches all of the kernel, with the flaws in the parts that no common program needs.",
  fix: "Set `securityContext.seccompProfile.type` of the pod to `RuntimeDefault`.",
  see: "https://kubernetes.io/docs/tutorials/security/seccomp/",
  pass: [
    { securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
    { securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "web.json" } } },
  ],
  fail: [{}, { securityContext: { seccompProfile: { type: "Unconfined" } } }],
  unknown: [{ securityContext: { seccompProfile: unknown } }],
  pods: { pass: [{ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }, { os: { name: "windows" } }] },
  check: (container, pod) => {
    const profile = securityOf(container, pod, "seccompProfile")?.type;
    if (profile === undefined) return !pod.isPartial && !pod.isWindows && "has no `seccompProfile`";
    return profile === "Unconfined" && "has the seccomp profile `Unconfined`";
  },
});

const appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

export const apparmorUnconfined = containerRule({
  id: "kubernetes-kernel-apparmor-unconfined",
  title: "No container turns AppArmor off",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Without its profile a process may mount, trace others and write to the kernel's files, where a flaw gives it the rights.",
  fix: "Leave `appArmorProfile` out, or set its type to `RuntimeDefault` or `Localhost`.",
  see: "https://kubernetes.io/docs/tutorials/security/apparmor/",
  pass: [{}, { securityContext: { appArmorProfile: { type: "RuntimeDefault" } } }],
  fail: [{ securityContext: { appArmorProfile: { type: "Unconfined" } } }],
  unknown: [{ securityContext: { appArmorProfile: { type: unknown } } }],
  pods: { fail: [{ securityContext: { appArmorProfile: { type: "Unconfined" } } }] },
  check: (container, pod) => {
    const profile = securityOf(container, pod, "appArmorProfile")?.type ?? pod.annotations[`${appArmorAnnotation}${container.name}`];
    return typeof profile === "string" && profile.toLowerCase() === "unconfined" && "has the AppArmor profile `Unconfined`";
  },
});

const labelTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

export const selinux = containerRule({
  id: "kubernetes-kernel-selinux",
  title: "Containers have an SELinux label for containers",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0025"] },
  why: "A label such as `spc_t` isn't confined: with it SELinux lets a process have the node's files.",
  fix: "Leave `type`, `user` and `role` out of `seLinuxOptions`; the runtime gives each container a label of its own.",
  see: standards,
  pass: [{}, { securityContext: { seLinuxOptions: { level: "s0:c123,c456" } } }, { securityContext: { seLinuxOptions: { type: "container_kvm_t" } } }],
  fail: [
    { securityContext: { seLinuxOptions: { type: "spc_t" } } },
    { securityContext: { seLinuxOptions: { user: "system_u" } } },
    { securityContext: { seLinuxOptions: { role: "system_r" } } },
  ],
  unknown: [{ securityContext: { seLinuxOptions: unknown } }],
  pods: { fail: [{ securityContext: { seLinuxOptions: { type: "spc_t" } } }] },
  check: (container, pod) => {
    const label = securityOf(container, pod, "seLinuxOptions");
    return each(["type", "user", "role"] as const, (part) => {
      const value = label?.[part];
      const allowed = part === "type" ? labelTypes : [""];
      return value !== undefined && !allowed.includes(value) && `has the SELinux ${part} \`${value}\``;
    });
  },
});

export const procMount = containerRule({
  id: "kubernetes-kernel-proc-mount",
  title: "Containers see a masked `/proc`",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0027"], kics: ["f922827f-aab6-447c-832a-e1ff63312bd3"] },
  why: "An unmasked `/proc` shows and changes settings of the node's kernel.",
  fix: "Leave `procMount` out.",
  see: standards,
  pass: [{}, { securityContext: { procMount: "Default" } }],
  fail: [{ securityContext: { procMount: "Unmasked" } }],
  unknown: [{ securityContext: { procMount: unknown } }],
  check: ({ securityContext }) => securityContext?.procMount === "Unmasked" && "has an unmasked `/proc`",
});

const safeSysctls = [
  ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_unprivileged_port_start"],
  ...["net.ipv4.ping_group_range", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes"],
  ...["net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_rmem", "net.ipv4.tcp_syncookies", "net.ipv4.tcp_wmem"],
];

export const sysctls = podRule({
  id: "kubernetes-kernel-sysctls",
  title: "Pods change safe kernel parameters only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { trivy: ["AVD-KSV-0026"], kics: ["9127f0d9-2310-42e7-866f-5fd9d20dcbad"] },
  why: "Other parameters aren't the pod's own: they change the node for all pods on it, or let one use up its memory.",
  fix: "Take the parameter out of `securityContext.sysctls`, and set it for nodes of their own.",
  see: "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
  pass: [{}, { securityContext: { sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] } }],
  fail: [
    { securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } },
    { securityContext: { sysctls: [{ name: unknown }, { name: "net/core/somaxconn", value: "1024" }] } },
  ],
  unknown: [{ securityContext: { sysctls: unknown } }],
  check: ({ securityContext }) =>
    each(securityContext?.sysctls, ({ name }) => !safeSysctls.includes(String(name).replaceAll("/", ".")) && `it sets the kernel parameter \`${name}\``),
});
