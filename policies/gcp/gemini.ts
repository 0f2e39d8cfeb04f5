import type { CodeRepositoryIndexArgs } from "@pulumi/gcp/gemini/codeRepositoryIndex";
import { customerKey, resource } from "../../lib/rule";

const CodeRepositoryIndex = resource<CodeRepositoryIndexArgs>("gcp:gemini/codeRepositoryIndex:CodeRepositoryIndex");

export const codeRepositoryIndexCustomerKey = customerKey(CodeRepositoryIndex, {
  id: "gcp-gemini-code-repository-index-customer-key",
  subject: "Gemini code repository indexes",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
