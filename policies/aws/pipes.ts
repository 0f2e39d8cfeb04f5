import type { PipeArgs } from "@pulumi/aws/pipes/pipe";
import { customerKey, resource } from "../../lib/rule";

export const pipeCustomerKey = customerKey(resource<PipeArgs>("aws:pipes/pipe:Pipe"), {
  id: "aws-pipes-pipe-customer-key",
  subject: "Pipes",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-pipes-cmkey.html",
  at: ({ kmsKeyIdentifier }) => kmsKeyIdentifier,
});
