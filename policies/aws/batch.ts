import type { JobDefinitionArgs } from "@pulumi/aws/batch/jobDefinition";
import type { Unwrap } from "@pulumi/pulumi/output";
import { isRecord, json, listed } from "../../lib/cloud/json";
import { resource, rule, some, unknown } from "../../lib/rule";

const JobDefinition = resource<JobDefinitionArgs>("aws:batch/jobDefinition:JobDefinition");

interface Container {
  privileged?: boolean;
  securityContext?: { privileged?: boolean };
}

const field = <T>(document: unknown, name: string): readonly T[] => {
  const value = json(document);
  return isRecord(value) ? listed(value[name] as T | T[]) : [];
};

/** The containers of a job: of one container, of several nodes, of ECS tasks, or of a Kubernetes pod. */
function* containersOf(job: Unwrap<JobDefinitionArgs>): Generator<readonly Container[]> {
  yield listed(json(job.containerProperties) as Container | undefined);
  for (const node of field<{ container?: Container }>(job.nodeProperties, "nodeRangeProperties")) yield listed(node.container);
  for (const task of field<{ containers?: Container[] }>(job.ecsProperties, "taskProperties")) yield listed(task.containers);
  const pod = job.eksProperties?.podProperties;
  yield pod?.containers ?? [];
  yield pod?.initContainers ?? [];
}

export const jobPrivileged = rule(JobDefinition, {
  id: "aws-batch-job-privileged",
  title: "Batch jobs aren't privileged",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_210"], kics: ["66cd88ac-9ddf-424a-b77e-e55e17630bee"] },
  why: "Who takes over a privileged container is root on its host, and on all others there.",
  fix: "Leave `privileged` out.",
  see: "https://docs.aws.amazon.com/batch/latest/userguide/job_definition_parameters.html",
  pass: [
    {},
    { containerProperties: JSON.stringify({ image: "busybox", privileged: false }) },
    { eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: false } }] } } },
  ],
  fail: [
    { containerProperties: JSON.stringify({ image: "busybox", privileged: true }) },
    { nodeProperties: JSON.stringify({ nodeRangeProperties: [{ targetNodes: "0:", container: { privileged: true } }] }) },
    { ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{ image: "busybox" }, { image: "agent", privileged: true }] }] }) },
    { eksProperties: { podProperties: { containers: [{ image: "busybox", securityContext: { privileged: true } }] } } },
    { eksProperties: { podProperties: { containers: [], initContainers: [{ image: "busybox", securityContext: { privileged: true } }] } } },
  ],
  unknown: [{ containerProperties: unknown }],
  check: (self) => {
    for (const containers of containersOf(self))
      if (some(containers, ({ privileged, securityContext }) => privileged || securityContext?.privileged)) return "a container of it is privileged";
    return false;
  },
});
