import type { CodeRepositoryIndexArgs } from "@pulumi/gcp/gemini/codeRepositoryIndex";
import { customerKey, resource, unknown } from "../../lib/rule";

const CodeRepositoryIndex = resource<CodeRepositoryIndexArgs>("gcp:gemini/codeRepositoryIndex:CodeRepositoryIndex");

export const codeRepositoryIndexCustomerKey = customerKey(CodeRepositoryIndex, {
  id: "gcp-gemini-code-repository-index-customer-key",
  subject: "Gemini code repository indexes",
  property: "kmsKey",
  key: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ kmsKey: unknown }],
});
