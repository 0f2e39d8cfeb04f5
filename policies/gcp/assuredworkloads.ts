import type { WorkloadArgs } from "@pulumi/gcp/assuredworkloads/workload";
import { resource, setting } from "../../lib/rule";

const Workload = resource<WorkloadArgs>("gcp:assuredworkloads/workload:Workload");

export const workloadNotifications = setting(Workload, {
  id: "gcp-assuredworkloads-workload-notifications",
  title: "Assured Workloads tells of violations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-4"] },
  why: "Nobody is told when a resource breaks the rules that the workload promises to keep.",
  see: "https://cloud.google.com/assured-workloads/docs/monitor-folder",
  at: ({ violationNotificationsEnabled }) => violationNotificationsEnabled,
  good: [true],
  absent: "good",
});
