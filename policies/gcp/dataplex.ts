import type { TaskArgs } from "@pulumi/gcp/dataplex/task";
import { customerKey, resource, unknown } from "../../lib/rule";

const Task = resource<TaskArgs>("gcp:dataplex/task:Task");

export const taskCustomerKey = customerKey(Task, {
  id: "gcp-dataplex-task-customer-key",
  subject: "Dataplex tasks",
  property: "executionSpec.kmsKey",
  key: ({ executionSpec }) => executionSpec?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ executionSpec: { kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ executionSpec: { kmsKey: unknown } }],
});
