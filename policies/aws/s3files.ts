import type { FilesFileSystemArgs } from "@pulumi/aws/s3/filesFileSystem";
import { customerKey, resource } from "../../lib/rule";

export const fileSystemCustomerKey = customerKey(resource<FilesFileSystemArgs>("aws:s3/filesFileSystem:FilesFileSystem"), {
  id: "aws-s3files-file-system-customer-key",
  subject: "S3 file systems",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-encryption.html",
  at: ({ kmsKeyId }) => kmsKeyId,
});
