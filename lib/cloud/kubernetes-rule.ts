import { each, findingsOf } from "../rule/logic";
import { type Context, type Findings, type Meta, type Options, type Rule, rule, type Spec } from "../rule/rule";
import { isRecord } from "../stack/values";
import { type Container, ifKnown, type Pod, type PodSpec, podOf, Workload } from "./kubernetes";

type Cases<Args> = Spec<Args, {}, {}>["pass"];
type WorkloadCases = Spec<(typeof Workload)["args"] & {}, {}, {}>["pass"];

interface PodSpecific<O> extends Meta {
  readonly options?: O;
  /** Specifications of a pod, without its containers where these don't matter. */
  readonly pass: Cases<PodSpec>;
  readonly fail: Cases<PodSpec>;
  readonly unknown?: Cases<PodSpec>;
  /** What it finds follows the workload's name. */
  check(spec: PodSpec, pod: Pod, context: Context<O>): Findings;
}

const image = "registry.example.com/shop/web:1.27.3";
const ofPods = (specs: readonly object[] | undefined): readonly object[] =>
  (specs ?? []).map((spec) => ({ spec: { containers: [{ name: "web", image }], ...spec } }));
const ofContainers = (containers: readonly object[] | undefined): readonly object[] =>
  (containers ?? []).map((container) => ({ spec: { containers: [{ name: "web", ...container }] } }));

/** A rule on what all workloads have in common: the pods they run. */
export const podRule = <O extends Options = {}>({ check, pass, fail, unknown: undecided, ...meta }: PodSpecific<O>): Rule =>
  rule(Workload, {
    ...meta,
    pass: ofPods(pass) as unknown as WorkloadCases,
    fail: ofPods(fail) as unknown as WorkloadCases,
    unknown: ofPods(undecided) as unknown as WorkloadCases,
    check: (self, context) => {
      const pod = podOf(self, context.resource);
      return pod && check(pod.spec, pod, context as Context<O>);
    },
  });

interface ContainerSpecific<O> extends Meta {
  readonly options?: O;
  /** Containers; of a pod that has one only. */
  readonly pass: Cases<Container>;
  readonly fail: Cases<Container>;
  readonly unknown?: Cases<Container>;
  /** Cases in which the rest of the pod matters. */
  readonly pods?: { readonly pass?: Cases<PodSpec>; readonly fail?: Cases<PodSpec> };
  /** Containers of which lists it judges: without it, all. */
  readonly lists?: readonly ContainerList[];
  /** What it finds follows the container's name. */
  check(container: Container, pod: Pod, context: Context<O>): Findings;
}

type ContainerList = "containers" | "initContainers" | "ephemeralContainers";
const allLists = ["containers", "initContainers", "ephemeralContainers"] as const;
const kinds: Readonly<Record<ContainerList, string>> = {
  containers: "container",
  initContainers: "init container",
  ephemeralContainers: "ephemeral container",
};

/** A rule on each container of a pod. */
export const containerRule = <O extends Options = {}>(spec: ContainerSpecific<O>): Rule => {
  const { check, pass, fail, unknown: undecided, pods = {}, lists = allLists, ...meta } = spec;
  return rule(Workload, {
    ...meta,
    pass: [...ofContainers(pass), ...ofPods(pods.pass)] as unknown as WorkloadCases,
    fail: [...ofContainers(fail), ...ofPods(pods.fail)] as unknown as WorkloadCases,
    unknown: ofContainers(undecided) as unknown as WorkloadCases,
    check: (self, context) => {
      const pod = podOf(self, context.resource);
      return pod && eachContainer(pod, lists, (container) => check(container, pod, context as Context<O>));
    },
  });
};

const eachContainer = (pod: Pod, lists: readonly ContainerList[], check: (container: Container) => Findings): Iterable<string> =>
  each(lists, (list) => {
    const containers = pod.spec[list] as readonly Container[] | undefined;
    return (
      containers &&
      each(containers, (container, i) => {
        const found = isRecord(container) && check(container);
        return found && called(nameIn(container, list, i), found);
      })
    );
  });

function* called(name: string, found: Findings): Generator<string> {
  for (const finding of findingsOf(found)) yield `${name} ${finding}`;
}

function nameIn(container: Container, list: ContainerList, i: number): string {
  const name = ifKnown(container, "name");
  return typeof name === "string" ? `${kinds[list]} \`${name}\`` : `\`${list}[${i}]\``;
}

/** What holds for a container: its own setting, else its pod's. */
export const securityOf = <K extends keyof NonNullable<Container["securityContext"]> & keyof NonNullable<PodSpec["securityContext"]>>(
  container: Container,
  pod: Pod,
  key: K,
): NonNullable<Container["securityContext"]>[K] | undefined =>
  container.securityContext?.[key] ?? (pod.spec.securityContext?.[key] as NonNullable<Container["securityContext"]>[K]);
