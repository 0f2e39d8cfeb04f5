import type { LustreFileSystemArgs } from "@pulumi/aws/fsx/lustreFileSystem";
import type { OntapFileSystemArgs } from "@pulumi/aws/fsx/ontapFileSystem";
import { customerKey, resource } from "../../lib/rule";

const LustreFileSystem = resource<LustreFileSystemArgs>("aws:fsx/lustreFileSystem:LustreFileSystem");
const AnyFileSystem = resource<Pick<OntapFileSystemArgs, "kmsKeyId">>(
  "aws:fsx/ontapFileSystem:OntapFileSystem",
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
  "aws:fsx/windowsFileSystem:WindowsFileSystem",
  "aws:fsx/fileCache:FileCache",
);

export const fileSystemCustomerKey = customerKey(AnyFileSystem, {
  id: "aws-fsx-file-system-customer-key",
  subject: "FSx file systems",
  equivalents: { checkov: ["CKV_AWS_178", "CKV_AWS_203", "CKV_AWS_179"] },
  see: "https://docs.aws.amazon.com/fsx/latest/WindowsGuide/encryption-at-rest.html",
  at: (fileSystem) => fileSystem.kmsKeyId,
});

export const lustreFileSystemCustomerKey = customerKey(LustreFileSystem, {
  id: "aws-fsx-lustre-file-system-customer-key",
  subject: "FSx file systems for Lustre",
  equivalents: { checkov: ["CKV_AWS_190"] },
  see: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html",
  at: (fileSystem) => fileSystem.kmsKeyId,
  unless: (fileSystem) => fileSystem.deploymentType?.startsWith("SCRATCH"),
  pass: [{ deploymentType: "SCRATCH_2" }],
});
