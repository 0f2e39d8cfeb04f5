import type { ScheduleArgs } from "@pulumi/aws/scheduler/schedule";
import { customerKey, resource } from "../../lib/rule";

export const scheduleCustomerKey = customerKey(resource<ScheduleArgs>("aws:scheduler/schedule:Schedule"), {
  id: "aws-scheduler-schedule-customer-key",
  subject: "Schedules",
  equivalents: { checkov: ["CKV_AWS_297"] },
  see: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html",
  at: ({ kmsKeyArn }) => kmsKeyArn,
});
