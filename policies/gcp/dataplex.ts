import type { TaskArgs } from "@pulumi/gcp/dataplex/task";
import { customerKey, resource } from "../../lib/rule";

const Task = resource<TaskArgs>("gcp:dataplex/task:Task");

export const taskCustomerKey = customerKey(Task, {
  id: "gcp-dataplex-task-customer-key",
  subject: "Dataplex tasks",
  at: ({ executionSpec }) => executionSpec?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
