import type { PodArgs } from "@pulumi/kubernetes/core/v1/pod";
import type { Unwrap } from "@pulumi/pulumi";
import { resource } from "../rule/relation";
import type { Resource } from "../stack/stack";
import { isRecord, raw, unknown } from "../stack/values";

type PodInputs = Unwrap<PodArgs>;
export type PodSpec = NonNullable<PodInputs["spec"]>;
export type Container = PodSpec["containers"][number];

interface Template {
  metadata?: PodInputs["metadata"];
  spec?: PodSpec;
}

/** The arguments of whatever runs pods: a pod itself, a controller's template of one, or that of a cron job's job. */
export interface WorkloadArgs extends Pick<PodInputs, "metadata"> {
  kind?: string;
  spec?: Partial<PodSpec> & { template?: Template; jobTemplate?: { spec?: { template?: Template } } };
  template?: Template;
}

/** Whatever runs pods: in any API version, as a `Patch`, and custom resources that have a pod's template where workloads have it. */
export const Workload = resource<WorkloadArgs>("kubernetes:*");

const builtIn =
  /^kubernetes:(?:core|apps|batch|extensions)\/\w+:(Pod|PodTemplate|ReplicationController|ReplicaSet|Deployment|StatefulSet|DaemonSet|Job|CronJob)(Patch)?$/;

/**
 * A value, if it is known. For names: one that isn't known yet is that of something which the program makes, and so none
 * of those that Kubernetes itself has.
 */
export function ifKnown<T extends object, K extends keyof T>(container: T | undefined, key: K): T[K] | undefined {
  const value = container && raw(container)[key];
  return value === unknown ? undefined : value;
}

/** Whether two names are the same, as far as one can tell. */
export const mayBe = (one: unknown, other: unknown): boolean => one === other || one === unknown || other === unknown;

/** What a workload runs. Its parts are read when asked for: an unknown one hides no other. */
export class Pod {
  constructor(
    private readonly template: Template,
    /** The type that runs it, `Deployment`; empty for a custom resource. */
    readonly kind: string,
    /** Whether a `Patch` sets only some of it: what is absent may be set elsewhere. */
    readonly isPartial: boolean,
  ) {}

  get spec(): PodSpec {
    return this.template.spec!;
  }
  get labels(): Readonly<Record<string, string>> {
    return this.template.metadata?.labels ?? {};
  }
  get annotations(): Readonly<Record<string, string>> {
    return this.template.metadata?.annotations ?? {};
  }
  /** Windows has none of Linux's users, capabilities, seccomp and AppArmor profiles. */
  get isWindows(): boolean {
    return this.spec.os?.name === "windows" || this.spec.nodeSelector?.["kubernetes.io/os"] === "windows";
  }
  /** Whether it is to run to its end, and not to serve. */
  get isJob(): boolean {
    return this.kind === "Job" || this.kind === "CronJob";
  }
}

const pods = new WeakMap<Resource, Pod>();

/** The pod that a resource runs, if it runs one. What isn't known to be a workload must show its containers. */
export function podOf(self: WorkloadArgs, resource: Resource): Pod | undefined {
  const known = pods.get(resource);
  if (known) return known;
  const [, kind = "", patch] = builtIn.exec(resource.type) ?? [];
  if (!kind && !showsContainers(raw(self))) return undefined;
  const template = self.spec?.jobTemplate?.spec?.template ?? self.spec?.template ?? self.template ?? self;
  if (!raw(template).spec) return undefined;
  const pod = new Pod(template as Template, kind, patch !== undefined);
  pods.set(resource, pod);
  return pod;
}

function showsContainers({ kind, spec, template }: WorkloadArgs): boolean {
  const inner = spec?.jobTemplate?.spec?.template ?? spec?.template ?? template;
  const pod = inner ? inner.spec : kind === undefined || kind === "Pod" ? spec : undefined;
  return isRecord(pod) && "containers" in pod;
}
